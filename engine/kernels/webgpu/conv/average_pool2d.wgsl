// y[p, c] = mean of x in p's window; dx = sum of dy / size over the windows that cover it, a window's size being the
// number of its elements inside of x. A thread makes one number; neighbours have neighbouring channels.
struct Arguments {
  offsets: array<vec4u, 2>,        // x, y; for the gradient dy, dx
  n: u32, h: i32, w: i32, c: u32,  // x
  out_h: i32, out_w: i32,          // y
  window_h: i32, window_w: i32,
  stride_h: i32, stride_w: i32,
  pad_top: i32, pad_left: i32,
}
@group(0) @binding(0) var<uniform> arguments: Arguments;
@group(0) @binding(1) var<storage, read> source: array<f32>;
@group(0) @binding(2) var<storage, read_write> result: array<f32>;

// The number i of images [h, w, c]: row, column, image, channel.
fn find(i: u32, h: i32, w: i32) -> vec4i {
  let pixel = i / arguments.c;
  let image_row = pixel / u32(w);
  return vec4i(vec4u(image_row % u32(h), pixel % u32(w), image_row / u32(h), i % arguments.c));
}

fn number_at(image: i32, row: i32, column: i32, channel: i32, h: i32, w: i32) -> f32 {
  let pixel = (image * h + row) * w + column;
  return source[arguments.offsets[0].x + u32(pixel) * arguments.c + u32(channel)];
}

// The part of a window inside of x: its first row and column, and those behind the last.
fn window_at(row: i32, column: i32) -> vec4i {
  let begin = vec2i(row * arguments.stride_h - arguments.pad_top, column * arguments.stride_w - arguments.pad_left);
  let end = min(begin + vec2i(arguments.window_h, arguments.window_w), vec2i(arguments.h, arguments.w));
  return vec4i(max(begin, vec2i()), end);
}

fn size_of(window: vec4i) -> f32 {
  return f32((window.z - window.x) * (window.w - window.y));
}

@compute @workgroup_size(256)
fn average_pool2d(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let count = arguments.n * u32(arguments.out_h * arguments.out_w) * arguments.c;
  for (var i = id.x; i < count; i += 256 * groups.x) {
    let place = find(i, arguments.out_h, arguments.out_w);
    let window = window_at(place.x, place.y);
    var sum = 0.0;
    for (var row = window.x; row < window.z; row++) {
      for (var column = window.y; column < window.w; column++) {
        sum += number_at(place.z, row, column, place.w, arguments.h, arguments.w);
      }
    }
    result[arguments.offsets[0].y + i] = sum / size_of(window);
  }
}

@compute @workgroup_size(256)
fn average_pool2d_gradient(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let count = arguments.n * u32(arguments.h * arguments.w) * arguments.c;
  let stride = vec2i(arguments.stride_h, arguments.stride_w);
  let pad = vec2i(arguments.pad_top, arguments.pad_left);
  let window = vec2i(arguments.window_h, arguments.window_w);
  for (var i = id.x; i < count; i += 256 * groups.x) {
    let place = find(i, arguments.h, arguments.w);
    // Windows that cover the place: those that begin at most a window before it, and not after it.
    let first = max(place.xy + pad - window + stride, vec2i()) / stride;
    let last = min((place.xy + pad) / stride, vec2i(arguments.out_h, arguments.out_w) - 1);
    var sum = 0.0;
    for (var row = first.x; row <= last.x; row++) {
      for (var column = first.y; column <= last.y; column++) {
        sum += number_at(place.z, row, column, place.w, arguments.out_h, arguments.out_w) /
               size_of(window_at(row, column));
      }
    }
    result[arguments.offsets[0].y + i] = sum;
  }
}
