#include "engine/kernels/cpu/sequence/attention_block.h"
#include "engine/kernels/cpu/vector/fold.h"
#include "engine/kernels/cpu/vector/functions.h"

namespace gradlab {

namespace {

// Queries whose probabilities are kept at once, [keys, group_row]: the sums over queries are as long as that. The row
// is longer, lest all rows share a few sets of the cache.
constexpr std::int64_t group_queries = 64;
constexpr int group_row = group_queries + 16;
static_assert(group_queries % tile_columns == 0);

/// The sequences' heads one by one, each in the same room.
struct Backward {
  const AttentionArguments& a;
  const Tensor& lengths;
  const float *q, *k, *v, *y, *log_sums, *dy;
  float *dq, *dk, *dv;
  float scale = 1.0f / std::sqrt(static_cast<float>(a.depth));

  struct Room {
    float *keys, *values;    ///< panels [keys, depth]
    float *queries, *upper;  ///< of a block, [depth, tile_columns]; upper is dy
    float* sums;             ///< [depth, tile_columns]
    float *p, *ds;           ///< [keys, group_row]
  };

  void head(std::int64_t number) const {
    const AttentionHead head(a, lengths, number);
    Room room;
    room.keys = attention_room(head.keys * 2 * (a.depth + group_row) + 3 * tile_columns * a.depth);
    room.values = room.keys + head.keys * a.depth;
    room.p = room.values + head.keys * a.depth;
    room.ds = room.p + head.keys * group_row;
    room.queries = room.ds + head.keys * group_row;
    room.upper = room.queries + tile_columns * a.depth;
    room.sums = room.upper + tile_columns * a.depth;
    pack_rows({k + head.first_key, head.width, 1}, head.keys, a.depth, room.keys);
    pack_rows({v + head.first_key, head.width, 1}, head.keys, a.depth, room.values);
    for (std::int64_t key = 0; key < a.keys; ++key) {
      std::fill_n(dk + head.first_key + key * head.width, a.depth, 0.0f);
      std::fill_n(dv + head.first_key + key * head.width, a.depth, 0.0f);
    }
    for (std::int64_t first = 0; first < a.queries; first += group_queries) {
      const std::int64_t last = std::min(a.queries, first + group_queries);
      for (std::int64_t i = first; i < last; i += tile_columns) {
        block(head, room, QueryBlock(a, head, i), log_sums + number * a.queries, i - first);
      }
      sum_over_queries(head, room, first, last);
    }
  }

  /// p, ds and dq of one block of queries, whose columns begin at `column` of its group.
  void block(const AttentionHead& head, const Room& room, const QueryBlock& block, const float* log_sum,
             std::int64_t column) const {
    const std::int64_t place = head.first_query + block.first * head.width;
    float *const p = room.p + column, *const ds = room.ds + column;
    interleave(q + place, head.width, block.count, a.depth, room.queries, tile_columns);
    interleave(dy + place, head.width, block.count, a.depth, room.upper, tile_columns);
    multiply_with_keys(block, a.depth, room.keys, room.queries, p, group_row);
    multiply_with_keys(block, a.depth, room.values, room.upper, ds, group_row);
    alignas(buffer_alignment) std::array<float, tile_columns> inner{}, shift{};
    for (std::int64_t i = 0; i < block.count; ++i) {
      inner[i] = dot(dy + place + i * head.width, y + place + i * head.width, a.depth);
      shift[i] = -log_sum[block.first + i];
    }
    for (int j = 0; j < tile_vectors; ++j) {
      softmax_column(block, j, Vector::load_aligned(shift.data() + j * vector_size),
                     Vector::load_aligned(inner.data() + j * vector_size), p, ds);
    }
    sum_over_keys(block, a.depth, k + head.first_key, head.width, ds, group_row, room.sums);
    interleave(room.sums, tile_columns, a.depth, block.count, dq + place, head.width);
  }

  /// Scores become p, and dp becomes ds / sqrt(depth) with ds = p (dp - inner).
  void softmax_column(const QueryBlock& block, int j, Vector shift, Vector inner, float* p, float* ds) const {
    for (std::int64_t key = 0; key < block.keys; ++key) {
      float *const p_place = p + key * group_row + j * vector_size, *const ds_place =
                                                                        ds + key * group_row + j * vector_size;
      Vector probability = vector_exp(multiply_add(Vector::load_unaligned(p_place), Vector(scale), shift));
      if (key > block.diagonal) probability = block.masked(key, j, probability, 0.0f);
      probability.store_unaligned(p_place);
      ((Vector::load_unaligned(ds_place) - inner) * (probability * Vector(scale))).store_unaligned(ds_place);
    }
  }

  /// dv += p dy and dk += ds q over the queries of a group.
  void sum_over_queries(const AttentionHead& head, const Room& room, std::int64_t first, std::int64_t last) const {
    const std::int64_t keys = QueryBlock(a, head, (last - 1) / tile_columns * tile_columns).keys;
    for (std::int64_t key = 0; key < keys; key += tile_rows) {
      const auto product = tile_product_of<group_row>(std::min<std::int64_t>(tile_rows, keys - key));
      const std::int64_t behind = a.causal ? key - (a.keys - a.queries) - first : 0;  // queries that do not see it
      const std::int64_t skipped = std::max<std::int64_t>(0, behind / tile_columns * tile_columns);
      const std::int64_t count = last - first - skipped, weights = key * group_row + skipped;
      const std::int64_t from = head.first_query + (first + skipped) * head.width,
                         to = head.first_key + key * head.width;
      for (std::int64_t d = 0; d < a.depth; d += tile_columns) {
        product(count, room.p + weights, 1, dy + from + d, head.width, dv + to + d, head.width, a.depth - d, true);
        product(count, room.ds + weights, 1, q + from + d, head.width, dk + to + d, head.width, a.depth - d, true);
      }
    }
  }
};

// The probabilities are made again from the logarithms of their sums, for a group of queries at a time, in blocks as in
// the forward pass; the formulas stand at the reference kernel.
void attention_gradient_simd(const AttentionArguments& a, const Tensor& q, const Tensor& k, const Tensor& v,
                             const Tensor& lengths, const Tensor& y, const Tensor& log_sums, const Tensor& dy,
                             Tensor& dq, Tensor& dk, Tensor& dv) {
  const Backward backward{a,         lengths,   q.data(),  k.data(), v.data(), y.data(), log_sums.data(),
                          dy.data(), dq.data(), dk.data(), dv.data()};
  for_each_head(a, [&](std::int64_t number) { backward.head(number); });
}

}  // namespace

const RegisterKernel registered_attention_gradient_simd(Device::cpu, &Kernels::attention_gradient,
                                                        attention_gradient_simd);

}  // namespace gradlab
