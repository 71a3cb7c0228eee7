// y_i = what eight chains of a = a b + c come to: as many products and sums as the card can do, and nothing else
const rounds = 256;
struct Arguments { offsets: array<vec4u, 2>, b: f32, c: f32 }
@group(0) @binding(0) var<uniform> arguments: Arguments;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let b = vec4f(arguments.b);
  let c = vec4f(arguments.c);
  var first = vec4f(f32(id.x));
  var second = first + 1;
  for (var round = 0; round < rounds; round++) {
    first = fma(first, b, c);
    second = fma(second, b, c);
  }
  y[arguments.offsets[0].x + id.x] = dot(first + second, vec4f(1));
}
