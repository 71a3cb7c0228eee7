// hits = 1 where no class beats the label: none before it is as great, none behind it is greater. A team of `lanes`
// threads has a row of k classes.
struct Arguments { offsets: array<vec4u, 2>, rows: u32, k: u32 }
@group(0) @binding(0) var<uniform> arguments: Arguments;
@group(0) @binding(1) var<storage, read> labels: array<i32>;
@group(0) @binding(2) var<storage, read> logits: array<f32>;
@group(0) @binding(3) var<storage, read_write> hits: array<f32>;

override lanes = 16u;
override threads = 64u;
var<workgroup> beaten: array<atomic<u32>, threads>;

// Integers in the order of the numbers, above them NaN; -0 is 0.
fn key_of(number: f32) -> u32 {
  let bits = bitcast<u32>(number);
  if ((bits & 0x7fffffffu) > 0x7f800000u) { return 0xffffffffu; }
  if (bits == 0x80000000u) { return bits; }
  return select(bits | 0x80000000u, ~bits, bits >= 0x80000000u);
}

@compute @workgroup_size(threads)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
        @builtin(local_invocation_index) thread: u32) {
  let row = (group.y * groups.x + group.x) * (threads / lanes) + thread / lanes;
  let label = labels[arguments.offsets[0].x + row];
  let counts = row < arguments.rows && label >= 0;
  if (counts) {
    let begin = arguments.offsets[0].y + row * arguments.k;
    let key = key_of(logits[begin + u32(label)]);
    for (var i = thread % lanes; i < arguments.k; i += lanes) {
      let other = key_of(logits[begin + i]);
      if (other > key || (other == key && i < u32(label))) { atomicOr(&beaten[thread / lanes], 1u); }
    }
  }
  workgroupBarrier();
  if (row < arguments.rows && thread % lanes == 0) {
    hits[arguments.offsets[0].z + row] = select(0.0, 1.0, counts && atomicLoad(&beaten[thread / lanes]) == 0u);
  }
}
