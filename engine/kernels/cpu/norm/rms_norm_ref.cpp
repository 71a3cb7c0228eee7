#include <cmath>

#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

// y = x inverse_size scale with inverse_size = 1 / sqrt(mean x^2 + epsilon), along each row (Zhang and Sennrich 2019)
void rms_norm_ref(std::int64_t rows, std::int64_t n, float epsilon, const Tensor& x, const Tensor& scale, Tensor& y,
                  Tensor& inverse_size) {
  for (std::int64_t row = 0; row < rows; ++row) {
    const float* from = x.data() + row * n;
    double squares = 0.0;
    for (std::int64_t i = 0; i < n; ++i) squares += static_cast<double>(from[i]) * from[i];
    const double inverse = 1.0 / std::sqrt(squares / static_cast<double>(n) + epsilon);
    for (std::int64_t i = 0; i < n; ++i) {
      y.data()[row * n + i] = static_cast<float>(from[i] * inverse * scale.data()[i]);
    }
    inverse_size.data()[row] = static_cast<float>(inverse);
  }
}

// With z = x inverse_size and dz = dy scale: dscale = sum dy z over the rows, dx = inverse_size (dz - z mean of dz z)
// within each
void rms_norm_gradient_ref(std::int64_t rows, std::int64_t n, const Tensor& x, const Tensor& scale,
                           const Tensor& inverse_size, const Tensor& dy, Tensor& dx, Tensor& dscale) {
  const auto z = [&](std::int64_t row, std::int64_t i) {
    return static_cast<double>(x.data()[row * n + i]) * inverse_size.data()[row];
  };
  for (std::int64_t row = 0; row < rows; ++row) {
    const auto dz = [&](std::int64_t i) { return static_cast<double>(dy.data()[row * n + i]) * scale.data()[i]; };
    double along = 0.0;
    for (std::int64_t i = 0; i < n; ++i) along += dz(i) * z(row, i);
    for (std::int64_t i = 0; i < n; ++i) {
      const double rest = dz(i) - z(row, i) * along / static_cast<double>(n);
      dx.data()[row * n + i] = static_cast<float>(inverse_size.data()[row] * rest);
    }
  }
  for (std::int64_t i = 0; i < n; ++i) {
    double along = 0.0;
    for (std::int64_t row = 0; row < rows; ++row) along += dy.data()[row * n + i] * z(row, i);
    dscale.data()[i] = static_cast<float>(along);
  }
}

}  // namespace

const RegisterKernel registered_rms_norm_ref(Device::reference, &Kernels::rms_norm, rms_norm_ref);
const RegisterKernel registered_rms_norm_gradient_ref(Device::reference, &Kernels::rms_norm_gradient,
                                                      rms_norm_gradient_ref);

}  // namespace gradlab
