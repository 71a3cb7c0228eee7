// What the programs of attention are told, and how they keep rows of q, k and v: in blocks of 4 x 4 in vectors `kept`.
override chunks: u32;  // depths / 32, rounded up

struct Arguments {
  offsets: array<vec4u, 2>,
  n: u32, heads: u32, queries: u32, keys: u32, depth: u32, key_rows: u32,
  causal: u32, has_lengths: u32,
  scale: f32,  // 1 / sqrt(depth)
}
@group(0) @binding(0) var<uniform> arguments: Arguments;
@group(0) @binding(1) var<storage, read> q: array<f32>;        // [n, queries, heads depth]
@group(0) @binding(2) var<storage, read> k: array<f32>;        // [n, key_rows, heads depth]
@group(0) @binding(3) var<storage, read> v: array<f32>;        // the same
@group(0) @binding(4) var<storage, read> lengths: array<i32>;  // [n]

// Where row c of a block is: blocks of 4 rows x 4 depths in a chunk of 4 `blocks` rows, so arranged that neighbours
// read from different banks, along rows and along depths.
fn place(c: u32, blocks: u32, row_block: u32, depth_block: u32) -> u32 {
  return (c * 8 + depth_block) * blocks + (row_block ^ (depth_block % blocks));
}
fn block(tile: u32, blocks: u32, row_block: u32, depth_block: u32) -> mat4x4f {
  return mat4x4f(kept[tile + place(0, blocks, row_block, depth_block)],
                 kept[tile + place(1, blocks, row_block, depth_block)],
                 kept[tile + place(2, blocks, row_block, depth_block)],
                 kept[tile + place(3, blocks, row_block, depth_block)]);
}

// The first `count` of four numbers, then 0, whatever lies there.
fn first_of(numbers: vec4f, count: i32) -> vec4f { return select(vec4f(), numbers, vec4i(0, 1, 2, 3) < vec4i(count)); }

fn four_of_q(at: u32) -> vec4f { return vec4f(q[at], q[at + 1], q[at + 2], q[at + 3]); }
fn four_of_k(at: u32) -> vec4f { return vec4f(k[at], k[at + 1], k[at + 2], k[at + 3]); }
fn four_of_v(at: u32) -> vec4f { return vec4f(v[at], v[at + 1], v[at + 2], v[at + 3]); }
