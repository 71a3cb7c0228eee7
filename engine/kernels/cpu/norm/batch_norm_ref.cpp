#include <cmath>

#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

// y = (x - mean) / sqrt(variance + epsilon) scale + shift, down each column (Ioffe and Szegedy 2015)
void batch_norm_ref(std::int64_t rows, std::int64_t c, float epsilon, const Tensor& x, const Tensor& scale,
                    const Tensor& shift, Tensor& y, Tensor& mean, Tensor& inverse_deviation) {
  for (std::int64_t j = 0; j < c; ++j) {
    double total = 0.0, squares = 0.0;
    for (std::int64_t i = 0; i < rows; ++i) total += x.data()[i * c + j];
    const double center = total / static_cast<double>(rows);
    for (std::int64_t i = 0; i < rows; ++i) squares += std::pow(x.data()[i * c + j] - center, 2.0);
    const double inverse = 1.0 / std::sqrt(squares / static_cast<double>(rows) + epsilon);
    for (std::int64_t i = 0; i < rows; ++i) {
      const double normal = (x.data()[i * c + j] - center) * inverse;
      y.data()[i * c + j] = static_cast<float>(normal * scale.data()[j] + shift.data()[j]);
    }
    mean.data()[j] = static_cast<float>(center);
    inverse_deviation.data()[j] = static_cast<float>(inverse);
  }
}

// With the normalised z = (x - mean) inverse_deviation: dshift = sum dy, dscale = sum dy z,
// dx = scale inverse_deviation (dy - mean of dy - z mean of dy z)
void batch_norm_gradient_ref(std::int64_t rows, std::int64_t c, const Tensor& x, const Tensor& scale,
                             const Tensor& mean, const Tensor& inverse_deviation, const Tensor& dy, Tensor& dx,
                             Tensor& dscale, Tensor& dshift) {
  const auto count = static_cast<double>(rows);
  for (std::int64_t j = 0; j < c; ++j) {
    const double center = mean.data()[j], inverse = inverse_deviation.data()[j];
    const auto normal = [&](std::int64_t i) { return (x.data()[i * c + j] - center) * inverse; };
    double total = 0.0, along = 0.0;
    for (std::int64_t i = 0; i < rows; ++i) {
      total += dy.data()[i * c + j];
      along += dy.data()[i * c + j] * normal(i);
    }
    for (std::int64_t i = 0; i < rows; ++i) {
      const double rest = dy.data()[i * c + j] - total / count - normal(i) * along / count;
      dx.data()[i * c + j] = static_cast<float>(scale.data()[j] * inverse * rest);
    }
    dscale.data()[j] = static_cast<float>(along);
    dshift.data()[j] = static_cast<float>(total);
  }
}

}  // namespace

const RegisterKernel registered_batch_norm_ref(Device::reference, &Kernels::batch_norm, batch_norm_ref);
const RegisterKernel registered_batch_norm_gradient_ref(Device::reference, &Kernels::batch_norm_gradient,
                                                        batch_norm_gradient_ref);

}  // namespace gradlab
