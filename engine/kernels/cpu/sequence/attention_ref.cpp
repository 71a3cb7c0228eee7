#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

/// One query of one head: where it stands in q, and what it sees.
struct Query {
  std::int64_t sequence, head, index;
  std::int64_t keys;  ///< that it sees: the first so many
};

template <typename Body>
void for_each_query(const AttentionArguments& a, const Tensor& lengths, const Body& body) {
  for (std::int64_t sequence = 0; sequence < a.n; ++sequence) {
    const std::int64_t length = lengths.defined() ? lengths.indices()[sequence] : a.keys;
    for (std::int64_t head = 0; head < a.heads; ++head) {
      for (std::int64_t i = 0; i < a.queries; ++i) {
        const std::int64_t past = a.causal ? a.keys - a.queries + i + 1 : a.keys;
        body(Query{sequence, head, i, std::min(length, past)});
      }
    }
  }
}

/// Row `row` of a head in x [n, rows, heads depth].
float* row_of(const AttentionArguments& a, const Tensor& x, std::int64_t rows, const Query& query, std::int64_t row) {
  return x.data() + ((query.sequence * rows + row) * a.heads + query.head) * a.depth;
}

double product(std::int64_t n, const float* x, const float* y) {
  double sum = 0.0;
  for (std::int64_t i = 0; i < n; ++i) sum += static_cast<double>(x[i]) * y[i];
  return sum;
}

float* log_sum_of(const AttentionArguments& a, const Tensor& log_sums, const Query& query) {
  return log_sums.data() + (query.sequence * a.heads + query.head) * a.queries + query.index;
}

// s_j = q k_j / sqrt(depth), p_j = exp(s_j - log sum_j exp s_j), y = sum_j p_j v_j
void attention_ref(const AttentionArguments& a, const Tensor& q, const Tensor& k, const Tensor& v,
                   const Tensor& lengths, Tensor& y, Tensor& log_sums) {
  const double scale = 1.0 / std::sqrt(static_cast<double>(a.depth));
  for_each_query(a, lengths, [&](const Query& query) {
    std::vector<double> scores;
    double greatest = -std::numeric_limits<double>::infinity(), total = 0.0;
    for (std::int64_t j = 0; j < query.keys; ++j) {
      const float* key = row_of(a, k, a.key_rows, query, j);
      scores.push_back(scale * product(a.depth, row_of(a, q, a.queries, query, query.index), key));
      greatest = std::max(greatest, scores.back());
    }
    for (double score : scores) total += std::exp(score - greatest);
    const double log_sum = greatest + std::log(total);
    for (std::int64_t d = 0; d < a.depth; ++d) {
      double sum = 0.0;
      for (std::int64_t j = 0; j < query.keys; ++j) {
        sum += std::exp(scores[static_cast<std::size_t>(j)] - log_sum) * row_of(a, v, a.key_rows, query, j)[d];
      }
      row_of(a, y, a.queries, query, query.index)[d] = static_cast<float>(sum);
    }
    *log_sum_of(a, log_sums, query) = static_cast<float>(log_sum);
  });
}

// dp_j = dy v_j and ds_j = p_j (dp_j - sum_i p_i dp_i) with that sum = dy y; so dv_j = sum p_j dy over the queries,
// dk_j = sum ds_j q / sqrt(depth), and dq = sum_j ds_j k_j / sqrt(depth).
void attention_gradient_ref(const AttentionArguments& a, const Tensor& q, const Tensor& k, const Tensor& v,
                            const Tensor& lengths, const Tensor& y, const Tensor& log_sums, const Tensor& dy,
                            Tensor& dq, Tensor& dk, Tensor& dv) {
  const double scale = 1.0 / std::sqrt(static_cast<double>(a.depth));
  const auto width = static_cast<std::size_t>(a.heads * a.depth);
  std::vector<double> dq_sums(static_cast<std::size_t>(a.n * a.queries) * width),
      dk_sums(static_cast<std::size_t>(a.n * a.keys) * width), dv_sums(dk_sums.size());
  for_each_query(a, lengths, [&](const Query& query) {
    const float *from = row_of(a, q, a.queries, query, query.index),
                *upper = row_of(a, dy, a.queries, query, query.index);
    const double inner = product(a.depth, upper, row_of(a, y, a.queries, query, query.index));
    double* dq_row = dq_sums.data() + (from - q.data());
    for (std::int64_t j = 0; j < query.keys; ++j) {
      const float *key = row_of(a, k, a.keys, query, j), *value = row_of(a, v, a.keys, query, j);
      double *dk_row = dk_sums.data() + (key - k.data()), *dv_row = dv_sums.data() + (value - v.data());
      const double p = std::exp(scale * product(a.depth, from, key) - *log_sum_of(a, log_sums, query));
      const double ds = p * (product(a.depth, upper, value) - inner);
      for (std::int64_t d = 0; d < a.depth; ++d) {
        dq_row[d] += ds * key[d] * scale;
        dk_row[d] += ds * from[d] * scale;
        dv_row[d] += p * upper[d];
      }
    }
  });
  const auto rounded = [](double sum) { return static_cast<float>(sum); };
  std::ranges::transform(dq_sums, dq.data(), rounded);
  std::ranges::transform(dk_sums, dk.data(), rounded);
  std::ranges::transform(dv_sums, dv.data(), rounded);
}

}  // namespace

const RegisterKernel registered_attention_ref(Device::reference, &Kernels::attention, attention_ref);
const RegisterKernel registered_attention_gradient_ref(Device::reference, &Kernels::attention_gradient,
                                                       attention_gradient_ref);

}  // namespace gradlab
