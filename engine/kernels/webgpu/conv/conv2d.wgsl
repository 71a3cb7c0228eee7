// y[p, f] = activation(bias[f] + sum over tap, channel of x[p's patch at tap, channel] filters[tap, channel, f])
//
// A thread makes four places p of y, 64 apart, by 8 channels f, which are the whole workgroup's: four vectors of x and
// eight of the filters, which all threads share, give 128 products. Caches keep what is read again, so nobody waits
// for others at barriers. Groups of channels stand side by side.
struct Arguments {
  offsets: array<vec4u, 2>,                // x, filters, bias, y
  first_place: u32, place_count: u32,      // of all images
  places_h: u32, places_w: u32,            // of one image
  h: i32, w: i32, c: u32,                  // x
  y_h: u32, y_w: u32, y_c: u32,            // y
  channels: u32, outputs: u32,             // channels of x and of y in one group
  taps_h: u32, taps_w: u32,                // of a patch
  stride_h: i32, stride_w: i32,            // a patch begins in x at place * stride + begin,
  begin_h: i32, begin_w: i32,
  step_h: i32, step_w: i32,                // and its taps are a step apart
  y_stride_h: u32, y_stride_w: u32,        // a place lies in y at place * y_stride + y_begin
  y_begin_h: u32, y_begin_w: u32,
  filters_w: u32, tap_size: u32,           // taps in a row of the filters, and numbers of one tap
  filters_step_h: u32, filters_step_w: u32,    // a tap lies in the filters at tap * filters_step + filters_begin
  filters_begin_h: u32, filters_begin_w: u32,
  with_bias: u32, relu: u32,
}
@group(0) @binding(0) var<uniform> arguments: Arguments;
@group(0) @binding(1) var<storage, read> x: array<vec4f>;
@group(0) @binding(2) var<storage, read> filters: array<vec4f>;
@group(0) @binding(3) var<storage, read> bias: array<f32>;
@group(0) @binding(4) var<storage, read_write> y: array<f32>;
@group(0) @binding(4) var<storage, read_write> y_vec4: array<vec4f>;

override transposed: bool = false;  // filters are [tap, y's channels, x's channels], otherwise [tap, x's, y's]
override vectors: bool = false;      // channels, and what lies before them, come in fours
override vectors_out: bool = false;  // at least y's do

struct Place { row: i32, column: i32, x: i32, y: u32 }  // where its patch begins, also in x; where it is in y
struct Tap { row: i32, column: i32, x: i32, filters: u32 }  // how far from that begin; where it is in the filters
const nowhere = 0xffffffffu;

fn find_place(p: u32, group: u32) -> Place {
  let column = p % arguments.places_w;
  let image_row = p / arguments.places_w;
  let row = image_row % arguments.places_h;
  let image = image_row / arguments.places_h;
  let x_row = i32(row) * arguments.stride_h + arguments.begin_h;
  let x_column = i32(column) * arguments.stride_w + arguments.begin_w;
  let x_pixel = (i32(image) * arguments.h + x_row) * arguments.w + x_column;
  let y_row = image * arguments.y_h + row * arguments.y_stride_h + arguments.y_begin_h;
  let y_pixel = y_row * arguments.y_w + column * arguments.y_stride_w + arguments.y_begin_w;
  return Place(x_row, x_column,
               i32(arguments.offsets[0].x + group * arguments.channels) + x_pixel * i32(arguments.c),
               select(nowhere, arguments.offsets[0].w + group * arguments.outputs + y_pixel * arguments.y_c,
                      p < arguments.place_count));
}

fn find_places(first: u32, group: u32) -> array<Place, 4> {
  return array(find_place(first, group), find_place(first + 64, group), find_place(first + 128, group),
               find_place(first + 192, group));
}

fn find_tap(row: u32, column: u32, group: u32) -> Tap {
  let x_row = i32(row) * arguments.step_h;
  let x_column = i32(column) * arguments.step_w;
  let filters_tap = (row * arguments.filters_step_h + arguments.filters_begin_h) * arguments.filters_w +
                    column * arguments.filters_step_w + arguments.filters_begin_w;
  return Tap(x_row, x_column, (x_row * arguments.w + x_column) * i32(arguments.c),
             arguments.offsets[0].y + filters_tap * arguments.tap_size +
             group * select(arguments.outputs, arguments.channels, transposed));
}

// Where in x lies what a place sees at a tap, and whether there is something.
struct Pixel { at: u32, present: bool }

fn find_pixel(place: Place, tap: Tap) -> Pixel {
  let present = u32(place.row + tap.row) < u32(arguments.h) && u32(place.column + tap.column) < u32(arguments.w);
  return Pixel(select(0, u32(place.x + tap.x), present), present);
}

fn x_number(pixel: Pixel, channel: u32) -> f32 {
  let at = pixel.at + channel;
  return select(0.0, x[at / 4][at % 4], pixel.present);
}

fn x_vector(pixel: Pixel, vector: u32) -> vec4f {
  return select(vec4f(), x[pixel.at / 4 + vector], pixel.present);
}

fn filters_number(at: u32) -> f32 {
  return filters[at / 4][at % 4];
}

// The weights of a channel for four of y's; what is beyond the last of y's is not kept.
fn weights(at: u32) -> vec4f {
  if (vectors_out && !transposed) {
    return filters[at / 4];
  }
  let stride = select(1, arguments.c, transposed);
  return vec4f(filters_number(at), filters_number(at + stride), filters_number(at + 2 * stride),
               filters_number(at + 3 * stride));
}

// Those of four channels, as columns.
fn four_weights(at: u32) -> mat4x4f {
  let stride = select(arguments.y_c, arguments.c, transposed) / 4;
  let four = mat4x4f(filters[at / 4], filters[at / 4 + stride], filters[at / 4 + 2 * stride],
                     filters[at / 4 + 3 * stride]);
  if (transposed) {
    return transpose(four);
  }
  return four;
}

fn bias_of(output: u32, group: u32) -> vec4f {
  var value = vec4f();
  for (var j = 0u; j < 4; j++) {
    if (arguments.with_bias != 0 && output + j < arguments.outputs) {
      value[j] = bias[arguments.offsets[0].z + group * arguments.outputs + output + j];
    }
  }
  return value;
}

// relu, or nothing; NaN stays.
fn activate(sum: vec4f) -> vec4f {
  let negative = (bitcast<vec4u>(sum) ^ vec4u(0x80000000)) <= vec4u(0x7f800000);
  return select(sum, vec4f(), negative & vec4<bool>(arguments.relu != 0));
}

// Four places, by columns, for two vectors of y's channels.
struct Sums { p: mat4x4f, q: mat4x4f }

fn sum_products(places: array<Place, 4>, output: u32, group: u32) -> Sums {
  let bias_p = bias_of(output, group);
  let bias_q = bias_of(output + 4, group);
  var p = mat4x4f(bias_p, bias_p, bias_p, bias_p);
  var q = mat4x4f(bias_q, bias_q, bias_q, bias_q);
  let next_output = select(4, 4 * arguments.c, transposed);
  let next_channel = select(arguments.y_c, 1, transposed);
  for (var tap_row = 0u; tap_row < arguments.taps_h; tap_row++) {
    for (var tap_column = 0u; tap_column < arguments.taps_w; tap_column++) {
      let tap = find_tap(tap_row, tap_column, group);
      let pixel0 = find_pixel(places[0], tap);
      let pixel1 = find_pixel(places[1], tap);
      let pixel2 = find_pixel(places[2], tap);
      let pixel3 = find_pixel(places[3], tap);
      var at = tap.filters + output * select(1, arguments.c, transposed);
      if (vectors) {
        for (var vector = 0u; vector < arguments.channels / 4; vector++) {
          let x_columns = mat4x4f(x_vector(pixel0, vector), x_vector(pixel1, vector), x_vector(pixel2, vector),
                                  x_vector(pixel3, vector));
          p += four_weights(at) * x_columns;
          q += four_weights(at + next_output) * x_columns;
          at += 4 * next_channel;
        }
      } else {
        for (var channel = 0u; channel < arguments.channels; channel++) {
          let x0 = x_number(pixel0, channel);
          let x1 = x_number(pixel1, channel);
          let x2 = x_number(pixel2, channel);
          let x3 = x_number(pixel3, channel);
          let weights_p = weights(at);
          let weights_q = weights(at + next_output);
          p += mat4x4f(x0 * weights_p, x1 * weights_p, x2 * weights_p, x3 * weights_p);
          q += mat4x4f(x0 * weights_q, x1 * weights_q, x2 * weights_q, x3 * weights_q);
          at += next_channel;
        }
      }
    }
  }
  return Sums(p, q);
}

fn store_numbers(place: Place, output: u32, sum: vec4f) {
  for (var j = 0u; j < 4; j++) {
    if (place.y != nowhere && output + j < arguments.outputs) {
      y[place.y + output + j] = sum[j];
    }
  }
}

fn store_vector(place: Place, output: u32, sum: vec4f) {
  if (place.y != nowhere && output < arguments.outputs) {
    y_vec4[(place.y + output) / 4] = sum;
  }
}

@compute @workgroup_size(64)
fn main(@builtin(local_invocation_index) index: u32, @builtin(workgroup_id) workgroup: vec3u) {
  let places = find_places(arguments.first_place + workgroup.y * 256 + index, workgroup.z);
  let output = workgroup.x * 8;
  let sums = sum_products(places, output, workgroup.z);
  for (var i = 0u; i < 4; i++) {
    store_numbers(places[i], output, activate(sums.p[i]));
    store_numbers(places[i], output + 4, activate(sums.q[i]));
  }
}

@compute @workgroup_size(64)
fn main_vec4(@builtin(local_invocation_index) index: u32, @builtin(workgroup_id) workgroup: vec3u) {
  let places = find_places(arguments.first_place + workgroup.y * 256 + index, workgroup.z);
  let output = workgroup.x * 8;
  let sums = sum_products(places, output, workgroup.z);
  for (var i = 0u; i < 4; i++) {
    store_vector(places[i], output, activate(sums.p[i]));
    store_vector(places[i], output + 4, activate(sums.q[i]));
  }
}
