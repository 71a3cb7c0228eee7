// conv2d (see there) of many channels, as a product of matrices of which the left one is never made:
//   y[p, f] = activation(bias[f] + sum over k of patches[p, k] filters[k, f])
// p is a place of y and k = (tap, channel) a number of the patch of x that p sees. Channels come in fours, and so does
// what lies before them.
//
// A workgroup makes 64 places by 64 channels of y, a thread every 16th place by two vectors of channels.
// use correlation
// use correlation_block
@group(0) @binding(1) var<storage, read> x: array<vec4f>;
@group(0) @binding(2) var<storage, read> filters: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> y: array<vec4f>;

const threads_p = 16u;
const threads_f = 8u;
const threads = threads_p * threads_f;
const tile_p = 4 * threads_p;
const tile_f = 2 * threads_f;  // vectors
const depth = 4u;              // vectors of each patch at a time
const row = tile_p + 2;        // so that the numbers of a vector go to different banks
var<workgroup> patches: array<f32, 4 * depth * row>;
var<workgroup> weights: array<vec4f, 4 * depth * tile_f>;
var<workgroup> places: array<Place, tile_p>;
var<workgroup> taps: array<Tap, depth>;  // of each vector

fn find_tap(vector: u32, group: u32) -> Tap {
  let channel = 4 * vector % arguments.channels;
  let tap = 4 * vector / arguments.channels;
  if (tap >= arguments.taps_h * arguments.taps_w) {
    return Tap(outside, outside, 0, nowhere);
  }
  let tap_row = tap / arguments.taps_w;
  let tap_column = tap % arguments.taps_w;
  let x_row = i32(tap_row) * arguments.step_h;
  let x_column = i32(tap_column) * arguments.step_w;
  let filters_tap = (tap_row * arguments.filters_step_h + arguments.filters_begin_h) * arguments.filters_w +
                    tap_column * arguments.filters_step_w + arguments.filters_begin_w;
  let in_tap = select(channel * arguments.y_c + group * arguments.outputs, group * arguments.channels + channel,
                      transposed);
  return Tap(x_row, x_column, (x_row * arguments.w + x_column) * i32(arguments.c) + i32(channel),
             arguments.offsets[0].y + filters_tap * arguments.tap_size + in_tap);
}

fn is_inside(place: Place, tap: Tap) -> bool {
  let x_row = place.row + tap.row;
  let x_column = place.column + tap.column;
  return x_row >= 0 && x_row < arguments.h && x_column >= 0 && x_column < arguments.w;
}

fn load(thread: u32, first_output: u32) {
  for (var i = thread; i < depth * tile_p; i += threads) {
    let p = i / depth;
    let k = i % depth;
    let place = places[p];
    let tap = taps[k];
    var value = vec4f();
    if (is_inside(place, tap)) {
      value = x[u32(place.x + tap.x) / 4];
    }
    let to = 4 * k * row + p;
    patches[to] = value.x;
    patches[to + row] = value.y;
    patches[to + 2 * row] = value.z;
    patches[to + 3 * row] = value.w;
  }
  let stride = select(arguments.y_c, arguments.c, transposed) / 4;
  for (var i = thread; i < depth * tile_f; i += threads) {
    let k = i / tile_f;
    let tap = taps[k];
    let output = first_output + i % tile_f * 4;
    var value = mat4x4f();
    if (tap.filters != nowhere && output < arguments.outputs) {
      let at = (tap.filters + output * select(1u, arguments.c, transposed)) / 4;
      value = mat4x4f(filters[at], filters[at + stride], filters[at + 2 * stride], filters[at + 3 * stride]);
      if (transposed) {
        value = transpose(value);
      }
    }
    let to = 4 * k * tile_f + i % tile_f;
    weights[to] = value[0];
    weights[to + tile_f] = value[1];
    weights[to + 2 * tile_f] = value[2];
    weights[to + 3 * tile_f] = value[3];
  }
}

struct Thread { index: u32, p: u32, f: u32, group: u32, first_output: u32, first_place: u32 }

fn find_thread(index: u32, workgroup: vec3u) -> Thread {
  return Thread(index, index % threads_p, index / threads_p, workgroup.z, workgroup.x * tile_f * 4,
                arguments.first_place + workgroup.y * tile_p);
}

fn sum_products(thread: Thread) -> Sums {
  for (var i = thread.index; i < tile_p; i += threads) {
    places[i] = find_place(thread.first_place + i, thread.group);
  }
  if (thread.index < depth) {
    taps[thread.index] = find_tap(thread.index, thread.group);
  }
  workgroupBarrier();
  var p = mat4x4f();
  var q = mat4x4f();
  let end = arguments.taps_h * arguments.taps_w * arguments.channels / 4;
  for (var first = 0u; first < end; first += depth) {
    load(thread.index, thread.first_output);
    workgroupBarrier();
    if (thread.index < depth) {  // for the next turn
      taps[thread.index] = find_tap(first + depth + thread.index, thread.group);
    }
    for (var k = 0u; k < 4 * depth; k++) {
      let at = k * row + thread.p;
      let x0 = patches[at];
      let x1 = patches[at + threads_p];
      let x2 = patches[at + 2 * threads_p];
      let x3 = patches[at + 3 * threads_p];
      let weights_p = weights[k * tile_f + thread.f];
      let weights_q = weights[k * tile_f + thread.f + threads_f];
      p += mat4x4f(x0 * weights_p, x1 * weights_p, x2 * weights_p, x3 * weights_p);
      q += mat4x4f(x0 * weights_q, x1 * weights_q, x2 * weights_q, x3 * weights_q);
    }
    workgroupBarrier();
  }
  let bias_p = bias_of(thread.first_output + 4 * thread.f, thread.group);
  let bias_q = bias_of(thread.first_output + 4 * (thread.f + threads_f), thread.group);
  return Sums(p + mat4x4f(bias_p, bias_p, bias_p, bias_p), q + mat4x4f(bias_q, bias_q, bias_q, bias_q));
}

fn store(p: u32, output: u32, sum: vec4f) {
  let place = places[p].y;
  if (place != nowhere && output < arguments.outputs) {
    y[(place + output) / 4] = sum;
  }
}

@compute @workgroup_size(threads)
fn main(@builtin(local_invocation_index) index: u32, @builtin(workgroup_id) workgroup: vec3u) {
  let thread = find_thread(index, workgroup);
  let sums = sum_products(thread);
  let output = thread.first_output + 4 * thread.f;
  for (var i = 0u; i < 4; i++) {
    store(thread.p + i * threads_p, output, activate(sums.p[i]));
    store(thread.p + i * threads_p, output + 4 * threads_f, activate(sums.q[i]));
  }
}
