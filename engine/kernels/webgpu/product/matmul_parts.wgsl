// c [items, m, n] = relu(sum over the parts of `sums` [items, parts, m, n] + bias), always in the same order
struct Arguments {
  offsets: array<vec4u, 2>,
  count: u32,  // elements of c
  size: u32,   // m n
  n: u32,
  parts: u32,
}
@group(0) @binding(0) var<uniform> arguments: Arguments;
@group(0) @binding(1) var<storage, read> sums: array<f32>;
@group(0) @binding(2) var<storage, read> bias: array<f32>;
@group(0) @binding(3) var<storage, read_write> c: array<f32>;

override has_bias = false;
override relu = false;

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  for (var i = id.x; i < arguments.count; i += 256 * groups.x) {
    let first = arguments.offsets[0].x + i / arguments.size * arguments.parts * arguments.size + i % arguments.size;
    var sum = 0f;
    for (var part = 0u; part < arguments.parts; part++) { sum += sums[first + part * arguments.size]; }
    if (has_bias) { sum += bias[arguments.offsets[0].y + i % arguments.n]; }
    let bits = bitcast<u32>(sum);
    c[arguments.offsets[0].z + i] = select(sum, 0f, relu && bits > 0x80000000 && bits <= 0xff800000);  // not NaN
  }
}
