#include <cmath>

#include "engine/kernels/cpu/vector/rows.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

constexpr std::int64_t grain = 1 << 14;  // numbers worth waking a thread for

// y = (x - mean) / sqrt(variance + epsilon) scale + shift, along each row (Ba, Kiros and Hinton 2016). Moments are
// taken around a first guess of the mean, so that a mean that is large beside the deviation costs no digits.
void layer_norm_simd(std::int64_t rows, std::int64_t n, float epsilon, const Tensor& x, const Tensor& scale,
                     const Tensor& shift, Tensor& y, Tensor& mean, Tensor& inverse_deviation) {
  const float *factor = scale.data(), *offset = shift.data();
  const auto share = 1.0f / static_cast<float>(n);
  parallel_for(rows, std::max<std::int64_t>(1, grain / n), [&](std::int64_t first, std::int64_t last) {
    for (std::int64_t row = first; row < last; ++row) {
      const float* from = x.data() + row * n;
      float* to = y.data() + row * n;
      const float guess = fold<SumFold>(from, n) * share;
      const auto [distance, squares] = sum_row<2>(n, [&](Place at) {
        const Vector d = at.load(from) - Vector(guess);
        return Vectors<2>{d, d * d};
      });
      const float rest = distance * share, variance = squares * share - rest * rest;
      const float inverse = 1.0f / std::sqrt(std::max(variance, 0.0f) + epsilon);
      for_each_vector(0, n, [&](Place at) {
        const Vector normal = (at.load(from) - Vector(guess) - Vector(rest)) * Vector(inverse);
        at.store(to, multiply_add(normal, at.load(factor), at.load(offset)));
      });
      mean.data()[row] = guess + rest;
      inverse_deviation.data()[row] = inverse;
    }
  });
}

// With the normalised z = (x - mean) inverse_deviation and g = dy scale: dshift = sum dy and dscale = sum dy z down the
// columns, dx = inverse_deviation (g - mean of g - z mean of g z) along each row.
void layer_norm_gradient_simd(std::int64_t rows, std::int64_t n, const Tensor& x, const Tensor& scale,
                              const Tensor& mean, const Tensor& inverse_deviation, const Tensor& dy, Tensor& dx,
                              Tensor& dscale, Tensor& dshift) {
  const float *x_data = x.data(), *dy_data = dy.data(), *factor = scale.data(), *center = mean.data(),
              *inverse = inverse_deviation.data();
  float* to = dx.data();
  const Vector share(1.0f / static_cast<float>(n));
  const auto normal = [&](std::int64_t row, Place at) {
    return (at.load(x_data + row * n) - Vector(center[row])) * Vector(inverse[row]);
  };
  sum_columns<2>(rows, n,
                 [&](std::int64_t row, Place at) {
                   const Vector d = at.load(dy_data + row * n);
                   return Vectors<2>{d, d * normal(row, at)};
                 },
                 {dshift.data(), dscale.data()});
  parallel_for(rows, std::max<std::int64_t>(1, grain / n), [&](std::int64_t first, std::int64_t last) {
    for (std::int64_t row = first; row < last; ++row) {
      const auto g = [&](Place at) { return at.load(dy_data + row * n) * at.load(factor); };
      const auto [total, along] = sum_row<2>(n, [&](Place at) { return Vectors<2>{g(at), g(at) * normal(row, at)}; });
      const Vector whole(total), parallel(along);
      for_each_vector(0, n, [&](Place at) {
        const Vector rest = g(at) - share * multiply_add(normal(row, at), parallel, whole);
        at.store(to + row * n, Vector(inverse[row]) * rest);
      });
    }
  });
}

}  // namespace

const RegisterKernel registered_layer_norm_simd(Device::cpu, &Kernels::layer_norm, layer_norm_simd);
const RegisterKernel registered_layer_norm_gradient_simd(Device::cpu, &Kernels::layer_norm_gradient,
                                                         layer_norm_gradient_simd);

}  // namespace gradlab
