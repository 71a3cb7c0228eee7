// sums = (log_sums, y dy) of each query of each head
struct Arguments { offsets: array<vec4u, 2>, n: u32, heads: u32, queries: u32, depth: u32 }
@group(0) @binding(0) var<uniform> arguments: Arguments;
@group(0) @binding(1) var<storage, read> y: array<f32>;         // [n, queries, heads depth]
@group(0) @binding(2) var<storage, read> dy: array<f32>;        // the same
@group(0) @binding(3) var<storage, read> log_sums: array<f32>;  // [n, heads, queries]
@group(0) @binding(4) var<storage, read_write> sums: array<f32>;  // [n, heads, queries, 2]

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  for (var i = id.x; i < arguments.n * arguments.heads * arguments.queries; i += 64 * groups.x) {
    let head = i / arguments.queries % arguments.heads;
    let row = i / (arguments.queries * arguments.heads) * arguments.queries + i % arguments.queries;
    let at = (row * arguments.heads + head) * arguments.depth;
    var sum = 0.0;
    for (var d = at; d < at + arguments.depth; d++) {
      sum += y[arguments.offsets[0].x + d] * dy[arguments.offsets[0].y + d];
    }
    sums[arguments.offsets[0].w + 2 * i] = log_sums[arguments.offsets[0].z + i];
    sums[arguments.offsets[0].w + 2 * i + 1] = sum;
  }
}
