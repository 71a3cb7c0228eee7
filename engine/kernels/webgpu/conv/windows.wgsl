// What pools are told, and where their numbers are.
struct Arguments {
  offsets: array<vec4u, 2>,        // of the bindings
  n: u32, h: i32, w: i32, c: u32,  // x
  out_h: i32, out_w: i32,          // y
  window_h: i32, window_w: i32,
  stride_h: i32, stride_w: i32,
  pad_top: i32, pad_left: i32,
}
@group(0) @binding(0) var<uniform> arguments: Arguments;

// The number i of images [h, w, c]: row, column, image, channel.
fn find(i: u32, h: i32, w: i32) -> vec4i {
  let pixel = i / arguments.c;
  let image_row = pixel / u32(w);
  return vec4i(vec4u(image_row % u32(h), pixel % u32(w), image_row / u32(h), i % arguments.c));
}

// Row and column of the first window that covers a place, and of the last: they begin at most a window before it, and
// not after it.
fn windows_over(place: vec2i) -> vec4i {
  let stride = vec2i(arguments.stride_h, arguments.stride_w);
  let behind = place + vec2i(arguments.pad_top, arguments.pad_left);
  let first = max(behind - vec2i(arguments.window_h, arguments.window_w) + stride, vec2i()) / stride;
  return vec4i(first, min(behind / stride, vec2i(arguments.out_h, arguments.out_w) - 1));
}
