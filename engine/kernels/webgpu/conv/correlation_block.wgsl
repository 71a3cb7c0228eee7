// Correlations of which a thread makes four places by eight of y's channels.
override transposed: bool = false;  // filters are [tap, y's channels, x's channels], otherwise [tap, x's, y's]

struct Place { row: i32, column: i32, x: i32, y: u32 }  // where its patch begins, also in x; where it is in y
struct Tap { row: i32, column: i32, x: i32, filters: u32 }  // how far from that begin; where it is in the filters
const nowhere = 0xffffffffu;
const outside = -0x40000000;

fn find_place(p: u32, group: u32) -> Place {
  if (p >= arguments.place_count) {
    return Place(outside, outside, 0, nowhere);
  }
  let column = p % arguments.places_w;
  let image_row = p / arguments.places_w;
  let place_row = image_row % arguments.places_h;
  let image = image_row / arguments.places_h;
  let x_row = i32(place_row) * arguments.stride_h + arguments.begin_h;
  let x_column = i32(column) * arguments.stride_w + arguments.begin_w;
  let x_pixel = (i32(image) * arguments.h + x_row) * arguments.w + x_column;
  let y_row = image * arguments.y_h + place_row * arguments.y_stride_h + arguments.y_begin_h;
  let y_pixel = y_row * arguments.y_w + column * arguments.y_stride_w + arguments.y_begin_w;
  return Place(x_row, x_column,
               i32(arguments.offsets[0].x + group * arguments.channels) + x_pixel * i32(arguments.c),
               arguments.offsets[0].w + group * arguments.outputs + y_pixel * arguments.y_c);
}

// Four places, by columns, for two vectors of y's channels.
struct Sums { p: mat4x4f, q: mat4x4f }

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
