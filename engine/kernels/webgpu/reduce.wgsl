// y[o, i] = f over k of x[o, k, i], times `factor`: x [outer, n, inner]. A workgroup makes `outputs` numbers (or fours)
// with 256 / outputs lanes each, and one `part` of the n; parts become the n of a second pass.
override f: u32 = 0;  // Reduce: 0 sum, 1 mean, 2 max, 3 sum_squares
override outputs: u32 = 1;

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

const lanes_and_outputs = 256u;
var<workgroup> partial: array<vec4f, lanes_and_outputs>;
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
/// Threads side by side read side by side: along n where inner is 1.
fn place(thread: u32, along_n: bool) -> Place {
  let lanes = lanes_and_outputs / outputs;
  if (along_n) { return Place(thread / lanes, thread % lanes); }
  return Place(thread % outputs, thread / outputs);
}
fn total(thread: u32, at: Place, along_n: bool, sum: vec4f) -> vec4f {
  partial[thread] = sum;
  let stride = select(outputs, 1u, along_n);
  for (var half = lanes_and_outputs / outputs / 2; half > 0; half /= 2) {
    workgroupBarrier();
    if (at.lane < half) { partial[thread] = combined(partial[thread], partial[thread + half * stride]); }
  }
  workgroupBarrier();
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

@compute @workgroup_size(lanes_and_outputs)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
        @builtin(local_invocation_index) thread: u32) {
  let along_n = arguments.inner == 1;
  let at = place(thread, along_n);
  let lanes = lanes_and_outputs / outputs;
  let span = part(group.y);
  for (var first = group.x * outputs; first < arguments.count; first += groups.x * outputs) {
    let output = first + at.output;
    var sum = nothing();
    if (output < arguments.count) {
      let begin = arguments.offsets[0].x + source_of(output);
      var k = span.first + at.lane;
      for (; k + 3 * lanes < span.last; k += 4 * lanes) {  // four sums at once
        sum = combined(sum, taken_in(vec4f(x[begin + k * arguments.inner], x[begin + (k + lanes) * arguments.inner],
                                           x[begin + (k + 2 * lanes) * arguments.inner],
                                           x[begin + (k + 3 * lanes) * arguments.inner])));
      }
      for (; k < span.last; k += lanes) {
        sum.x = combined(sum, taken_in(vec4f(x[begin + k * arguments.inner]))).x;
      }
    }
    sum = total(thread, at, along_n, sum);
    if (at.lane == 0 && output < arguments.count) {
      y[arguments.offsets[0].y + target_of(output, group.y)] = combined_four(sum) * arguments.factor;
    }
    workgroupBarrier();
  }
}

/// n counts fours, and inner is 1.
@compute @workgroup_size(lanes_and_outputs)
fn rows_four(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
             @builtin(local_invocation_index) thread: u32) {
  let at = place(thread, true);
  let span = part(group.y);
  for (var first = group.x * outputs; first < arguments.count; first += groups.x * outputs) {
    let output = first + at.output;
    var sum = nothing();
    if (output < arguments.count) {
      let begin = arguments.offsets[0].x / 4 + source_of(output);
      for (var k = span.first + at.lane; k < span.last; k += lanes_and_outputs / outputs) {
        sum = combined(sum, taken_in(x_four[begin + k]));
      }
    }
    sum = total(thread, at, true, sum);
    if (at.lane == 0 && output < arguments.count) {
      y[arguments.offsets[0].y + target_of(output, group.y)] = combined_four(sum) * arguments.factor;
    }
    workgroupBarrier();
  }
}

/// inner and the outputs count fours.
@compute @workgroup_size(lanes_and_outputs)
fn columns_four(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
                @builtin(local_invocation_index) thread: u32) {
  let at = place(thread, false);
  let span = part(group.y);
  for (var first = group.x * outputs; first < arguments.count; first += groups.x * outputs) {
    let output = first + at.output;
    var sum = nothing();
    if (output < arguments.count) {
      let begin = arguments.offsets[0].x / 4 + source_of(output);
      for (var k = span.first + at.lane; k < span.last; k += lanes_and_outputs / outputs) {
        sum = combined(sum, taken_in(x_four[begin + k * arguments.inner]));
      }
    }
    sum = total(thread, at, false, sum);
    if (at.lane == 0 && output < arguments.count) {
      y_four[arguments.offsets[0].y / 4 + target_of(output, group.y)] = sum * arguments.factor;
    }
    workgroupBarrier();
  }
}
