// y [n, d] = rows of x [rows, d] at indices [n]
struct Arguments { offsets: array<vec4u, 2>, n: u32, d: u32 }
@group(0) @binding(0) var<uniform> arguments: Arguments;
@group(0) @binding(1) var<storage, read> indices: array<i32>;
@group(0) @binding(2) var<storage, read> x: array<f32>;
@group(0) @binding(3) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  for (var i = id.x; i < arguments.n * arguments.d; i += 256 * groups.x) {
    let row = i / arguments.d;
    let begin = u32(indices[arguments.offsets[0].x + row]) * arguments.d + i % arguments.d;
    y[arguments.offsets[0].z + i] = x[arguments.offsets[0].y + begin];
  }
}

// The same where d and the offsets of x and y are multiples of 4.
@group(0) @binding(2) var<storage, read> x_quads: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> y_quads: array<vec4f>;

@compute @workgroup_size(256)
fn quads(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let d = arguments.d / 4;
  for (var i = id.x; i < arguments.n * d; i += 256 * groups.x) {
    let row = i / d;
    let begin = u32(indices[arguments.offsets[0].x + row]) * d + i % d;
    y_quads[arguments.offsets[0].z / 4 + i] = x_quads[arguments.offsets[0].y / 4 + begin];
  }
}
