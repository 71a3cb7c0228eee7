#include <algorithm>
#include <cmath>

#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

void cross_entropy_ref(const Tensor& logits, const Tensor& labels, Tensor& probabilities, Tensor& losses) {
  const std::int64_t n = logits.shape()[0], k = logits.shape()[1];
  for (std::int64_t row = 0; row < n; ++row) {
    const float* z = logits.data() + row * k;
    const double greatest = *std::max_element(z, z + k);
    double total = 0.0;
    for (std::int64_t i = 0; i < k; ++i) total += std::exp(z[i] - greatest);
    for (std::int64_t i = 0; i < k; ++i) {
      probabilities.data()[row * k + i] = static_cast<float>(std::exp(z[i] - greatest) / total);
    }
    const std::int32_t label = labels.indices()[row];
    losses.data()[row] = label < 0 ? 0.0f : static_cast<float>(std::log(total) + greatest - z[label]);
  }
}

void cross_entropy_gradient_ref(const Tensor& probabilities, const Tensor& labels, const Tensor& dlosses,
                                Tensor& dlogits) {
  const std::int64_t n = probabilities.shape()[0], k = probabilities.shape()[1];
  for (std::int64_t row = 0; row < n; ++row) {
    for (std::int64_t i = 0; i < k; ++i) {
      const std::int32_t label = labels.indices()[row];
      const float one_hot = label == i ? 1.0f : 0.0f, dloss = dlosses.data()[row];
      dlogits.data()[row * k + i] = label < 0 ? 0.0f : (probabilities.data()[row * k + i] - one_hot) * dloss;
    }
  }
}

}  // namespace

const RegisterKernel registered_cross_entropy_ref(Device::reference, &Kernels::cross_entropy, cross_entropy_ref);
const RegisterKernel registered_cross_entropy_gradient_ref(Device::reference, &Kernels::cross_entropy_gradient,
                                                           cross_entropy_gradient_ref);

}  // namespace gradlab
