// sums[part, tap, f] = sum over the places p of a part of x[p's patch at tap, f's channel] dy[p, f], of which dfilters
// is the sum over parts; outputs of dy's channels belong to each of x's.
// use filter_gradient
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read> dy: array<f32>;
@group(0) @binding(3) var<storage, read_write> sums: array<f32>;

fn sum_of(part: u32, tap: u32, f: u32) -> f32 {
  let first = part * arguments.part_places;
  var column = first % arguments.places_w;
  var row = first / arguments.places_w % arguments.places_h;
  var image = first / arguments.places_w / arguments.places_h;
  let begin_h = arguments.begin_h + i32(tap / arguments.taps_w) * arguments.step_h;
  let begin_w = arguments.begin_w + i32(tap % arguments.taps_w) * arguments.step_w;
  var sum = 0.0;
  for (var p = first; p < min(first + arguments.part_places, arguments.place_count); p++) {
    let x_row = begin_h + i32(row) * arguments.stride_h;
    let x_column = begin_w + i32(column) * arguments.stride_w;
    let present = x_row >= 0 && x_row < arguments.h && x_column >= 0 && x_column < arguments.w;
    let pixel = select(0, u32((i32(image) * arguments.h + x_row) * arguments.w + x_column), present);
    let value = x[arguments.offsets[0].x + pixel * arguments.c + f / arguments.outputs];
    sum += select(0.0, value, present) * dy[arguments.offsets[0].y + p * arguments.f + f];
    column++;
    if (column == arguments.places_w) {
      column = 0;
      row++;
    }
    if (row == arguments.places_h) {
      row = 0;
      image++;
    }
  }
  return sum;
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let numbers = arguments.taps_h * arguments.taps_w * arguments.f;
  let parts = (arguments.place_count + arguments.part_places - 1) / arguments.part_places;
  for (var i = id.x; i < parts * numbers; i += 64 * groups.x) {
    sums[arguments.offsets[0].z + i] = sum_of(i / numbers, i % numbers / arguments.f, i % arguments.f);
  }
}
