// y[p, c] = mean of x in p's window; dx = sum of dy / size over the windows that cover it, a window's size being the
// number of its elements inside of x. A thread makes one number; neighbours have neighbouring channels.
// use windows
@group(0) @binding(1) var<storage, read> source: array<f32>;
@group(0) @binding(2) var<storage, read_write> result: array<f32>;

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
  for (var i = id.x; i < count; i += 256 * groups.x) {
    let place = find(i, arguments.h, arguments.w);
    let windows = windows_over(place.xy);
    var sum = 0.0;
    for (var row = windows.x; row <= windows.z; row++) {
      for (var column = windows.y; column <= windows.w; column++) {
        sum += number_at(place.z, row, column, place.w, arguments.out_h, arguments.out_w) /
               size_of(window_at(row, column));
      }
    }
    result[arguments.offsets[0].y + i] = sum;
  }
}
