#include <algorithm>
#include <cmath>

#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

// y_i = exp(x_i - max) / sum_j exp(x_j - max)
void softmax_ref(bool logarithm, std::int64_t rows, std::int64_t n, const Tensor& x, Tensor& y) {
  for (std::int64_t row = 0; row < rows; ++row) {
    const float* from = x.data() + row * n;
    float* to = y.data() + row * n;
    const double greatest = n > 0 ? *std::max_element(from, from + n) : 0.0;
    double total = 0.0;
    for (std::int64_t i = 0; i < n; ++i) total += std::exp(from[i] - greatest);
    for (std::int64_t i = 0; i < n; ++i) {
      const double shifted = from[i] - greatest;
      to[i] = static_cast<float>(logarithm ? shifted - std::log(total) : std::exp(shifted) / total);
    }
  }
}

// softmax: dx_i = y_i (dy_i - sum_j dy_j y_j); its logarithm: dx_i = dy_i - exp(y_i) sum_j dy_j
void softmax_gradient_ref(bool logarithm, std::int64_t rows, std::int64_t n, const Tensor& y, const Tensor& dy,
                          Tensor& dx) {
  for (std::int64_t row = 0; row < rows; ++row) {
    const float* value = y.data() + row * n;
    const float* upper = dy.data() + row * n;
    double total = 0.0;
    for (std::int64_t i = 0; i < n; ++i) total += logarithm ? upper[i] : static_cast<double>(upper[i]) * value[i];
    for (std::int64_t i = 0; i < n; ++i) {
      const double gradient =
          logarithm ? upper[i] - std::exp(static_cast<double>(value[i])) * total : value[i] * (upper[i] - total);
      dx.data()[row * n + i] = static_cast<float>(gradient);
    }
  }
}

}  // namespace

const RegisterKernel registered_softmax_ref(Device::reference, &Kernels::softmax, softmax_ref);
const RegisterKernel registered_softmax_gradient_ref(Device::reference, &Kernels::softmax_gradient,
                                                     softmax_gradient_ref);

}  // namespace gradlab
