#include "engine/learn/generate/weight_average.h"

#include <algorithm>

#include "engine/kernels/kernels.h"

namespace gradlab {

void WeightAverage::build(std::vector<Parameter> from, std::vector<Parameter> to, float momentum) {
  from_ = std::move(from);
  to_ = std::move(to);
  momentum_ = momentum;
  steps_ = 0;
  for (std::size_t i = 0; i < to_.size(); ++i) {
    kernels(to_[i].tensor).unary("scale"_unary, 1.0f, 0.0f, from_[i].tensor, to_[i].tensor);
  }
}

void WeightAverage::follow() {
  const auto n = static_cast<float>(steps_++);
  const float momentum = std::min(momentum_, (1 + n) / (10 + n));
  for (std::size_t i = 0; i < to_.size(); ++i) {
    Tensor& average = to_[i].tensor;
    const Kernels& kernel = kernels(average);
    Tensor part = Tensor::empty_like(average);
    kernel.unary("scale"_unary, 1.0f - momentum, 0.0f, from_[i].tensor, part);
    kernel.unary("scale"_unary, momentum, 0.0f, average, average);
    kernel.binary("add"_binary, average, part, average);
  }
}

}  // namespace gradlab
