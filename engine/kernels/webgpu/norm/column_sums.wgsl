// totals [c] = sum dy and alongs [c] = sum dy z over the rows of dy [rows, c], with z = (x - mean) inverse of the same
// shape: the gradients of a norm's shift and scale. A workgroup adds up `lanes` columns of some rows.
struct Arguments { offsets: array<vec4u, 2>, rows: u32, c: u32, chunk_rows: u32, chunks: u32 }
@group(0) @binding(0) var<uniform> arguments: Arguments;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read> means: array<f32>;
@group(0) @binding(3) var<storage, read> inverses: array<f32>;
@group(0) @binding(4) var<storage, read> dy: array<f32>;
@group(0) @binding(5) var<storage, read_write> alongs: array<f32>;  // [chunks, c]
@group(0) @binding(6) var<storage, read_write> totals: array<f32>;  // [chunks, c]

override by_rows = false;  // a mean for each row, not for each column
override centered = true;  // else all means are 0, and the totals nobody's business
override lanes = 32u;
override threads = 256u;
var<workgroup> parts: array<vec2f, threads>;

@compute @workgroup_size(threads)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let column = group.x * lanes + thread % lanes;
  let last = min((group.y + 1) * arguments.chunk_rows, arguments.rows);
  var sum = vec2f();
  if (column < arguments.c) {
    for (var row = group.y * arguments.chunk_rows + thread / lanes; row < last; row += threads / lanes) {
      let moment = select(column, row, by_rows);
      let i = row * arguments.c + column;
      var rest = x[arguments.offsets[0].x + i];
      if (centered) { rest -= means[arguments.offsets[0].y + moment]; }
      let upper = dy[arguments.offsets[0].w + i];
      sum += vec2f(upper * rest * inverses[arguments.offsets[0].z + moment], upper);
    }
  }
  parts[thread] = sum;
  workgroupBarrier();
  if (thread >= lanes || column >= arguments.c) { return; }
  sum = vec2f();
  for (var i = thread; i < threads; i += lanes) { sum += parts[i]; }
  alongs[arguments.offsets[1].x + group.y * arguments.c + column] = sum.x;
  if (centered) { totals[arguments.offsets[1].y + group.y * arguments.c + column] = sum.y; }
}

// The sums of all chunks: dscale [c] from alongs [chunks, c], dshift [c] from totals [chunks, c].
@group(0) @binding(1) var<storage, read> along_parts: array<f32>;
@group(0) @binding(2) var<storage, read> total_parts: array<f32>;
@group(0) @binding(3) var<storage, read_write> dscale: array<f32>;
@group(0) @binding(4) var<storage, read_write> dshift: array<f32>;

@compute @workgroup_size(64)
fn merge(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= arguments.c) { return; }
  var sum = vec2f();
  for (var i = id.x; i < arguments.chunks * arguments.c; i += arguments.c) {
    sum.x += along_parts[arguments.offsets[0].x + i];
    if (centered) { sum.y += total_parts[arguments.offsets[0].y + i]; }
  }
  dscale[arguments.offsets[0].z + id.x] = sum.x;
  if (centered) { dshift[arguments.offsets[0].w + id.x] = sum.y; }
}
