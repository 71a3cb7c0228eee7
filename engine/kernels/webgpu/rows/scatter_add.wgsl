// x [rows, d] += rows of y [n, d] at indices [n]. A workgroup has `threads` columns of `height` rows of x and looks for
// their indices: it marks them, a bit for each of y's next rows, and goes through the marks in order.
struct Arguments { offsets: array<vec4u, 2>, rows: u32, n: u32, d: u32 }
@group(0) @binding(0) var<uniform> arguments: Arguments;
@group(0) @binding(1) var<storage, read> indices: array<i32>;
@group(0) @binding(2) var<storage, read> y: array<f32>;
@group(0) @binding(3) var<storage, read_write> x: array<f32>;

override threads = 64u;
override height = 1u;
const words = 64u;
var<workgroup> marks: array<atomic<u32>, words>;
var<workgroup> marked: array<atomic<u32>, 2>;  // a bit for each word that is not 0
var<workgroup> sums: array<f32, height * threads>;

struct Term { place: u32, value: f32 }
// That of the lowest bit, which is taken away.
fn take(bits: ptr<function, u32>, first: u32, top: u32, thread: u32, column: u32) -> Term {
  let i = first + firstTrailingBit(*bits);
  *bits &= *bits - 1u;
  let row = u32(indices[arguments.offsets[0].x + i]) - top;
  return Term(row * threads + thread, y[arguments.offsets[0].y + i * arguments.d + column]);
}
fn add(term: Term) {
  sums[term.place] += term.value;
}

@compute @workgroup_size(threads)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
        @builtin(local_invocation_index) thread: u32) {
  let top = (group.y * groups.x + group.x) * height;
  let rows = min(height, max(arguments.rows, top) - top);
  let column = group.z * threads + thread;
  let here = arguments.offsets[0].z + top * arguments.d + column;
  for (var row = 0u; row < rows; row++) {
    if (column < arguments.d) { sums[row * threads + thread] = x[here + row * arguments.d]; }
  }
  for (var start = 0u; start < arguments.n; start += 32 * words) {
    for (var word = thread; word < words; word += threads) { atomicStore(&marks[word], 0u); }
    if (thread < 2) { atomicStore(&marked[thread], 0u); }
    workgroupBarrier();
    for (var i = start + thread; i < min(start + 32 * words, arguments.n); i += threads) {
      if (u32(indices[arguments.offsets[0].x + i]) - top < rows) {
        let word = (i - start) / 32;
        atomicOr(&marks[word], 1u << (i % 32));
        atomicOr(&marked[word / 32], 1u << (word % 32));
      }
    }
    workgroupBarrier();
    for (var half = 0u; half < 2 && column < arguments.d; half++) {
      var left = atomicLoad(&marked[half]);
      while (left != 0u) {
        let word = 32 * half + firstTrailingBit(left);
        left &= left - 1u;
        let first = start + 32 * word;
        var bits = atomicLoad(&marks[word]);
        while (countOneBits(bits) >= 4) {  // so that their loads wait together
          let a = take(&bits, first, top, thread, column);
          let b = take(&bits, first, top, thread, column);
          let c = take(&bits, first, top, thread, column);
          let d = take(&bits, first, top, thread, column);
          add(a);
          add(b);
          add(c);
          add(d);
        }
        while (bits != 0u) { add(take(&bits, first, top, thread, column)); }
      }
    }
    workgroupBarrier();
  }
  for (var row = 0u; row < rows; row++) {
    if (column < arguments.d) { x[here + row * arguments.d] = sums[row * threads + thread]; }
  }
}
