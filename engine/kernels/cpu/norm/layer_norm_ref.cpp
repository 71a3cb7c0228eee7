#include <cmath>

#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

// y = (x - mean) / sqrt(variance + epsilon) scale + shift, along each row (Ba et al. 2016)
void layer_norm_ref(std::int64_t rows, std::int64_t n, float epsilon, const Tensor& x, const Tensor& scale,
                    const Tensor& shift, Tensor& y, Tensor& mean, Tensor& inverse_deviation) {
  for (std::int64_t row = 0; row < rows; ++row) {
    const float* from = x.data() + row * n;
    float* to = y.data() + row * n;
    double total = 0.0, squares = 0.0;
    for (std::int64_t i = 0; i < n; ++i) total += from[i];
    const double center = total / static_cast<double>(n);
    for (std::int64_t i = 0; i < n; ++i) squares += std::pow(from[i] - center, 2.0);
    const double inverse = 1.0 / std::sqrt(squares / static_cast<double>(n) + epsilon);
    for (std::int64_t i = 0; i < n; ++i) {
      to[i] = static_cast<float>((from[i] - center) * inverse * scale.data()[i] + shift.data()[i]);
    }
    mean.data()[row] = static_cast<float>(center);
    inverse_deviation.data()[row] = static_cast<float>(inverse);
  }
}

// With the normalised z = (x - mean) inverse_deviation and dz = dy scale: dshift = sum dy and dscale = sum dy z over
// the rows, dx = inverse_deviation (dz - mean of dz - z mean of dz z) within each
void layer_norm_gradient_ref(std::int64_t rows, std::int64_t n, const Tensor& x, const Tensor& scale,
                             const Tensor& mean, const Tensor& inverse_deviation, const Tensor& dy, Tensor& dx,
                             Tensor& dscale, Tensor& dshift) {
  const auto count = static_cast<double>(n);
  const auto normal = [&](std::int64_t row, std::int64_t i) {
    return (static_cast<double>(x.data()[row * n + i]) - mean.data()[row]) * inverse_deviation.data()[row];
  };
  for (std::int64_t row = 0; row < rows; ++row) {
    const auto dz = [&](std::int64_t i) { return static_cast<double>(dy.data()[row * n + i]) * scale.data()[i]; };
    double total = 0.0, along = 0.0;
    for (std::int64_t i = 0; i < n; ++i) {
      total += dz(i);
      along += dz(i) * normal(row, i);
    }
    for (std::int64_t i = 0; i < n; ++i) {
      const double rest = dz(i) - total / count - normal(row, i) * along / count;
      dx.data()[row * n + i] = static_cast<float>(inverse_deviation.data()[row] * rest);
    }
  }
  for (std::int64_t i = 0; i < n; ++i) {
    double total = 0.0, along = 0.0;
    for (std::int64_t row = 0; row < rows; ++row) {
      total += dy.data()[row * n + i];
      along += dy.data()[row * n + i] * normal(row, i);
    }
    dscale.data()[i] = static_cast<float>(along);
    dshift.data()[i] = static_cast<float>(total);
  }
}

}  // namespace

const RegisterKernel registered_layer_norm_ref(Device::reference, &Kernels::layer_norm, layer_norm_ref);
const RegisterKernel registered_layer_norm_gradient_ref(Device::reference, &Kernels::layer_norm_gradient,
                                                        layer_norm_gradient_ref);

}  // namespace gradlab
