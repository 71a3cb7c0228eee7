// What matmul and matmul_f16 share, which say what is `Stored` in workgroup memory.

struct Arguments {
  offsets: array<vec4u, 2>,
  batch: u32,
  m: u32,
  n: u32,
  k: u32,
  a_stride: u32,  // elements from matrix to matrix of the batch, 0 for one for all
  b_stride: u32,
  parts: u32,
  part_k: u32,  // of k in a part: a multiple of what is taken at once
}
@group(0) @binding(0) var<uniform> arguments: Arguments;
@group(0) @binding(1) var<storage, read> a: array<f32>;
@group(0) @binding(2) var<storage, read> a_vectors: array<vec4f>;  // the same memory
@group(0) @binding(3) var<storage, read> b: array<f32>;
@group(0) @binding(4) var<storage, read> b_vectors: array<vec4f>;
@group(0) @binding(5) var<storage, read> bias: array<f32>;
@group(0) @binding(6) var<storage, read_write> c: array<f32>;  // [batch, parts, m, n]

override rows = 8u;         // threads of a workgroup, one below the other
override columns = 8u;      // and side by side
override quads = 2u;        // of rows and of columns per thread: 1, 2 or 4
override a_turned = true;   // k is a's fast axis in memory
override b_turned = false;  // k is b's
override a_aligned = true;  // a's rows begin at multiples of four elements
override b_aligned = true;
override whole = false;     // nothing reaches beyond a matrix
override has_bias = false;
override relu = false;

// Four elements of a matrix [height, width] from `column`, a multiple of four, on; 0 outside of it.
fn load_a(base: u32, height: u32, width: u32, row: u32, column: u32) -> vec4f {
  if (!whole && (row >= height || column >= width)) { return vec4f(); }
  let at = base + row * width + column;
  if (a_aligned) { return a_vectors[at / 4]; }
  let inside = vec4u(column) + vec4u(0, 1, 2, 3) < vec4u(width);
  return select(vec4f(), vec4f(a[at], a[at + 1], a[at + 2], a[at + 3]), inside);
}

fn load_b(base: u32, height: u32, width: u32, row: u32, column: u32) -> vec4f {
  if (!whole && (row >= height || column >= width)) { return vec4f(); }
  let at = base + row * width + column;
  if (b_aligned) { return b_vectors[at / 4]; }
  let inside = vec4u(column) + vec4u(0, 1, 2, 3) < vec4u(width);
  return select(vec4f(), vec4f(b[at], b[at + 1], b[at + 2], b[at + 3]), inside);
}

// op(a) from row `row` and `k` on, four by four: one vec4f for each k.
fn block_of_a(base: u32, k: u32, row: u32) -> mat4x4f {
  if (a_turned) {
    let height = arguments.m;
    let width = arguments.k;
    return transpose(mat4x4f(load_a(base, height, width, row, k), load_a(base, height, width, row + 1, k),
                             load_a(base, height, width, row + 2, k), load_a(base, height, width, row + 3, k)));
  }
  let height = arguments.k;
  let width = arguments.m;
  return mat4x4f(load_a(base, height, width, k, row), load_a(base, height, width, k + 1, row),
                 load_a(base, height, width, k + 2, row), load_a(base, height, width, k + 3, row));
}

// op(b) from `k` and column `column` on, four by four: one vec4f for each k.
fn block_of_b(base: u32, k: u32, column: u32) -> mat4x4f {
  if (b_turned) {
    let height = arguments.n;
    let width = arguments.k;
    return transpose(mat4x4f(load_b(base, height, width, column, k), load_b(base, height, width, column + 1, k),
                             load_b(base, height, width, column + 2, k), load_b(base, height, width, column + 3, k)));
  }
  let height = arguments.k;
  let width = arguments.n;
  return mat4x4f(load_b(base, height, width, k, column), load_b(base, height, width, k + 1, column),
                 load_b(base, height, width, k + 2, column), load_b(base, height, width, k + 3, column));
}

// sum + x y^T; the sum's rows stand as columns in the mat4x4f.
fn add_product(sum: mat4x4f, x: vec4f, y: vec4f) -> mat4x4f {
  return mat4x4f(sum[0] + x.x * y, sum[1] + x.y * y, sum[2] + x.z * y, sum[3] + x.w * y);
}

fn add_products(sum: mat4x4f, x: mat4x4f, y: mat4x4f) -> mat4x4f {
  return add_product(add_product(add_product(add_product(sum, x[0], y[0]), x[1], y[1]), x[2], y[2]), x[3], y[3]);
}

// Four elements of c from their sums.
fn finished(sums: vec4f, column: u32) -> vec4f {
  var values = sums;
  if (has_bias) {
    let at = arguments.offsets[1].x + column;
    values += vec4f(bias[at], bias[at + 1], bias[at + 2], bias[at + 3]);
  }
  if (relu) {
    let bits = bitcast<vec4u>(values);  // below 0, and not NaN
    values = select(values, vec4f(), (bits > vec4u(0x80000000)) & (bits <= vec4u(0xff800000)));
  }
  return values;
}

fn store_row(base: u32, row: u32, column: u32, sums: vec4f) {
  if (!whole && row >= arguments.m) { return; }
  let at = base + row * arguments.n + column;
  let values = finished(sums, column);
  if (whole || column < arguments.n) { c[at] = values.x; }
  if (whole || column + 1 < arguments.n) { c[at + 1] = values.y; }
  if (whole || column + 2 < arguments.n) { c[at + 2] = values.z; }
  if (whole || column + 3 < arguments.n) { c[at + 3] = values.w; }
}

fn store(base: u32, row: u32, column: u32, sums: mat4x4f) {
  store_row(base, row, column, sums[0]);
  store_row(base, row + 1, column, sums[1]);
  store_row(base, row + 2, column, sums[2]);
  store_row(base, row + 3, column, sums[3]);
}

// What a workgroup makes in one turn.
struct Task {
  a: u32,  // where the matrices begin
  b: u32,
  c: u32,
  begin: u32,  // of k
  end: u32,
  row: u32,  // the first
  column: u32,
}

fn task_count() -> u32 {
  let across = (arguments.n + 4 * quads * columns - 1) / (4 * quads * columns);
  let down = (arguments.m + 4 * quads * rows - 1) / (4 * quads * rows);
  return arguments.batch * arguments.parts * down * across;
}

fn task_of(number: u32) -> Task {
  let across = (arguments.n + 4 * quads * columns - 1) / (4 * quads * columns);
  let down = (arguments.m + 4 * quads * rows - 1) / (4 * quads * rows);
  let matrix = number / (across * down);  // of [batch, parts]
  let item = matrix / arguments.parts;
  let begin = matrix % arguments.parts * arguments.part_k;
  return Task(arguments.offsets[0].x + item * arguments.a_stride, arguments.offsets[0].z + item * arguments.b_stride,
              arguments.offsets[1].y + matrix * arguments.m * arguments.n, begin,
              min(arguments.k, begin + arguments.part_k), number / across % down * 4 * quads * rows,
              number % across * 4 * quads * columns);
}

// Each thread reads what it needs, four of k at once; its neighbours need much of the same.
@compute @workgroup_size(columns, rows)
fn direct(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
          @builtin(local_invocation_id) thread: vec3u) {
  for (var number = group.x; number < task_count(); number += groups.x) {
    let task = task_of(number);
    let row = task.row + 4 * thread.y;
    let column = task.column + 4 * thread.x;
    var sum_00 = mat4x4f();
    var sum_01 = mat4x4f();
    var sum_10 = mat4x4f();
    var sum_11 = mat4x4f();
    for (var k = task.begin; k < task.end; k += 4) {
      let a_0 = block_of_a(task.a, k, row);
      let b_0 = block_of_b(task.b, k, column);
      sum_00 = add_products(sum_00, a_0, b_0);
      if (quads == 2) {
        let a_1 = block_of_a(task.a, k, row + 4 * rows);
        let b_1 = block_of_b(task.b, k, column + 4 * columns);
        sum_01 = add_products(sum_01, a_0, b_1);
        sum_10 = add_products(sum_10, a_1, b_0);
        sum_11 = add_products(sum_11, a_1, b_1);
      }
    }
    store(task.c, row, column, sum_00);
    if (quads == 2) {
      store(task.c, row, column + 4 * columns, sum_01);
      store(task.c, row + 4 * rows, column, sum_10);
      store(task.c, row + 4 * rows, column + 4 * columns, sum_11);
    }
  }
}

// The same with four times as much to a thread, quads = 4: for a card that is a program, to which every load is dear and
// registers are memory anyhow.
alias Blocks = array<mat4x4f, 4>;  // side by side

fn add_products_of(sums: Blocks, x: mat4x4f, y: Blocks) -> Blocks {
  return Blocks(add_products(sums[0], x, y[0]), add_products(sums[1], x, y[1]), add_products(sums[2], x, y[2]),
                add_products(sums[3], x, y[3]));
}

fn store_blocks(base: u32, row: u32, column: u32, sums: Blocks) {
  store(base, row, column, sums[0]);
  store(base, row, column + 4 * columns, sums[1]);
  store(base, row, column + 8 * columns, sums[2]);
  store(base, row, column + 12 * columns, sums[3]);
}

@compute @workgroup_size(columns, rows)
fn direct_wide(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
               @builtin(local_invocation_id) thread: vec3u) {
  for (var number = group.x; number < task_count(); number += groups.x) {
    let task = task_of(number);
    let row = task.row + 4 * thread.y;
    let column = task.column + 4 * thread.x;
    var sums_0 = Blocks();
    var sums_1 = Blocks();
    var sums_2 = Blocks();
    var sums_3 = Blocks();
    for (var k = task.begin; k < task.end; k += 4) {
      let y = Blocks(block_of_b(task.b, k, column), block_of_b(task.b, k, column + 4 * columns),
                     block_of_b(task.b, k, column + 8 * columns), block_of_b(task.b, k, column + 12 * columns));
      sums_0 = add_products_of(sums_0, block_of_a(task.a, k, row), y);
      sums_1 = add_products_of(sums_1, block_of_a(task.a, k, row + 4 * rows), y);
      sums_2 = add_products_of(sums_2, block_of_a(task.a, k, row + 8 * rows), y);
      sums_3 = add_products_of(sums_3, block_of_a(task.a, k, row + 12 * rows), y);
    }
    store_blocks(task.c, row, column, sums_0);
    store_blocks(task.c, row + 4 * rows, column, sums_1);
    store_blocks(task.c, row + 8 * rows, column, sums_2);
    store_blocks(task.c, row + 12 * rows, column, sums_3);
  }
}

// The square of rows by as many columns of threads, quads = 2: `depth` of k at once, of a and of b, lie in workgroup
// memory with k as the slow axis. Half of the threads bring one block of four by four of a, the others one of b, and
// while those are multiplied the next ones are on their way.
override width = 2 * rows;  // vectors in a row of the tile: 8 rows elements
override depth = rows;      // of k
override turn = 32 / rows;
var<workgroup> tile: array<Stored, 2 * width * depth>;  // of op(a), and behind it of op(b)

// Where the vector `column` of a tile's row `k` lies. Threads beside each other that write one column in different rows
// would all meet in the same bank of the memory if it were not for the turning.
fn place(k: u32, column: u32) -> u32 {
  return k * width + (column ^ (k / 4 * turn));
}

fn block_of(of_a: bool, task: Task, k: u32, column: u32) -> mat4x4f {
  if (of_a) { return block_of_a(task.a, k, task.row + column); }
  return block_of_b(task.b, k, task.column + column);
}

@compute @workgroup_size(columns, rows)
fn tiled(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
         @builtin(local_invocation_id) thread: vec3u, @builtin(local_invocation_index) index: u32) {
  // The block that this thread brings: threads beside each other go along the memory's fast axis.
  let half = rows * rows / 2;
  let of_a = index < half;
  let turned = select(b_turned, a_turned, of_a);
  let block_k = 4 * select(index % half / width, index % half % (depth / 4), turned);
  let block_column = select(index % half % width, index % half / (depth / 4), turned);
  let at = select(width * depth, 0, of_a) + place(block_k, block_column);

  for (var number = group.x; number < task_count(); number += groups.x) {
    let task = task_of(number);
    var sum_00 = mat4x4f();
    var sum_01 = mat4x4f();
    var sum_10 = mat4x4f();
    var sum_11 = mat4x4f();
    var block = block_of(of_a, task, task.begin + block_k, 4 * block_column);
    for (var k = task.begin; k < task.end; k += depth) {
      tile[at] = Stored(block[0]);
      tile[at + width] = Stored(block[1]);
      tile[at + 2 * width] = Stored(block[2]);
      tile[at + 3 * width] = Stored(block[3]);
      workgroupBarrier();
      if (k + depth < task.end) { block = block_of(of_a, task, k + depth + block_k, 4 * block_column); }
      for (var i = 0u; i < depth; i++) {
        let a_at = place(i, thread.y);
        let b_at = width * depth + place(i, thread.x);
        let a_0 = vec4f(tile[a_at]);
        let a_1 = vec4f(tile[a_at + rows]);
        let b_0 = vec4f(tile[b_at]);
        let b_1 = vec4f(tile[b_at + rows]);
        sum_00 = add_product(sum_00, a_0, b_0);
        sum_01 = add_product(sum_01, a_0, b_1);
        sum_10 = add_product(sum_10, a_1, b_0);
        sum_11 = add_product(sum_11, a_1, b_1);
      }
      workgroupBarrier();
    }
    let row = task.row + 4 * thread.y;
    let column = task.column + 4 * thread.x;
    store(task.c, row, column, sum_00);
    store(task.c, row, column + 4 * columns, sum_01);
    store(task.c, row + 4 * rows, column, sum_10);
    store(task.c, row + 4 * rows, column + 4 * columns, sum_11);
  }
}
