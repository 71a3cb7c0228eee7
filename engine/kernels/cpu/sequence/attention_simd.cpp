#include "engine/kernels/cpu/rows/softmax_rows.h"
#include "engine/kernels/cpu/sequence/attention_block.h"

namespace gradlab {

namespace {

/// What a softmax down the rows was divided by, as factor and logarithm.
struct ColumnTotals {
  Lanes inverse_sum, log_sum;
};

/// scores [keys, tile_columns] become exp(scale score - the greatest of the column); what is masked becomes 0.
ColumnTotals column_exponentials(const QueryBlock& block, float scale, float* scores) {
  constexpr float hidden = -std::numeric_limits<float>::infinity();
  ColumnTotals totals;
  for (int j = 0; j < tile_vectors; ++j) {
    float* const column = scores + j * vector_size;
    Vector greatest(hidden), sum(0.0f);
    const std::int64_t open = std::min(block.keys, block.diagonal + 1);  // keys that every query sees
    for (std::int64_t key = 0; key < open; ++key) {
      greatest = xsimd::max(greatest, Vector::load_unaligned(column + key * tile_columns));
    }
    for (std::int64_t key = open; key < block.keys; ++key) {
      float* const place = column + key * tile_columns;
      const Vector score = block.masked(key, j, Vector::load_unaligned(place), hidden);
      score.store_unaligned(place);
      greatest = xsimd::max(greatest, score);
    }
    const Vector shift = greatest * Vector(-scale);
    for (std::int64_t key = 0; key < block.keys; ++key) {
      float* const place = column + key * tile_columns;
      const Vector p = vector_exp(multiply_add(Vector::load_unaligned(place), Vector(scale), shift));
      p.store_unaligned(place);
      sum += p;
    }
    totals.inverse_sum[j] = Vector(1.0f) / sum;
    totals.log_sum[j] = xsimd::log(sum) - shift;
  }
  return totals;
}

/// The sequences' heads one by one, each in the same room.
struct Forward {
  const AttentionArguments& a;
  const Tensor& lengths;
  const float *q, *k, *v;
  float *y, *log_sums;
  float scale = 1.0f / std::sqrt(static_cast<float>(a.depth));

  void head(std::int64_t number) const {
    const AttentionHead head(a, lengths, number);
    if (a.queries == 1) return one_query(head, log_sums + number);
    float* const panels = attention_room((head.keys + 2 * tile_columns) * a.depth + head.keys * tile_columns);
    float* const queries = panels + head.keys * a.depth;
    float* const sums = queries + tile_columns * a.depth;
    float* const scores = sums + tile_columns * a.depth;
    pack_rows({k + head.first_key, head.width, 1}, head.keys, a.depth, panels);
    for (std::int64_t i = 0; i < a.queries; i += tile_columns) {
      const QueryBlock block(a, head, i);
      const std::int64_t place = head.first_query + i * head.width;
      interleave(q + place, head.width, block.count, a.depth, queries, tile_columns);
      multiply_with_keys(block, a.depth, panels, queries, scores, tile_columns);
      const ColumnTotals totals = column_exponentials(block, scale, scores);
      sum_over_keys(block, a.depth, v + head.first_key, head.width, scores, tile_columns, sums);
      for (int j = 0; j < tile_vectors; ++j) {
        for (std::int64_t d = 0; d < a.depth; ++d) {
          float* const sum = sums + d * tile_columns + j * vector_size;
          (Vector::load_unaligned(sum) * totals.inverse_sum[j]).store_unaligned(sum);
        }
        const Place lanes{number * a.queries + i + j * vector_size, block.count - j * vector_size};
        lanes.store(log_sums, totals.log_sum[j]);
      }
      interleave(sums, tile_columns, a.depth, block.count, y + place, head.width);
    }
  }

  /// Where nothing is gained by blocks: the next token's.
  void one_query(const AttentionHead& head, float* log_sum) const {
    float* const p = attention_room(head.keys);
    const float *query = q + head.first_query, *keys = k + head.first_key, *values = v + head.first_key;
    for (std::int64_t key = 0; key < head.keys; ++key) p[key] = scale * dot(query, keys + key * head.width, a.depth);
    const RowTotals totals = exponentials(p, head.keys, p);
    const Vector factor(1.0f / totals.sum);
    for_each_vector(0, head.keys, [&](Place at) { at.store(p, at.load(p) * factor); });
    for (std::int64_t d = 0; d < a.depth; d += tile_columns) {
      tile_product<1, 1>(head.keys, p, 1, values + d, head.width, y + head.first_query + d, 0, a.depth - d, false);
    }
    *log_sum = totals.greatest + std::log(totals.sum);
  }
};

// Of each head softmax(q k^T / sqrt(depth)) v. A block of queries goes through all of it before the next, so that its
// scores stay in the first-level cache.
void attention_simd(const AttentionArguments& a, const Tensor& q, const Tensor& k, const Tensor& v,
                    const Tensor& lengths, Tensor& y, Tensor& log_sums) {
  const Forward forward{a, lengths, q.data(), k.data(), v.data(), y.data(), log_sums.data()};
  for_each_head(a, [&](std::int64_t number) { forward.head(number); });
}

}  // namespace

const RegisterKernel registered_attention_simd(Device::cpu, &Kernels::attention, attention_simd);

}  // namespace gradlab
