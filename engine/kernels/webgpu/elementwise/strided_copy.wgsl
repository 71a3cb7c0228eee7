// y[y_offset + i y_strides] = x[x_offset + i x_strides] for every index i of `shape`, whatever the four bytes of an
// element mean. The last axes count; those before are of extent 1.
override rank: u32 = 8;

struct Arguments {
  offsets: array<vec4u, 2>,
  count: u32,
  x_offset: i32,
  y_offset: i32,
  padding: u32,
  shape: array<vec4u, 2>,
  x_strides: array<vec4i, 2>,
  y_strides: array<vec4i, 2>,
}
@group(0) @binding(0) var<uniform> arguments: Arguments;
@group(0) @binding(1) var<storage, read> x: array<u32>;
@group(0) @binding(2) var<storage, read_write> y: array<u32>;

struct Places { x: i32, y: i32 }
/// Of index number `index` of the first `axes` axes.
fn places(index: u32, axes: u32) -> Places {
  var at = Places(i32(arguments.offsets[0].x) + arguments.x_offset, i32(arguments.offsets[0].y) + arguments.y_offset);
  var rest = index;
  for (var axis = axes; axis > 0; axis--) {
    let a = axis - 1;
    let extent = arguments.shape[a / 4][a % 4];
    let i = i32(rest % extent);
    rest /= extent;
    at.x += i * arguments.x_strides[a / 4][a % 4];
    at.y += i * arguments.y_strides[a / 4][a % 4];
  }
  return at;
}

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  for (var i = id.x; i < arguments.count; i += 256 * groups.x) {
    let at = places(i, rank);
    y[at.y] = x[at.x];
  }
}

const tile = 32u;
const tile_rows = 8u;  // moved at once
var<workgroup> corner: array<array<u32, tile + 1>, tile>;  // + 1, so that a column lies in as many banks as a row

/// The last two axes [rows, columns] change places: x has stride 1 along the rows, y along the columns. `count` is the
/// number of such matrices.
@compute @workgroup_size(tile, tile_rows)
fn transposed(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
              @builtin(local_invocation_id) id: vec3u) {
  let a = rank - 2;
  let b = rank - 1;
  let rows = arguments.shape[a / 4][a % 4];
  let columns = arguments.shape[b / 4][b % 4];
  let x_step = arguments.x_strides[b / 4][b % 4];
  let y_step = arguments.y_strides[a / 4][a % 4];
  for (var matrix = group.z; matrix < arguments.count; matrix += groups.z) {
    let at = places(matrix, rank - 2);
    for (var i = id.y; i < tile; i += tile_rows) {
      let row = group.y * tile + id.x;
      let column = group.x * tile + i;
      if (row < rows && column < columns) { corner[i][id.x] = x[at.x + i32(row) + i32(column) * x_step]; }
    }
    workgroupBarrier();
    for (var i = id.y; i < tile; i += tile_rows) {
      let row = group.y * tile + i;
      let column = group.x * tile + id.x;
      if (row < rows && column < columns) { y[at.y + i32(row) * y_step + i32(column)] = corner[id.x][i]; }
    }
    workgroupBarrier();
  }
}
