#include "demos/parts/running_mean.h"

#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

constexpr float remembered = 0.95f;  // of the mean at each new number

}  // namespace

void RunningMean::add(const Tensor& value) {
  const Kernels& kernel = kernels(sum_);
  kernel.unary("scale"_unary, remembered, 0.0f, sum_, sum_);
  kernel.binary("add"_binary, sum_, value, sum_);
  weight_ = static_cast<double>(remembered) * weight_ + 1;
}

void RunningMean::state(Archive& archive, std::string_view name) {
  const Archive::Scope scope(archive, name);
  archive.field("sum", sum_);
  archive.field("weight", weight_);
}

}  // namespace gradlab
