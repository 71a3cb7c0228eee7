enable subgroups;

// c[i, j] = relu(sum over k of x[i, k] y[j, k] + bias) for the rows i of x and at most four rows j of y, for every item
// of a batch. A subgroup makes what four rows of x give; its threads share out k, so that they read x side by side.
struct Arguments {
  offsets: array<vec4u, 2>,
  batch: u32,
  height: u32,    // rows of x
  count: u32,     // rows of y
  k: u32,
  x_stride: u32,  // elements from matrix to matrix of the batch, 0 for one for all
  y_stride: u32,
  c_i: u32,       // elements from c[i, j] to c[i + 1, j]
  c_j: u32,       // and to c[i, j + 1]
  bias_i: u32,    // the same for bias: 1 and 0 where x is what c's columns come from, else 0 and 1
  bias_j: u32,
}
@group(0) @binding(0) var<uniform> arguments: Arguments;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read> y: array<f32>;
@group(0) @binding(3) var<storage, read> bias: array<f32>;
@group(0) @binding(4) var<storage, read_write> c: array<f32>;

override has_bias = false;
override relu = false;
override is_vector = false;  // y has one row

const threads = 64u;

@compute @workgroup_size(threads)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
        @builtin(local_invocation_index) index: u32, @builtin(subgroup_size) lanes: u32,
        @builtin(subgroup_invocation_id) lane: u32) {
  let fours = (arguments.height + 3) / 4;
  let at_once = threads / lanes;
  for (var turn = group.x; turn * at_once < arguments.batch * fours; turn += groups.x) {
    let number = turn * at_once + index / lanes;
    let item = min(number / fours, arguments.batch - 1);
    let first = number % fours * 4;
    // What lies beyond the last row is not stored: the last row stands in for it.
    let x_rows = arguments.offsets[0].x + item * arguments.x_stride +
                 min(vec4u(first) + vec4u(0, 1, 2, 3), vec4u(arguments.height - 1)) * arguments.k;
    let y_rows = arguments.offsets[0].y + item * arguments.y_stride +
                 min(vec4u(0, 1, 2, 3), vec4u(arguments.count - 1)) * arguments.k;
    var sum = mat4x4f();  // a column for each row of y; its rows are those of x
    for (var k = lane; k < arguments.k; k += lanes) {
      let x_k = vec4f(x[x_rows.x + k], x[x_rows.y + k], x[x_rows.z + k], x[x_rows.w + k]);
      sum[0] += x_k * y[y_rows.x + k];
      if (!is_vector) {
        sum[1] += x_k * y[y_rows.y + k];
        sum[2] += x_k * y[y_rows.z + k];
        sum[3] += x_k * y[y_rows.w + k];
      }
    }
    sum[0] = subgroupAdd(sum[0]);
    if (!is_vector) {
      sum[1] = subgroupAdd(sum[1]);
      sum[2] = subgroupAdd(sum[2]);
      sum[3] = subgroupAdd(sum[3]);
    }
    let c_base = arguments.offsets[0].w + item * arguments.height * arguments.count;
    for (var e = lane; e < 16; e += lanes) {  // each thread stores what falls to it
      let row = first + e / 4;
      let j = e % 4;
      if (number < arguments.batch * fours && row < arguments.height && j < arguments.count) {
        var value = sum[j][e / 4];
        if (has_bias) { value += bias[arguments.offsets[0].z + row * arguments.bias_i + j * arguments.bias_j]; }
        let bits = bitcast<u32>(value);
        if (relu && bits > 0x80000000 && bits <= 0xff800000) { value = 0; }  // below 0, and not NaN
        c[c_base + row * arguments.c_i + j * arguments.c_j] = value;
      }
    }
  }
}
