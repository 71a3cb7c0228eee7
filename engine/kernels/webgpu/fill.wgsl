// y = value
struct Arguments { offsets: array<vec4u, 2>, value: f32, count: u32 }
@group(0) @binding(0) var<uniform> arguments: Arguments;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  for (var i = id.x; i < arguments.count; i += 256 * groups.x) {
    y[arguments.offsets[0].x + i] = arguments.value;
  }
}
