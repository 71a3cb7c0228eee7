// From dy: p = exp(q k^T / sqrt(depth) - log sum) once more, dp = dy v^T, ds = p (dp - y dy), then dv = p^T dy,
// dk = ds^T q / sqrt(depth) and dq = ds k / sqrt(depth). Tiles of 32 queries and 16 keys, in blocks of 4 x 4:
// invocation (x, y) has the y-th four queries and the x-th four keys.
// use attention_blocks

const most_chunks = 2u;  // of a gradient that one workgroup makes; further ones are another workgroup's
@group(0) @binding(5) var<storage, read> dy: array<f32>;       // [n, queries, heads depth]
@group(0) @binding(6) var<storage, read> sums: array<f32>;     // [n, heads, queries, 2]: log sum and y dy
@group(0) @binding(7) var<storage, read_write> dq: array<f32>;
@group(0) @binding(7) var<storage, read_write> dk: array<f32>;
@group(0) @binding(8) var<storage, read_write> dv: array<f32>;

// What the workgroup keeps, in vec4f: a chunk of q and dy and one of k and v, then p and ds in their place.
const kept_q = 0u;
const kept_dy = 256u;
const kept_k = 512u;
const kept_v = 640u;
var<workgroup> kept: array<vec4f, 768>;

// Of p and ds, a block of four queries and four keys.
fn square(tile: u32, query_block: u32, key_block: u32) -> mat4x4f {
  let at = tile + query_block * 4 + key_block;
  return mat4x4f(kept[at], kept[at + 32], kept[at + 64], kept[at + 96]);
}
fn keep_square(tile: u32, thread: u32, m: mat4x4f) {
  for (var i = 0u; i < 4; i++) { kept[tile + i * 32 + thread] = m[i]; }
}

fn four_of_dy(at: u32) -> vec4f { return vec4f(dy[at], dy[at + 1], dy[at + 2], dy[at + 3]); }

// 32 queries and 16 keys of one sequence's head.
struct Tile { pair: u32, first_query: u32, first_key: u32, length: u32 }

// Row 0 of the tile's queries or keys in [n, rows, heads depth].
fn begin(tile: Tile, rows: u32, first: u32) -> u32 {
  let row = tile.pair / arguments.heads * rows + first;
  return (row * arguments.heads + tile.pair % arguments.heads) * arguments.depth;
}

// A chunk of all four; nothing else may be going on in the workgroup.
fn load(tile: Tile, chunk: u32, thread: u32) {
  workgroupBarrier();
  let width = arguments.heads * arguments.depth;
  for (var i = thread; i < 256; i += 32) {
    let row = i / 8;
    let d = 32 * chunk + 4 * (i % 8);
    let count = select(0, i32(arguments.depth) - i32(d), tile.first_query + row < arguments.queries);
    let at = begin(tile, arguments.queries, tile.first_query) + row * width + d;
    let to = place(row % 4, 8, row / 4, i % 8);
    kept[kept_q + to] = first_of(four_of_q(arguments.offsets[0].x + at), count) * arguments.scale;
    kept[kept_dy + to] = first_of(four_of_dy(arguments.offsets[1].x + at), count);
  }
  for (var i = thread; i < 128; i += 32) {
    let row = i / 8;
    let d = 32 * chunk + 4 * (i % 8);
    let count = select(0, i32(arguments.depth) - i32(d), tile.first_key + row < tile.length);
    let at = begin(tile, arguments.keys, tile.first_key) + row * width + d;
    let to = place(row % 4, 4, row / 4, i % 8);
    kept[kept_k + to] = first_of(four_of_k(arguments.offsets[0].y + at), count);
    kept[kept_v + to] = first_of(four_of_v(arguments.offsets[0].z + at), count);
  }
  workgroupBarrier();
}

fn depth_blocks(chunk: u32) -> u32 { return min(8, (arguments.depth - 32 * chunk + 3) / 4); }

// p and ds of an invocation's block, a column for a key.
struct Scores { p: mat4x4f, ds: mat4x4f }
fn scores_of(tile: Tile, local: vec2u) -> Scores {
  var s = mat4x4f();
  var dp = mat4x4f();
  for (var chunk = 0u; chunk < chunks; chunk++) {
    load(tile, chunk, local.y * 4 + local.x);
    for (var d = 0u; d < depth_blocks(chunk); d++) {
      s += transpose(block(kept_q, 8, local.y, d)) * block(kept_k, 4, local.x, d);
      dp += transpose(block(kept_dy, 8, local.y, d)) * block(kept_v, 4, local.x, d);
    }
  }
  let queries = tile.first_query + 4 * local.y + vec4u(0, 1, 2, 3);
  let past = arguments.keys - arguments.queries;  // keys before the first query's
  var seen = select(vec4u(tile.length), min(vec4u(tile.length), past + queries + 1), arguments.causal != 0);
  seen = select(vec4u(), seen, queries < vec4u(arguments.queries));
  let at = arguments.offsets[1].y + 2 * (tile.pair * arguments.queries + min(queries, vec4u(arguments.queries - 1)));
  let log_sum = vec4f(sums[at.x], sums[at.y], sums[at.z], sums[at.w]);
  let inner = vec4f(sums[at.x + 1], sums[at.y + 1], sums[at.z + 1], sums[at.w + 1]);
  var both = Scores();
  for (var j = 0u; j < 4; j++) {
    let p = select(vec4f(), exp(s[j] - log_sum), vec4u(tile.first_key + 4 * local.x + j) < seen);
    both.p[j] = p;
    both.ds[j] = p * (dp[j] - inner);
  }
  return both;
}

fn length_of(pair: u32) -> u32 {
  if (arguments.has_lengths == 0) { return arguments.keys; }
  return min(arguments.keys, u32(lengths[arguments.offsets[0].w + pair / arguments.heads]));
}

fn queries_backwards(pair: u32, first_query: u32, first_chunk: u32, local: vec2u) {
  let thread = local.y * 4 + local.x;
  let length = length_of(pair);
  let last_query = min(first_query + 32, arguments.queries);
  let end = select(length, min(length, arguments.keys - arguments.queries + last_query), arguments.causal != 0);
  let last_chunk = min(first_chunk + most_chunks, chunks);
  var all: array<mat4x4f, 4>;  // dq: depth blocks x and x + 4 of each chunk, a column for a query
  for (var first_key = 0u; first_key < end; first_key += 16) {
    let tile = Tile(pair, first_query, first_key, length);
    let ds = transpose(scores_of(tile, local).ds);
    for (var chunk = first_chunk; chunk < last_chunk; chunk++) {
      if (chunks > 1) { load(tile, chunk, thread); }
      workgroupBarrier();
      keep_square(kept_v, thread, ds);
      workgroupBarrier();
      for (var half = 0u; half < 2; half++) {
        let d = 4 * half + local.x;
        if (d >= depth_blocks(chunk)) { continue; }
        var sum = all[2 * (chunk - first_chunk) + half];
        for (var j = 0u; j < 4; j++) { sum += block(kept_k, 4, j, d) * square(kept_v, local.y, j); }
        all[2 * (chunk - first_chunk) + half] = sum;
      }
    }
  }
  for (var i = 0u; i < 4 && first_query + 4 * local.y + i < arguments.queries; i++) {
    let tile = Tile(pair, first_query + 4 * local.y + i, 0, length);
    let at = arguments.offsets[1].z + begin(tile, arguments.queries, tile.first_query);
    for (var chunk = first_chunk; chunk < last_chunk; chunk++) {
      for (var half = 0u; half < 2; half++) {
        let row = all[2 * (chunk - first_chunk) + half][i] * arguments.scale;
        for (var j = 0u; j < 4; j++) {
          let d = 32 * chunk + 16 * half + 4 * local.x + j;
          if (d < arguments.depth) { dq[at + d] = row[j]; }
        }
      }
    }
  }
}

@compute @workgroup_size(4, 8)
fn query_gradient(@builtin(local_invocation_id) local: vec3u, @builtin(workgroup_id) group: vec3u,
                  @builtin(num_workgroups) groups: vec3u) {
  for (var pair = group.y; pair < arguments.n * arguments.heads; pair += groups.y) {
    queries_backwards(pair, 32 * group.x, most_chunks * group.z, local.xy);
  }
}

fn keys_backwards(pair: u32, first_key: u32, first_chunk: u32, local: vec2u) {
  let thread = local.y * 4 + local.x;
  let length = length_of(pair);
  let last_chunk = min(first_chunk + most_chunks, chunks);
  // Each invocation has a block of four keys and four depths of each chunk, a column for a key.
  let key_block = thread / 8;
  let depth_block = thread % 8;
  var all_dk: array<mat4x4f, 2>;
  var all_dv: array<mat4x4f, 2>;
  let past = arguments.keys - arguments.queries;
  let first_query = select(0, max(first_key, past) - past, arguments.causal != 0) / 32 * 32;
  for (var query = first_query; query < arguments.queries && first_key < length; query += 32) {
    let tile = Tile(pair, query, first_key, length);
    let scores = scores_of(tile, local);
    for (var chunk = first_chunk; chunk < last_chunk; chunk++) {
      if (chunks > 1) { load(tile, chunk, thread); }
      workgroupBarrier();
      keep_square(kept_k, thread, scores.p);
      keep_square(kept_v, thread, scores.ds);
      workgroupBarrier();
      var sum_k = all_dk[chunk - first_chunk];
      var sum_v = all_dv[chunk - first_chunk];
      for (var j = 0u; j < 8; j++) {
        sum_k += block(kept_q, 8, j, depth_block) * square(kept_v, j, key_block);
        sum_v += block(kept_dy, 8, j, depth_block) * square(kept_k, j, key_block);
      }
      all_dk[chunk - first_chunk] = sum_k;
      all_dv[chunk - first_chunk] = sum_v;
    }
  }
  for (var i = 0u; i < 4 && first_key + 4 * key_block + i < arguments.keys; i++) {
    let tile = Tile(pair, 0, first_key + 4 * key_block + i, length);
    let at = begin(tile, arguments.keys, tile.first_key);
    for (var chunk = first_chunk; chunk < last_chunk; chunk++) {
      for (var j = 0u; j < 4; j++) {
        let d = 32 * chunk + 4 * depth_block + j;
        if (d >= arguments.depth) { continue; }
        dk[arguments.offsets[1].z + at + d] = all_dk[chunk - first_chunk][i][j];
        dv[arguments.offsets[1].w + at + d] = all_dv[chunk - first_chunk][i][j];
      }
    }
  }
}

@compute @workgroup_size(4, 8)
fn key_gradient(@builtin(local_invocation_id) local: vec3u, @builtin(workgroup_id) group: vec3u,
                @builtin(num_workgroups) groups: vec3u) {
  for (var pair = group.y; pair < arguments.n * arguments.heads; pair += groups.y) {
    keys_backwards(pair, 16 * group.x, most_chunks * group.z, local.xy);
  }
}
