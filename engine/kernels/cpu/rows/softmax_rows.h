// Rows of softmax: shared by softmax and cross_entropy.
#pragma once

#include "engine/kernels/cpu/vector/fold.h"
#include "engine/kernels/cpu/vector/functions.h"
#include "engine/kernels/cpu/vector/simd.h"

namespace gradlab {

struct RowTotals {
  float greatest;  ///< max_i x_i, NaN if one is
  float sum;       ///< sum_i exp(x_i - greatest)
};

/// y [n] = exp(x - greatest), not yet divided by its sum; y may be x.
inline RowTotals exponentials(const float* x, std::int64_t n, float* y) {
  const float greatest = fold<MaxFold>(x, n);
  const Vector shift(greatest);
  for_each_vector(0, n, [&](Place at) { at.store(y, vector_exp(at.load(x) - shift)); });
  return {greatest, fold<SumFold>(y, n)};
}

/// The same of `rows` rows of no more numbers than a vector has, divided by their sums: rows lie side by side in lanes,
/// and each sum is added up in the order in which exponentials() does.
inline void narrow_softmax(const float* x, std::int64_t rows, std::int64_t n, float* y, RowTotals* totals) {
  alignas(buffer_alignment) float columns[vector_size][vector_size] = {}, greatest[vector_size], sums[vector_size];
  for (std::int64_t row = 0; row < rows; ++row) {
    for (std::int64_t j = 0; j < n; ++j) columns[j][row] = x[row * n + j];
  }
  Vector most = Vector::load_aligned(columns[0]), sum(0.0f);
  for (std::int64_t j = 1; j < n; ++j) most = MaxFold::join(most, Vector::load_aligned(columns[j]));
  for (std::int64_t j = 0; j < n; ++j) {
    const Vector value = vector_exp(Vector::load_aligned(columns[j]) - most);
    value.store_aligned(columns[j]);
    sum += value;
  }
  const Vector factor = Vector(1.0f) / sum;
  for (std::int64_t j = 0; j < n; ++j) (Vector::load_aligned(columns[j]) * factor).store_aligned(columns[j]);
  most.store_aligned(greatest);
  sum.store_aligned(sums);
  for (std::int64_t row = 0; row < rows; ++row) {
    for (std::int64_t j = 0; j < n; ++j) y[row * n + j] = columns[j][row];
    totals[row] = {greatest[row], sums[row]};
  }
}

/// y [rows, n] = softmax of each row of x; totals(row, RowTotals) is told of each.
template <typename Totals>
void softmax_rows(const float* x, std::int64_t rows, std::int64_t n, float* y, const Totals& totals) {
  if (n > vector_size) {
    for (std::int64_t row = 0; row < rows; ++row) {
      float* to = y + row * n;
      const RowTotals own = exponentials(x + row * n, n, to);
      for_each_vector(0, n, [&, factor = Vector(1.0f / own.sum)](Place at) { at.store(to, at.load(to) * factor); });
      totals(row, own);
    }
    return;
  }
  for (std::int64_t first = 0; first < rows; first += vector_size) {
    RowTotals own[vector_size];
    const std::int64_t some = std::min(vector_size, rows - first);
    narrow_softmax(x + first * n, some, n, y + first * n, own);
    for (std::int64_t row = 0; row < some; ++row) totals(first + row, own[row]);
  }
}

}  // namespace gradlab
