// What the gradients of filters are told: a part of them is summed over the patches that a part of the places sees.
struct Arguments {
  offsets: array<vec4u, 2>,                // x, dy, sums
  place_count: u32, part_places: u32,      // of all images; of a part
  places_h: u32, places_w: u32,            // of one image
  h: i32, w: i32, c: u32, f: u32,
  channels: u32, outputs: u32,             // channels of x and of dy in one group
  taps_h: u32, taps_w: u32,                // of a patch
  stride_h: i32, stride_w: i32,            // a patch begins in x at place * stride + begin,
  begin_h: i32, begin_w: i32,
  step_h: i32, step_w: i32,                // and its taps are a step apart
}
@group(0) @binding(0) var<uniform> arguments: Arguments;
