// y = softmax(q k^T / sqrt(depth)) v of each head, without ever holding all scores: 32 queries to a workgroup go over
// the keys by sixteens, and what is summed up so far is shrunk whenever a greater score comes (Dao et al. 2022).
// Numbers are worked on in blocks of 4 x 4: invocation (x, y) has the scores of the y-th four queries and the x-th four
// keys.
// use attention_blocks

const most_chunks = 4u;  // of y that one workgroup makes; further ones are another workgroup's
@group(0) @binding(5) var<storage, read_write> y: array<f32>;  // [n, queries, heads depth]
@group(0) @binding(6) var<storage, read_write> log_sums: array<f32>;  // [n, heads, queries]

// What the workgroup keeps, in vec4f: a chunk of the queries, one of the keys or values, the probabilities, and a
// number for each query and invocation.
const kept_queries = 0u;
const kept_keys = 256u;
const kept_probabilities = 384u;
const kept_numbers = 512u;
var<workgroup> kept: array<vec4f, 544>;

fn scaled(m: mat4x4f, by: vec4f) -> mat4x4f { return mat4x4f(m[0] * by.x, m[1] * by.y, m[2] * by.z, m[3] * by.w); }

fn attend(pair: u32, first_query: u32, first_chunk: u32, local: vec2u) {
  let thread = local.y * 4 + local.x;
  let sequence = pair / arguments.heads;
  let width = arguments.heads * arguments.depth;
  let column = pair % arguments.heads * arguments.depth;
  let query_rows = sequence * arguments.queries + first_query;
  let key_rows = sequence * arguments.key_rows;
  let rows = min(32, arguments.queries - first_query);
  let queries = first_query + 4 * local.y + vec4u(0, 1, 2, 3);
  let busy = 4 * local.y < rows;

  var length = arguments.keys;
  if (arguments.has_lengths != 0) { length = min(length, u32(lengths[arguments.offsets[0].w + sequence])); }
  let past = arguments.keys - arguments.queries;  // keys before the first query's
  let seen = select(vec4u(length), min(vec4u(length), past + queries + 1), arguments.causal != 0);
  let end = select(length, min(length, past + first_query + rows), arguments.causal != 0);

  let last_chunk = min(first_chunk + most_chunks, chunks);
  var top = vec4f(-3e38);   // greatest score of each query
  var total = vec4f();      // of exp(score - top), over this invocation's keys
  var sums: array<mat4x4f, 8>;  // of probabilities times values: depth blocks x and x + 4 of each chunk
  for (var first_key = 0u; first_key < end; first_key += 16) {
    var scores = mat4x4f();  // a column for a key
    for (var chunk = 0u; chunk < chunks; chunk++) {
      workgroupBarrier();
      for (var i = thread; i < 256 && (first_key == 0 || chunks > 1); i += 32) {
        let row = i / 8;
        let d = 32 * chunk + 4 * (i % 8);
        let count = select(0, i32(arguments.depth) - i32(d), row < rows);
        let at = arguments.offsets[0].x + (query_rows + row) * width + column + d;
        kept[kept_queries + place(row % 4, 8, row / 4, i % 8)] = first_of(four_of_q(at), count) * arguments.scale;
      }
      for (var i = thread; i < 128; i += 32) {
        let row = i / 8;
        let d = 32 * chunk + 4 * (i % 8);
        let count = select(0, i32(arguments.depth) - i32(d), first_key + row < end);
        let at = arguments.offsets[0].y + (key_rows + first_key + row) * width + column + d;
        kept[kept_keys + place(row % 4, 4, row / 4, i % 8)] = first_of(four_of_k(at), count);
      }
      workgroupBarrier();
      for (var d = 0u; d < 8 && busy && 32 * chunk + 4 * d < arguments.depth; d++) {
        scores += transpose(block(kept_queries, 8, local.y, d)) * block(kept_keys, 4, local.x, d);
      }
    }
    let key = first_key + 4 * local.x;
    for (var j = 0u; j < 4; j++) { scores[j] = select(vec4f(-3e38), scores[j], vec4u(key + j) < seen); }
    kept[kept_numbers + thread] = max(max(scores[0], scores[1]), max(scores[2], scores[3]));
    workgroupBarrier();
    var new_top = top;
    for (var i = 0u; i < 4; i++) { new_top = max(new_top, kept[kept_numbers + local.y * 4 + i]); }
    let shrunk = exp(top - new_top);
    top = new_top;
    let p = mat4x4f(exp(scores[0] - top), exp(scores[1] - top), exp(scores[2] - top), exp(scores[3] - top));
    total = total * shrunk + (p[0] + p[1] + p[2] + p[3]);
    let rows_of_p = transpose(p);
    for (var i = 0u; i < 4; i++) { kept[kept_probabilities + i * 32 + thread] = rows_of_p[i]; }
    for (var chunk = first_chunk; chunk < last_chunk; chunk++) {
      if (chunk > first_chunk) { workgroupBarrier(); }
      for (var i = thread; i < 128; i += 32) {
        let row = i / 8;
        let d = 32 * chunk + 4 * (i % 8);
        let count = select(0, i32(arguments.depth) - i32(d), first_key + row < end);
        let at = arguments.offsets[0].z + (key_rows + first_key + row) * width + column + d;
        kept[kept_keys + place(row % 4, 4, row / 4, i % 8)] = first_of(four_of_v(at), count);
      }
      workgroupBarrier();
      for (var half = 0u; half < 2; half++) {
        let d = 4 * half + local.x;
        if (!busy || 32 * chunk + 4 * d >= arguments.depth) { continue; }
        var sum = scaled(sums[2 * (chunk - first_chunk) + half], shrunk);  // a column for a query
        for (var j = 0u; j < 4; j++) {
          let at = kept_probabilities + local.y * 4 + j;
          sum += block(kept_keys, 4, j, d) * mat4x4f(kept[at], kept[at + 32], kept[at + 64], kept[at + 96]);
        }
        sums[2 * (chunk - first_chunk) + half] = sum;
      }
    }
  }
  workgroupBarrier();
  kept[kept_numbers + thread] = total;
  workgroupBarrier();
  let first = kept_numbers + local.y * 4;
  total = kept[first] + kept[first + 1] + kept[first + 2] + kept[first + 3];
  for (var i = 0u; i < 4 && 4 * local.y + i < rows; i++) {
    if (local.x == 0 && first_chunk == 0) {
      log_sums[arguments.offsets[1].y + pair * arguments.queries + queries[i]] = top[i] + log(total[i]);
    }
    let at = arguments.offsets[1].x + (query_rows + 4 * local.y + i) * width + column;
    for (var chunk = first_chunk; chunk < last_chunk; chunk++) {
      for (var half = 0u; half < 2; half++) {
        let row = sums[2 * (chunk - first_chunk) + half][i] / total[i];
        for (var j = 0u; j < 4; j++) {
          let d = 32 * chunk + 16 * half + 4 * local.x + j;
          if (d < arguments.depth) { y[at + d] = row[j]; }
        }
      }
    }
  }
  workgroupBarrier();
}

@compute @workgroup_size(4, 8)
fn main(@builtin(local_invocation_id) local: vec3u, @builtin(workgroup_id) group: vec3u,
        @builtin(num_workgroups) groups: vec3u) {
  for (var pair = group.y; pair < arguments.n * arguments.heads; pair += groups.y) {
    attend(pair, 32 * group.x, most_chunks * group.z, local.xy);
  }
}
