// y = (x - mean) inverse scale + shift down each column of x [rows, c], inverse = 1 / sqrt(variance + epsilon). A
// workgroup has `lanes` columns of some rows. Moments are merged as in Chan et al. 1979, each thread's taken around one
// of its own numbers: a mean that is large beside the deviation costs no digits.
struct Arguments { offsets: array<vec4u, 2>, rows: u32, c: u32, chunk_rows: u32, chunks: u32, epsilon: f32 }
@group(0) @binding(0) var<uniform> arguments: Arguments;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read> scale: array<f32>;
@group(0) @binding(3) var<storage, read> shift: array<f32>;
@group(0) @binding(4) var<storage, read_write> means: array<f32>;   // [c], or of parts [chunks, c]
@group(0) @binding(5) var<storage, read_write> spreads: array<f32>; // inverses [c], or sums of squares [chunks, c]
@group(0) @binding(6) var<storage, read_write> y: array<f32>;

override whole = true;  // one workgroup has all rows
override lanes = 32u;
override threads = 256u;
struct Moments { count: f32, mean: f32, squares: f32 }  // squares: sum of (x - mean)^2
var<workgroup> parts: array<Moments, threads>;
var<workgroup> merged: array<vec2f, lanes>;

fn inverse_of(squares: f32) -> f32 {
  let variance = select(squares, 0.0, squares < 0.0) / f32(arguments.rows);
  return inverseSqrt(variance + arguments.epsilon);
}

@compute @workgroup_size(threads)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let column = group.x * lanes + thread % lanes;
  let first = group.y * arguments.chunk_rows + thread / lanes;
  let last = select(0u, min((group.y + 1) * arguments.chunk_rows, arguments.rows), column < arguments.c);
  var of_thread = Moments();
  if (first < last) {
    let guess = x[arguments.offsets[0].x + first * arguments.c + column];
    var count = 0.0;
    var sum = 0.0;
    var squares = 0.0;
    for (var row = first; row < last; row += threads / lanes) {
      let rest = x[arguments.offsets[0].x + row * arguments.c + column] - guess;
      count += 1.0;
      sum += rest;
      squares += rest * rest;
    }
    of_thread = Moments(count, guess + sum / count, squares - sum * sum / count);
  }
  parts[thread] = of_thread;
  workgroupBarrier();
  if (thread < lanes && column < arguments.c) {
    let guess = parts[thread].mean;
    var count = 0.0;
    var sum = 0.0;
    for (var i = thread; i < threads; i += lanes) {
      count += parts[i].count;
      sum += parts[i].count * (parts[i].mean - guess);
    }
    let mean = guess + sum / count;
    var squares = 0.0;
    for (var i = thread; i < threads; i += lanes) {
      let rest = parts[i].mean - mean;
      squares += parts[i].squares + parts[i].count * rest * rest;
    }
    merged[thread] = vec2f(mean, select(squares, inverse_of(squares), whole));
    means[arguments.offsets[0].w + group.y * arguments.c + column] = mean;
    spreads[arguments.offsets[1].x + group.y * arguments.c + column] = merged[thread].y;
  }
  if (!whole) { return; }
  workgroupBarrier();
  if (first < last) { normalise(first, last, column, merged[thread % lanes].x, merged[thread % lanes].y); }
}

fn normalise(first: u32, last: u32, column: u32, mean: f32, inverse: f32) {
  let factor = inverse * scale[arguments.offsets[0].y + column];
  let rise = shift[arguments.offsets[0].z + column];
  for (var i = first * arguments.c + column; i < last * arguments.c; i += threads / lanes * arguments.c) {
    y[arguments.offsets[1].y + i] = (x[arguments.offsets[0].x + i] - mean) * factor + rise;
  }
}

// The moments of all chunks: mean_parts and square_parts [chunks, c] to mean and inverse [c].
@group(0) @binding(1) var<storage, read> mean_parts: array<f32>;
@group(0) @binding(2) var<storage, read> square_parts: array<f32>;
@group(0) @binding(3) var<storage, read_write> mean_of_all: array<f32>;
@group(0) @binding(4) var<storage, read_write> inverse_of_all: array<f32>;

fn rows_of(chunk: u32) -> f32 {
  return f32(min(arguments.chunk_rows, arguments.rows - chunk * arguments.chunk_rows));
}

@compute @workgroup_size(64)
fn merge(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= arguments.c) { return; }
  let at = arguments.offsets[0] + id.x;
  let guess = mean_parts[at.x];
  var sum = 0.0;
  for (var chunk = 0u; chunk < arguments.chunks; chunk++) {
    sum += rows_of(chunk) * (mean_parts[at.x + chunk * arguments.c] - guess);
  }
  let mean = guess + sum / f32(arguments.rows);
  var squares = 0.0;
  for (var chunk = 0u; chunk < arguments.chunks; chunk++) {
    let rest = mean_parts[at.x + chunk * arguments.c] - mean;
    squares += square_parts[at.y + chunk * arguments.c] + rows_of(chunk) * rest * rest;
  }
  mean_of_all[at.z] = mean;
  inverse_of_all[at.w] = inverse_of(squares);
}

// y from given moments.
@group(0) @binding(4) var<storage, read> mean: array<f32>;
@group(0) @binding(5) var<storage, read> inverse: array<f32>;

@compute @workgroup_size(threads)
fn apply(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let column = group.x * lanes + thread % lanes;
  if (column >= arguments.c) { return; }
  let first = group.y * arguments.chunk_rows + thread / lanes;
  let last = min((group.y + 1) * arguments.chunk_rows, arguments.rows);
  normalise(first, last, column, mean[arguments.offsets[0].w + column], inverse[arguments.offsets[1].x + column]);
}

// dx = scale inverse (dy - mean of dy - z mean of dy z), z = (x - mean) inverse, given dscale = sum dy z and dshift =
// sum dy.
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(6) var<storage, read> dscale: array<f32>;
@group(0) @binding(7) var<storage, read> dshift: array<f32>;
@group(0) @binding(8) var<storage, read_write> dx: array<f32>;

@compute @workgroup_size(threads)
fn gradient(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let column = group.x * lanes + thread % lanes;
  if (column >= arguments.c) { return; }
  let first = group.y * arguments.chunk_rows + thread / lanes;
  let last = min((group.y + 1) * arguments.chunk_rows, arguments.rows);
  let center = mean[arguments.offsets[0].w + column];
  let spread = inverse[arguments.offsets[1].x + column];
  let factor = scale[arguments.offsets[0].y + column] * spread;
  let along = dscale[arguments.offsets[1].y + column] / f32(arguments.rows) * spread;
  let total = dshift[arguments.offsets[1].z + column] / f32(arguments.rows);
  for (var i = first * arguments.c + column; i < last * arguments.c; i += threads / lanes * arguments.c) {
    let lost = total + (x[arguments.offsets[0].x + i] - center) * along;
    dx[arguments.offsets[1].w + i] = factor * (dy[arguments.offsets[0].z + i] - lost);
  }
}
