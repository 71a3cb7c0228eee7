// x [rows, d] += rows of y [n, d] at indices [n]. A workgroup has `threads` columns of one row of x and looks for its
// indices: it marks them, a bit for each of y's next rows, and goes through the marks in order.
struct Arguments { offsets: array<vec4u, 2>, rows: u32, n: u32, d: u32 }
@group(0) @binding(0) var<uniform> arguments: Arguments;
@group(0) @binding(1) var<storage, read> indices: array<i32>;
@group(0) @binding(2) var<storage, read> y: array<f32>;
@group(0) @binding(3) var<storage, read_write> x: array<f32>;

override threads = 64u;
const words = 64u;
var<workgroup> marks: array<atomic<u32>, words>;

// Column of y in row `first` + the lowest bit, which is taken away; 0 where there is none.
fn take(bits: ptr<function, u32>, first: u32, column: u32) -> f32 {
  if (*bits == 0u) { return 0.0; }
  let row = first + firstTrailingBit(*bits);
  *bits &= *bits - 1u;
  return y[arguments.offsets[0].y + row * arguments.d + column];
}

@compute @workgroup_size(threads)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
        @builtin(local_invocation_index) thread: u32) {
  let row = group.y * groups.x + group.x;
  let column = group.z * threads + thread;
  var sum = 0.0;
  if (row < arguments.rows && column < arguments.d) { sum = x[arguments.offsets[0].z + row * arguments.d + column]; }
  for (var start = 0u; start < arguments.n; start += 32 * words) {
    for (var word = thread; word < words; word += threads) { atomicStore(&marks[word], 0u); }
    workgroupBarrier();
    for (var i = start + thread; i < min(start + 32 * words, arguments.n); i += threads) {
      if (u32(indices[arguments.offsets[0].x + i]) == row) { atomicOr(&marks[(i - start) / 32], 1u << (i % 32)); }
    }
    workgroupBarrier();
    if (column < arguments.d) {
      for (var word = 0u; word < words; word++) {
        var bits = atomicLoad(&marks[word]);
        while (bits != 0u) {  // four at a time, so that their loads wait together
          let first = start + 32 * word;
          let a = take(&bits, first, column);
          let b = take(&bits, first, column);
          let c = take(&bits, first, column);
          let d = take(&bits, first, column);
          sum = (((sum + a) + b) + c) + d;
        }
      }
    }
    workgroupBarrier();
  }
  if (row < arguments.rows && column < arguments.d) { x[arguments.offsets[0].z + row * arguments.d + column] = sum; }
}
