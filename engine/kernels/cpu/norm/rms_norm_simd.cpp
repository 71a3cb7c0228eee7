#include <algorithm>
#include <cmath>

#include "engine/kernels/cpu/vector/rows.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

constexpr std::int64_t grain = 1 << 14;  // numbers worth waking a thread for

template <typename Body>
void for_each_row(std::int64_t rows, std::int64_t n, const Body& body) {
  parallel_for(rows, std::max<std::int64_t>(1, grain / n), [&](std::int64_t first, std::int64_t last) {
    for (std::int64_t row = first; row < last; ++row) body(row);
  });
}

// y = x inverse_size scale with inverse_size = 1 / sqrt(mean x^2 + epsilon), along each row (Zhang and Sennrich 2019)
void rms_norm_simd(std::int64_t rows, std::int64_t n, float epsilon, const Tensor& x, const Tensor& scale, Tensor& y,
                   Tensor& inverse_size) {
  const float *x_data = x.data(), *factor = scale.data();
  float *y_data = y.data(), *sizes = inverse_size.data();
  for_each_row(rows, n, [=](std::int64_t row) {
    const float* from = x_data + row * n;
    const float inverse = 1.0f / std::sqrt(fold<SumSquaresFold>(from, n) / static_cast<float>(n) + epsilon);
    for_each_vector(0, n,
                    [&](Place at) { at.store(y_data + row * n, at.load(from) * Vector(inverse) * at.load(factor)); });
    sizes[row] = inverse;
  });
}

// With z = x inverse_size and g = dy scale: dscale = sum dy z down the columns, dx = inverse_size (g - z mean of g z)
// along each row.
void rms_norm_gradient_simd(std::int64_t rows, std::int64_t n, const Tensor& x, const Tensor& scale,
                            const Tensor& inverse_size, const Tensor& dy, Tensor& dx, Tensor& dscale) {
  const float *x_data = x.data(), *dy_data = dy.data(), *factor = scale.data(), *inverse = inverse_size.data();
  float* dx_data = dx.data();
  const auto z = [=](std::int64_t row, Place at) { return at.load(x_data + row * n) * Vector(inverse[row]); };
  sum_columns<1>(rows, n,
                 [&](std::int64_t row, Place at) { return Vectors<1>{at.load(dy_data + row * n) * z(row, at)}; },
                 {dscale.data()});
  for_each_row(rows, n, [=](std::int64_t row) {
    const auto g = [&](Place at) { return at.load(dy_data + row * n) * at.load(factor); };
    const auto [along] = sum_row<1>(n, [&](Place at) { return Vectors<1>{g(at) * z(row, at)}; });
    const Vector share(along / static_cast<float>(n));
    for_each_vector(
        0, n, [&](Place at) { at.store(dx_data + row * n, Vector(inverse[row]) * (g(at) - z(row, at) * share)); });
  });
}

}  // namespace

const RegisterKernel registered_rms_norm_simd(Device::cpu, &Kernels::rms_norm, rms_norm_simd);
const RegisterKernel registered_rms_norm_gradient_simd(Device::cpu, &Kernels::rms_norm_gradient,
                                                       rms_norm_gradient_simd);

}  // namespace gradlab
