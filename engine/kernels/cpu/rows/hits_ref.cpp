#include <cmath>

#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

void hits_ref(const Tensor& logits, const Tensor& labels, Tensor& hits) {
  const std::int64_t n = logits.shape()[0], k = logits.shape()[1];
  for (std::int64_t i = 0; i < n; ++i) {
    const float* row = logits.data() + i * k;
    std::int64_t best = 0;
    for (std::int64_t candidate = 1; candidate < k; ++candidate) {
      if (row[candidate] > row[best] || (std::isnan(row[candidate]) && !std::isnan(row[best]))) best = candidate;
    }
    hits.data()[i] = best == labels.indices()[i] ? 1.0f : 0.0f;
  }
}

}  // namespace

const RegisterKernel registered_hits_ref(Device::reference, &Kernels::hits, hits_ref);

}  // namespace gradlab
