#include <cmath>

#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

double reduced(Reduce f, const float* x, std::int64_t n, std::int64_t stride) {
  double total = f == Reduce::max ? x[0] : 0.0;
  for (std::int64_t i = 0; i < n; ++i) {
    const double value = x[i * stride];
    switch (f) {
      case Reduce::sum:
      case Reduce::mean: total += value; break;
      case Reduce::sum_squares: total += value * value; break;
      case Reduce::max: total = value > total || std::isnan(value) ? value : total; break;
    }
  }
  return f == Reduce::mean ? total / static_cast<double>(n) : total;
}

void reduce_ref(Reduce f, std::int64_t outer, std::int64_t n, std::int64_t inner, const Tensor& x, Tensor& y) {
  for (std::int64_t i = 0; i < outer; ++i) {
    for (std::int64_t j = 0; j < inner; ++j) {
      y.data()[i * inner + j] = static_cast<float>(reduced(f, x.data() + i * n * inner + j, n, inner));
    }
  }
}

}  // namespace

const RegisterKernel registered_reduce_ref(Device::reference, &Kernels::reduce, reduce_ref);

}  // namespace gradlab
