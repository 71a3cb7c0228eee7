// sums[part, k, f] = sum over the places p of a part of patches[p, k] dy[p, f], of which dfilters is the sum over parts.
// k = (tap, channel) is a number of the patch of x that p sees; groups of channels stand side by side.
//
// A thread makes four k by 8 f and takes four places at a time: 128 products for four vectors of x and eight of dy.
// Neighbours have neighbouring k and the same f, or other parts where there are few of both.
// use filter_gradient
@group(0) @binding(1) var<storage, read> x: array<vec4f>;
@group(0) @binding(2) var<storage, read> dy: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> sums: array<f32>;

override vectors_x: bool = false;   // x's channels, and what lies before them, come in fours
override vectors_dy: bool = false;  // dy's do
override threads_k: u32 = 16;
override threads_f: u32 = 4;
override threads_part: u32 = 1;

struct Taps { row: vec4i, column: vec4i, x: vec4i }  // of four k: how far from a patch's begin
struct Place { index: u32, row: i32, column: i32, image: i32 }  // where its patch begins in x
const outside = -0x40000000;

fn find_taps(k: vec4u, group: u32) -> Taps {
  let channel = k % arguments.channels;
  let tap = k / arguments.channels;
  let row = vec4i(tap / arguments.taps_w) * arguments.step_h;
  let column = vec4i(tap % arguments.taps_w) * arguments.step_w;
  return Taps(select(vec4i(outside), row, tap < vec4u(arguments.taps_h * arguments.taps_w)), column,
              vec4i(arguments.offsets[0].x + group * arguments.channels + channel) +
              (row * arguments.w + column) * i32(arguments.c));
}

fn find_place(index: u32) -> Place {
  let image_row = index / arguments.places_w;
  return Place(index, i32(image_row % arguments.places_h) * arguments.stride_h + arguments.begin_h,
               i32(index % arguments.places_w) * arguments.stride_w + arguments.begin_w,
               i32(image_row / arguments.places_h));
}

fn next(place: Place) -> Place {
  let column = place.column + arguments.stride_w;
  let row = place.row + arguments.stride_h;
  let row_ends = column == i32(arguments.places_w) * arguments.stride_w + arguments.begin_w;
  let image_ends = row_ends && row == i32(arguments.places_h) * arguments.stride_h + arguments.begin_h;
  return Place(place.index + 1, select(select(place.row, row, row_ends), arguments.begin_h, image_ends),
               select(column, arguments.begin_w, row_ends), place.image + select(0, 1, image_ends));
}

// What a place sees at four k.
fn x_vector(place: Place, taps: Taps, end: u32) -> vec4f {
  let row = vec4u(place.row + taps.row);
  let column = vec4u(place.column + taps.column);
  let present = (row < vec4u(u32(arguments.h))) & (column < vec4u(u32(arguments.w))) & vec4<bool>(place.index < end);
  let pixel = (place.image * arguments.h + place.row) * arguments.w + place.column;
  let at = select(vec4u(), vec4u(pixel * i32(arguments.c) + taps.x), present);
  if (vectors_x) {
    return select(vec4f(), x[at.x / 4], present.x);
  }
  return select(vec4f(), vec4f(x[at.x / 4][at.x % 4], x[at.y / 4][at.y % 4], x[at.z / 4][at.z % 4],
                               x[at.w / 4][at.w % 4]), present);
}

// What is beyond the last f is not kept.
fn dy_vector(place: Place, f: u32, end: u32) -> vec4f {
  let present = place.index < end;
  let at = arguments.offsets[0].y + select(0, place.index, present) * arguments.f + f;
  if (vectors_dy) {
    return select(vec4f(), dy[at / 4], present);
  }
  return select(vec4f(), vec4f(dy[at / 4][at % 4], dy[(at + 1) / 4][(at + 1) % 4], dy[(at + 2) / 4][(at + 2) % 4],
                               dy[(at + 3) / 4][(at + 3) % 4]), present);
}

fn store(to: u32, output: u32, sum: vec4f) {
  for (var j = 0u; j < 4; j++) {
    if (output + j < arguments.outputs) {
      sums[to + output + j] = sum[j];
    }
  }
}

@compute @workgroup_size(threads_k, threads_f, threads_part)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let blocks_f = (arguments.outputs + 8 * threads_f - 1) / (8 * threads_f) * threads_f;
  let group = id.y / blocks_f;
  let output = id.y % blocks_f * 8;
  let f = group * arguments.outputs + output;
  let first = id.z * arguments.part_places;
  let end = min(first + arguments.part_places, arguments.place_count);
  let taps = find_taps(4 * id.x + vec4u(0, 1, 2, 3), group);
  var p = mat4x4f();  // four k, by columns, for two vectors of f
  var q = mat4x4f();
  var place = find_place(first);
  while (place.index < end) {
    let place1 = next(place);
    let place2 = next(place1);
    let place3 = next(place2);
    let x_rows = transpose(mat4x4f(x_vector(place, taps, end), x_vector(place1, taps, end),
                                   x_vector(place2, taps, end), x_vector(place3, taps, end)));
    p += mat4x4f(dy_vector(place, f, end), dy_vector(place1, f, end), dy_vector(place2, f, end),
                 dy_vector(place3, f, end)) * x_rows;
    q += mat4x4f(dy_vector(place, f + 4, end), dy_vector(place1, f + 4, end), dy_vector(place2, f + 4, end),
                 dy_vector(place3, f + 4, end)) * x_rows;
    place = next(place3);
  }
  let numbers = arguments.taps_h * arguments.taps_w * arguments.channels;
  if (first >= arguments.place_count) {
    return;
  }
  for (var i = 0u; i < 4; i++) {
    let k = 4 * id.x + i;
    if (k < numbers) {
      let to = arguments.offsets[0].z + (id.z * numbers + k) * arguments.f + group * arguments.outputs;
      store(to, output, p[i]);
      store(to, output + 4, q[i]);
    }
  }
}
