// y[p, f] = activation(bias[f] + sum over tap, channel of x[p's patch at tap, channel] filters[tap, channel, f])
//
// A thread makes four places p of y, 64 apart, by 8 channels f, which are the whole workgroup's: four vectors of x and
// eight of the filters, which all threads share, give 128 products. Caches keep what is read again, so nobody waits
// for others at barriers. Groups of channels stand side by side.
// use correlation
// use correlation_block
@group(0) @binding(1) var<storage, read> x: array<vec4f>;
@group(0) @binding(2) var<storage, read> filters: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> y: array<f32>;
@group(0) @binding(4) var<storage, read_write> y_vec4: array<vec4f>;

override vectors: bool = false;      // channels, and what lies before them, come in fours
override vectors_out: bool = false;  // at least y's do

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
