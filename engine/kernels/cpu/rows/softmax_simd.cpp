#include <algorithm>
#include <limits>

#include "engine/kernels/cpu/rows/softmax_rows.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

/// Rows of n numbers that are worth waking a thread for.
std::int64_t rows_at_once(std::int64_t n) {
  constexpr std::int64_t grain = 1 << 13;
  return std::max<std::int64_t>(1, grain / std::max<std::int64_t>(1, n));
}

/// body(offset of the row) for all rows of n numbers.
template <typename Body>
void for_each_row(std::int64_t rows, std::int64_t n, const Body& body) {
  parallel_for(rows, rows_at_once(n), [&](std::int64_t first, std::int64_t last) {
    for (std::int64_t row = first; row < last; ++row) body(row * n);
  });
}

void softmax_simd(bool logarithm, std::int64_t rows, std::int64_t n, const Tensor& x, Tensor& y) {
  const float* x_data = x.data();
  float* y_data = y.data();
  if (!logarithm) {
    return parallel_for(rows, rows_at_once(n), [=](std::int64_t first, std::int64_t last) {
      softmax_rows(x_data + first * n, last - first, n, y_data + first * n, [](std::int64_t, const RowTotals&) {});
    });
  }
  for_each_row(rows, n, [=](std::int64_t offset) {
    const float* from = x_data + offset;
    float* to = y_data + offset;
    const Vector shift(fold<MaxFold>(from, n));
    Vector total(0.0f);
    for_each_vector(
        0, n, [&](Place at) { total += vector_exp(at.load(from, -std::numeric_limits<float>::infinity()) - shift); });
    const Vector log_total(std::log(across<SumFold>(total)));
    for_each_vector(0, n, [&](Place at) { at.store(to, at.load(from) - shift - log_total); });
  });
}

void softmax_gradient_simd(bool logarithm, std::int64_t rows, std::int64_t n, const Tensor& y, const Tensor& dy,
                           Tensor& dx) {
  const float *y_data = y.data(), *dy_data = dy.data();
  float* dx_data = dx.data();
  for_each_row(rows, n, [&](std::int64_t offset) {
    const float *value = y_data + offset, *upper = dy_data + offset;
    float* to = dx_data + offset;
    if (logarithm) {
      const Vector total(fold<SumFold>(upper, n));
      for_each_vector(0, n, [&](Place at) { at.store(to, at.load(upper) - vector_exp(at.load(value)) * total); });
    } else {
      Vector products(0.0f);
      for_each_vector(0, n,
                      [&](Place at) { products = multiply_add(at.load(value, 0.0f), at.load(upper, 0.0f), products); });
      const Vector total(across<SumFold>(products));
      for_each_vector(0, n, [&](Place at) { at.store(to, at.load(value) * (at.load(upper) - total)); });
    }
  });
}

}  // namespace

const RegisterKernel registered_softmax_simd(Device::cpu, &Kernels::softmax, softmax_simd);
const RegisterKernel registered_softmax_gradient_simd(Device::cpu, &Kernels::softmax_gradient, softmax_gradient_simd);

}  // namespace gradlab
