// dlogits = (probabilities - one_hot(label)) dloss in each of `rows` rows of k classes, 0 where the label is negative;
// softmax.wgsl has the losses.
struct Arguments { offsets: array<vec4u, 2>, rows: u32, k: u32 }
@group(0) @binding(0) var<uniform> arguments: Arguments;
@group(0) @binding(1) var<storage, read> labels: array<i32>;
@group(0) @binding(2) var<storage, read> probabilities: array<f32>;
@group(0) @binding(3) var<storage, read> dlosses: array<f32>;
@group(0) @binding(4) var<storage, read_write> dlogits: array<f32>;

@compute @workgroup_size(256)
fn gradient(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  for (var i = id.x; i < arguments.rows * arguments.k; i += 256 * groups.x) {
    let row = i / arguments.k;
    let label = labels[arguments.offsets[0].x + row];
    var gradient = 0.0;
    if (label >= 0) {
      let one_hot = select(0.0, 1.0, u32(label) == i - row * arguments.k);
      gradient = (probabilities[arguments.offsets[0].y + i] - one_hot) * dlosses[arguments.offsets[0].z + row];
    }
    dlogits[arguments.offsets[0].w + i] = gradient;
  }
}
