#include <algorithm>
#include <cmath>

#include "engine/kernels/cpu/rows/softmax_rows.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

constexpr std::int64_t grain = 1 << 13;  // numbers worth waking a thread for

void cross_entropy_simd(const Tensor& logits, const Tensor& labels, Tensor& probabilities, Tensor& losses) {
  const std::int64_t n = logits.shape()[0], k = logits.shape()[1];
  const float* from = logits.data();
  const std::int32_t* label = labels.indices();
  float *to = probabilities.data(), *loss = losses.data();
  parallel_for(n, std::max<std::int64_t>(1, grain / k), [=](std::int64_t first, std::int64_t last) {
    softmax_rows(from + first * k, last - first, k, to + first * k, [=](std::int64_t number, const RowTotals& totals) {
      const std::int64_t row = first + number, own = label[row];
      loss[row] = own < 0 ? 0.0f : std::log(totals.sum) + (totals.greatest - from[row * k + own]);
    });
  });
}

void cross_entropy_gradient_simd(const Tensor& probabilities, const Tensor& labels, const Tensor& dlosses,
                                 Tensor& dlogits) {
  const std::int64_t n = probabilities.shape()[0], k = probabilities.shape()[1];
  const float *from = probabilities.data(), *dloss = dlosses.data();
  const std::int32_t* label = labels.indices();
  float* to = dlogits.data();
  parallel_for(n, std::max<std::int64_t>(1, grain / k), [=](std::int64_t first, std::int64_t last) {
    for (std::int64_t row = first; row < last; ++row) {
      const float* p = from + row * k;
      float* dz = to + row * k;
      if (label[row] < 0) {
        std::fill_n(dz, k, 0.0f);
        continue;
      }
      for (std::int64_t i = 0; i < k; ++i) dz[i] = p[i] * dloss[row];
      dz[label[row]] = (p[label[row]] - 1.0f) * dloss[row];
    }
  });
}

}  // namespace

const RegisterKernel registered_cross_entropy_simd(Device::cpu, &Kernels::cross_entropy, cross_entropy_simd);
const RegisterKernel registered_cross_entropy_gradient_simd(Device::cpu, &Kernels::cross_entropy_gradient,
                                                            cross_entropy_gradient_simd);

}  // namespace gradlab
