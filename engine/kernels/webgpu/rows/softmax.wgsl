// y_i = exp(x_i - max) / sum_j exp(x_j - max) along each row of x [rows, n], or its logarithm. A team of `lanes`
// threads has a row.
struct Arguments { offsets: array<vec4u, 2>, rows: u32, n: u32 }
@group(0) @binding(0) var<uniform> arguments: Arguments;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;

override logarithm = false;
alias Sum = f32;
// use teams
var<workgroup> keys: array<u32, threads>;

// Integers in the order of the numbers, above them NaN. WGSL has no need to know of NaN and infinity, integers do.
const key_of_nothing = 0x007fffffu;  // -infinity
const key_of_infinity = 0xff800000u;
fn is_nan(number: f32) -> bool {
  return (bitcast<u32>(number) & 0x7fffffffu) > 0x7f800000u;
}
fn key_of(number: f32) -> u32 {
  let bits = bitcast<u32>(number);
  return select(select(bits | 0x80000000u, ~bits, bits >= 0x80000000u), 0xffffffffu, is_nan(number));
}
fn number_of(key: u32) -> f32 {
  return bitcast<f32>(select(~key, key & 0x7fffffffu, key >= 0x80000000u));
}

// Of all numbers of the thread's team.
fn team_greatest(key: u32, thread: u32) -> u32 {
  if (lanes == 1) { return key; }
  keys[thread] = key;
  workgroupBarrier();
  let first = thread - thread % lanes;
  var greatest = key;
  if (lanes > 16) {
    for (var i = first + thread % 16; i < first + lanes; i += 16u) { greatest = max(greatest, keys[i]); }
    workgroupBarrier();
    keys[thread] = greatest;
    workgroupBarrier();
  }
  for (var i = first; i < first + min(lanes, 16u); i++) { greatest = max(greatest, keys[i]); }
  return greatest;
}

// exp for numbers up to 0; drivers differ on what is smaller than the smallest number, on -infinity, and on NaN.
fn exponential(number: f32) -> f32 {
  return select(select(0.0, exp(number), number > -87.0), number, is_nan(number));
}

struct Totals { greatest: f32, sum: f32, finite: bool }
fn totals_of(row: Row, begin: u32, thread: u32) -> Totals {
  var key = 0u;
  for (var i = row.lane; i < row.n; i += lanes) { key = max(key, key_of(x[begin + i])); }
  key = team_greatest(key, thread);
  let greatest = number_of(key);
  var sum = 0.0;
  for (var i = row.lane; i < row.n; i += lanes) { sum += exponential(x[begin + i] - greatest); }
  return Totals(greatest, team_sum(sum, thread), key > key_of_nothing && key < key_of_infinity);
}
fn not_a_number() -> f32 {
  var bits = 0x7fc00000u;
  return bitcast<f32>(bits);
}

@compute @workgroup_size(threads)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
        @builtin(local_invocation_index) thread: u32) {
  let row = row_of(group, groups, thread);
  let begin = arguments.offsets[0].x + row.number * row.n;
  let to = arguments.offsets[0].y + row.number * row.n;
  let totals = totals_of(row, begin, thread);
  let log_sum = log(totals.sum);
  let factor = 1.0 / totals.sum;
  for (var i = row.lane; i < row.n; i += lanes) {
    let shifted = x[begin + i] - totals.greatest;
    let value = select(exponential(shifted) * factor, shifted - log_sum, logarithm);
    y[to + i] = select(not_a_number(), value, totals.finite);
  }
}

// Softmax, and losses = -log softmax(x)[label], 0 where the label is negative.
@group(0) @binding(3) var<storage, read_write> losses: array<f32>;
@group(0) @binding(4) var<storage, read> labels: array<i32>;

@compute @workgroup_size(threads)
fn cross_entropy(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
                 @builtin(local_invocation_index) thread: u32) {
  let row = row_of(group, groups, thread);
  let begin = arguments.offsets[0].x + row.number * row.n;
  let to = arguments.offsets[0].y + row.number * row.n;
  let totals = totals_of(row, begin, thread);
  let factor = 1.0 / totals.sum;
  for (var i = row.lane; i < row.n; i += lanes) {
    y[to + i] = select(not_a_number(), exponential(x[begin + i] - totals.greatest) * factor, totals.finite);
  }
  if (row.lane > 0 || row.n == 0) { return; }
  let label = labels[arguments.offsets[0].w + row.number];
  var loss = 0.0;
  if (label >= 0) {
    loss = log(totals.sum) + (totals.greatest - x[begin + u32(label)]);
    if (!totals.finite) { loss = not_a_number(); }
  }
  losses[arguments.offsets[0].z + row.number] = loss;
}

// softmax: dx_i = y_i (dy_i - sum_j dy_j y_j); its logarithm: dx_i = dy_i - exp(y_i) sum_j dy_j
@group(0) @binding(2) var<storage, read> dy: array<f32>;
@group(0) @binding(3) var<storage, read_write> dx: array<f32>;

@compute @workgroup_size(threads)
fn gradient(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
            @builtin(local_invocation_index) thread: u32) {
  let row = row_of(group, groups, thread);
  let first = arguments.offsets[0].xyz + row.number * row.n;
  var sum = 0.0;
  for (var i = row.lane; i < row.n; i += lanes) {
    sum += dy[first.y + i] * select(x[first.x + i], 1.0, logarithm);
  }
  sum = team_sum(sum, thread);
  for (var i = row.lane; i < row.n; i += lanes) {
    let value = x[first.x + i];
    let upper = dy[first.y + i];
    if (logarithm) {
      dx[first.z + i] = upper - exponential(value) * sum;
    } else {
      dx[first.z + i] = value * (upper - sum);
    }
  }
}
