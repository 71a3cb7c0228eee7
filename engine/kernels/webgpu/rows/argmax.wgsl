// y[o, i] = the first k where x[o, k, i] is greatest, NaN being greater than all: x [outer, n, inner]. A workgroup
// makes `outputs` indices with `lanes` threads each.
override outputs: u32 = 1;
override lanes: u32 = 64;

struct Arguments { offsets: array<vec4u, 2>, count: u32, n: u32, inner: u32 }
@group(0) @binding(0) var<uniform> arguments: Arguments;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<i32>;

struct Best { value: f32, index: u32 }
const none = 0xffffffffu;
var<workgroup> bests: array<Best, outputs * lanes>;

fn is_nan(a: f32) -> bool { return (bitcast<u32>(a) & 0x7fffffffu) > 0x7f800000u; }
fn is_greater(a: f32, b: f32) -> bool { return !is_nan(b) && (is_nan(a) || a > b); }
fn better(a: Best, b: Best) -> Best {
  if (a.index == none) { return b; }
  if (b.index == none || is_greater(a.value, b.value)) { return a; }
  if (is_greater(b.value, a.value) || b.index < a.index) { return b; }
  return a;
}

@compute @workgroup_size(outputs * lanes)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
        @builtin(local_invocation_index) thread: u32) {
  let along_n = arguments.inner == 1;  // threads side by side read side by side
  let lane = select(thread / outputs, thread % lanes, along_n);
  let stride = select(outputs, 1u, along_n);
  let output = (group.x + group.z * groups.x) * outputs + select(thread % outputs, thread / lanes, along_n);
  var best = Best(0.0, none);
  if (output < arguments.count) {
    let begin = arguments.offsets[0].x + output / arguments.inner * arguments.n * arguments.inner +
                output % arguments.inner;
    for (var k = lane; k < arguments.n; k += lanes) { best = better(best, Best(x[begin + k * arguments.inner], k)); }
  }
  bests[thread] = best;
  for (var left = lanes; left > 1; left = (left + 7) / 8) {  // eight become one at a time, for barriers are dear
    workgroupBarrier();
    let next = (left + 7) / 8;
    if (lane < next) {
      for (var other = next; lane + other < left; other += next) {
        bests[thread] = better(bests[thread], bests[thread + other * stride]);
      }
    }
  }
  if (lane == 0 && output < arguments.count) { y[arguments.offsets[0].y + output] = i32(bests[thread].index); }
}
