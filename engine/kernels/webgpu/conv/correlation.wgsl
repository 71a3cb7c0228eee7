// What all correlations of x with filters are told: y at a place is made of the patch of x that it sees.
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
@group(0) @binding(3) var<storage, read> bias: array<f32>;
