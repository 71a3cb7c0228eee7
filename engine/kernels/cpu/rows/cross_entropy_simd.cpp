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
    for (std::int64_t row = first; row < last; ++row) {
      const float* z = from + row * k;
      float* p = to + row * k;
      const RowTotals totals = exponentials(z, k, p);
      for_each_vector(0, k, [&, factor = Vector(1.0f / totals.sum)](Place at) { at.store(p, at.load(p) * factor); });
      loss[row] = label[row] < 0 ? 0.0f : std::log(totals.sum) + (totals.greatest - z[label[row]]);
    }
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
      for_each_vector(0, k, [&, factor = Vector(dloss[row])](Place at) { at.store(dz, at.load(p) * factor); });
      dz[label[row]] = (p[label[row]] - 1.0f) * dloss[row];
    }
  });
}

}  // namespace

const RegisterKernel registered_cross_entropy_simd(Device::cpu, &Kernels::cross_entropy, cross_entropy_simd);
const RegisterKernel registered_cross_entropy_gradient_simd(Device::cpu, &Kernels::cross_entropy_gradient,
                                                            cross_entropy_gradient_simd);

}  // namespace gradlab
