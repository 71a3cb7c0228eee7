// y[o, i] = f over k of x[o, k, i], times `factor`: x [outer, n, inner]. A workgroup makes `outputs` numbers (or fours)
// with `lanes` threads each, from one part of the n; parts become the n of a second pass.
override f: u32 = 0;  // Reduce: 0 sum, 1 mean, 2 max, 3 sum_squares
override outputs: u32 = 1;
override lanes: u32 = 64;

struct Arguments {
  offsets: array<vec4u, 2>,
  count: u32,  // of outputs
  n: u32,
  inner: u32,
  parts: u32,
  part_size: u32,
  factor: f32,
}
@group(0) @binding(0) var<uniform> arguments: Arguments;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
// The same, by fours: along n where inner is 1, else along inner.
@group(0) @binding(1) var<storage, read> x_four: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> y_four: array<vec4f>;

var<workgroup> partial: array<vec4f, outputs * lanes>;
var<private> negative_infinity_bits = 0xff800000u;  // WGSL refuses constants that are not finite

fn is_nan(a: vec4f) -> vec4<bool> { return (bitcast<vec4u>(a) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn nothing() -> vec4f {
  if (f == 2) { return vec4f(bitcast<f32>(negative_infinity_bits)); }
  return vec4f(0.0);
}
fn taken_in(value: vec4f) -> vec4f {
  if (f == 3) { return value * value; }
  return value;
}
fn combined(a: vec4f, b: vec4f) -> vec4f {
  if (f == 2) { return select(select(b, a, a > b), a, is_nan(a)); }
  return a + b;
}
fn combined_four(a: vec4f) -> f32 {
  let b = combined(a, a.zwxy);
  return combined(b, b.yxwz).x;
}

struct Place { output: u32, lane: u32 }
/// Threads side by side read side by side: along n where inner is 1. Workgroups beyond a row of them go on in z.
fn place(group: vec3u, groups: vec3u, thread: u32) -> Place {
  let first = (group.x + group.z * groups.x) * outputs;
  if (arguments.inner == 1) { return Place(first + thread / lanes, thread % lanes); }
  return Place(first + thread % outputs, thread / outputs);
}
/// What lane 0 is told of all lanes: eight become one at a time, for barriers are dear.
fn total(thread: u32, lane: u32, sum: vec4f) -> vec4f {
  let stride = select(outputs, 1u, arguments.inner == 1);
  partial[thread] = sum;
  for (var left = lanes; left > 1; left = (left + 7) / 8) {
    workgroupBarrier();
    let next = (left + 7) / 8;
    if (lane < next) {
      for (var other = next; lane + other < left; other += next) {
        partial[thread] = combined(partial[thread], partial[thread + other * stride]);
      }
    }
  }
  return partial[thread];
}
struct Span { first: u32, last: u32 }
fn part(number: u32) -> Span {
  return Span(number * arguments.part_size, min((number + 1) * arguments.part_size, arguments.n));
}
/// Where an output's numbers begin in x, and where it, or a part of it, goes in y.
fn source_of(output: u32) -> u32 {
  return output / arguments.inner * arguments.n * arguments.inner + output % arguments.inner;
}
fn target_of(output: u32, number: u32) -> u32 {
  return (output / arguments.inner * arguments.parts + number) * arguments.inner + output % arguments.inner;
}

@compute @workgroup_size(outputs * lanes)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
        @builtin(local_invocation_index) thread: u32) {
  let at = place(group, groups, thread);
  let span = part(group.y);
  var sum = nothing();
  if (at.output < arguments.count) {
    let begin = arguments.offsets[0].x + source_of(at.output);
    let step = arguments.inner;
    var k = span.first + at.lane;
    for (; k + 3 * lanes < span.last; k += 4 * lanes) {  // four sums at once
      let i = begin + k * step;
      let next = lanes * step;
      sum = combined(sum, taken_in(vec4f(x[i], x[i + next], x[i + 2 * next], x[i + 3 * next])));
    }
    for (; k < span.last; k += lanes) { sum.x = combined(sum, taken_in(vec4f(x[begin + k * step]))).x; }
  }
  sum = total(thread, at.lane, sum);
  if (at.lane == 0 && at.output < arguments.count) {
    y[arguments.offsets[0].y + target_of(at.output, group.y)] = combined_four(sum) * arguments.factor;
  }
}

fn sum_of_fours(at: Place, span: Span) -> vec4f {
  var sum = nothing();
  if (at.output < arguments.count) {
    let begin = arguments.offsets[0].x / 4 + source_of(at.output);
    for (var k = span.first + at.lane; k < span.last; k += lanes) {
      sum = combined(sum, taken_in(x_four[begin + k * arguments.inner]));
    }
  }
  return sum;
}

/// n counts fours, and inner is 1.
@compute @workgroup_size(outputs * lanes)
fn rows_four(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
             @builtin(local_invocation_index) thread: u32) {
  let at = place(group, groups, thread);
  let sum = total(thread, at.lane, sum_of_fours(at, part(group.y)));
  if (at.lane == 0 && at.output < arguments.count) {
    y[arguments.offsets[0].y + target_of(at.output, group.y)] = combined_four(sum) * arguments.factor;
  }
}

/// inner and the outputs count fours.
@compute @workgroup_size(outputs * lanes)
fn columns_four(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
                @builtin(local_invocation_index) thread: u32) {
  let at = place(group, groups, thread);
  let sum = total(thread, at.lane, sum_of_fours(at, part(group.y)));
  if (at.lane == 0 && at.output < arguments.count) {
    y_four[arguments.offsets[0].y / 4 + target_of(at.output, group.y)] = sum * arguments.factor;
  }
}
