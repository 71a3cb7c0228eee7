// dx[o, k, i] = dy[o, i] where k is indices[o, i], else 0: dx [outer, n, inner]
struct Arguments { offsets: array<vec4u, 2>, count: u32, n: u32, inner: u32 }
@group(0) @binding(0) var<uniform> arguments: Arguments;
@group(0) @binding(1) var<storage, read> indices: array<i32>;
@group(0) @binding(2) var<storage, read> dy: array<f32>;
@group(0) @binding(3) var<storage, read_write> dx: array<f32>;

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  for (var i = id.x; i < arguments.count; i += 256 * groups.x) {
    let k = i / arguments.inner % arguments.n;
    let output = i / arguments.inner / arguments.n * arguments.inner + i % arguments.inner;
    let greatest = indices[arguments.offsets[0].x + output] == i32(k);
    dx[arguments.offsets[0].z + i] = select(0.0, dy[arguments.offsets[0].y + output], greatest);
  }
}
