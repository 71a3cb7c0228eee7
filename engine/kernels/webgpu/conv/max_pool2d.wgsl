// y[p, c] = greatest of x in p's window, NaN where one is NaN; dx = sum of dy over the windows of which x is the first
// greatest. A thread makes one number; neighbours have neighbouring channels.
// use windows
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
@group(0) @binding(2) var<storage, read> greatest: array<f32>;  // y
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read_write> dx: array<f32>;

fn is_nan(value: f32) -> bool {
  return (bitcast<u32>(value) & 0x7fffffff) > 0x7f800000;
}

fn x_at(image: i32, row: i32, column: i32, channel: i32) -> f32 {
  let pixel = (image * arguments.h + row) * arguments.w + column;
  return x[arguments.offsets[0].x + u32(pixel) * arguments.c + u32(channel)];
}

@compute @workgroup_size(256)
fn max_pool2d(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let count = arguments.n * u32(arguments.out_h * arguments.out_w) * arguments.c;
  for (var i = id.x; i < count; i += 256 * groups.x) {
    let place = find(i, arguments.out_h, arguments.out_w);
    let begin = place.xy * vec2i(arguments.stride_h, arguments.stride_w) - vec2i(arguments.pad_top, arguments.pad_left);
    let first = max(begin, vec2i());
    let end = min(begin + vec2i(arguments.window_h, arguments.window_w), vec2i(arguments.h, arguments.w));
    var result = x_at(place.z, first.x, first.y, place.w);
    for (var row = first.x; row < end.x; row++) {
      for (var column = first.y; column < end.y; column++) {
        let value = x_at(place.z, row, column, place.w);
        result = select(result, value, is_nan(value) || (value > result && !is_nan(result)));
      }
    }
    y[arguments.offsets[0].y + i] = result;
  }
}

// True where `value`, at (row, column), is the first in its window that is `wanted`, the window's greatest.
fn is_first(value: f32, wanted: f32, begin: vec2i, row: i32, column: i32, image: i32, channel: i32) -> bool {
  let nan = is_nan(wanted);
  if (select(value != wanted, !is_nan(value), nan)) {
    return false;
  }
  let first = max(begin, vec2i());
  let last_column = min(begin.y + arguments.window_w, arguments.w) - 1;
  for (var i = first.x; i <= row; i++) {
    for (var j = first.y; j <= select(last_column, column - 1, i == row); j++) {
      let before = x_at(image, i, j, channel);
      if (select(before == wanted, is_nan(before), nan)) {
        return false;
      }
    }
  }
  return true;
}

@compute @workgroup_size(256)
fn max_pool2d_gradient(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let count = arguments.n * u32(arguments.h * arguments.w) * arguments.c;
  let stride = vec2i(arguments.stride_h, arguments.stride_w);
  let pad = vec2i(arguments.pad_top, arguments.pad_left);
  for (var i = id.x; i < count; i += 256 * groups.x) {
    let place = find(i, arguments.h, arguments.w);
    let value = x[arguments.offsets[0].x + i];
    let windows = windows_over(place.xy);
    var sum = 0.0;
    for (var row = windows.x; row <= windows.z; row++) {
      for (var column = windows.y; column <= windows.w; column++) {
        let pixel = (place.z * arguments.out_h + row) * arguments.out_w + column;
        let at = u32(pixel) * arguments.c + u32(place.w);
        let begin = vec2i(row, column) * stride - pad;
        if (is_first(value, greatest[arguments.offsets[0].y + at], begin, place.x, place.y, place.z, place.w)) {
          sum += dy[arguments.offsets[0].z + at];
        }
      }
    }
    dx[arguments.offsets[0].w + i] = sum;
  }
}

// The same where windows lie side by side and cover x: a thread fills one.
@compute @workgroup_size(256)
fn max_pool2d_gradient_side_by_side(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let count = arguments.n * u32(arguments.out_h * arguments.out_w) * arguments.c;
  for (var i = id.x; i < count; i += 256 * groups.x) {
    let place = find(i, arguments.out_h, arguments.out_w);
    let wanted = greatest[arguments.offsets[0].y + i];
    let nan = is_nan(wanted);
    var rest = dy[arguments.offsets[0].z + i];  // until the first greatest has taken it
    for (var row = 0; row < arguments.window_h; row++) {
      let first = (place.z * arguments.h + place.x * arguments.window_h + row) * arguments.w +
                  place.y * arguments.window_w;
      for (var column = 0; column < arguments.window_w; column++) {
        let at = u32(first + column) * arguments.c + u32(place.w);
        let value = x[arguments.offsets[0].x + at];
        let taken = select(value == wanted, is_nan(value), nan);
        dx[arguments.offsets[0].w + at] = select(0.0, rest, taken);
        rest = select(rest, 0.0, taken);
      }
    }
  }
}
