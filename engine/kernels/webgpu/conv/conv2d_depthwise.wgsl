// conv2d (see there) with a channel of x, or of y, to each group:
//   y[p, f] = activation(bias[f] + sum over tap, channel of f's group of x[p's patch at tap, channel] filters[tap, f])
// In the gradient of the input, where y is smaller than x, it is x's channels that filters have one of each.
// use correlation
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read> filters: array<f32>;
@group(0) @binding(4) var<storage, read_write> y: array<f32>;

fn correlate(image: i32, first_row: i32, first_column: i32, f: u32) -> f32 {
  let first_channel = f / arguments.outputs * arguments.channels;
  let first_filter = select(first_channel, f, arguments.channels == 1);
  var sum = 0.0;
  for (var tap_row = 0u; tap_row < arguments.taps_h; tap_row++) {
    let row = first_row + i32(tap_row) * arguments.step_h;
    for (var tap_column = 0u; tap_column < arguments.taps_w; tap_column++) {
      let column = first_column + i32(tap_column) * arguments.step_w;
      let present = row >= 0 && row < arguments.h && column >= 0 && column < arguments.w;
      let pixel = select(0, u32((image * arguments.h + row) * arguments.w + column), present);
      let tap = (tap_row * arguments.filters_step_h + arguments.filters_begin_h) * arguments.filters_w +
                tap_column * arguments.filters_step_w + arguments.filters_begin_w;
      let at_x = arguments.offsets[0].x + pixel * arguments.c + first_channel;
      let at_filters = arguments.offsets[0].y + tap * arguments.tap_size + first_filter;
      for (var i = 0u; i < arguments.channels; i++) {
        sum += select(0.0, x[at_x + i], present) * filters[at_filters + i];
      }
    }
  }
  return sum;
}

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  for (var i = id.x; i < arguments.place_count * arguments.y_c; i += 256 * groups.x) {
    let f = i % arguments.y_c;
    let p = i / arguments.y_c;
    let column = p % arguments.places_w;
    let image_row = p / arguments.places_w;
    let row = image_row % arguments.places_h;
    let image = image_row / arguments.places_h;
    var sum = correlate(i32(image), i32(row) * arguments.stride_h + arguments.begin_h,
                        i32(column) * arguments.stride_w + arguments.begin_w, f);
    if (arguments.with_bias != 0) {
      sum += bias[arguments.offsets[0].z + f];
    }
    let negative = (bitcast<u32>(sum) ^ 0x80000000) <= 0x7f800000;  // not NaN
    let y_row = image * arguments.y_h + row * arguments.y_stride_h + arguments.y_begin_h;
    let y_pixel = y_row * arguments.y_w + column * arguments.y_stride_w + arguments.y_begin_w;
    y[arguments.offsets[0].w + y_pixel * arguments.y_c + f] = select(sum, 0.0, negative && arguments.relu != 0);
  }
}
