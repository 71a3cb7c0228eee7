#include <cmath>

#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

// (x_i, x_j) with j = i + depth / 2 to (x_i cos - x_j sin, x_i sin + x_j cos) (Su et al. 2021)
void rotary_ref(const RotaryArguments& a, const Tensor& x, Tensor& y) {
  const std::int64_t half = a.depth / 2;
  for (std::int64_t row = 0; row < a.n * a.steps; ++row) {
    const auto position = static_cast<double>(a.first + row % a.steps);
    for (std::int64_t head = 0; head < a.heads; ++head) {
      const float* from = x.data() + (row * a.heads + head) * a.depth;
      float* to = y.data() + (row * a.heads + head) * a.depth;
      for (std::int64_t i = 0; i < half; ++i) {
        const double speed = std::pow(static_cast<double>(a.base), -static_cast<double>(i) / static_cast<double>(half));
        const double angle = a.inverse ? -position * speed : position * speed;
        const double one = from[i], other = from[i + half];
        to[i] = static_cast<float>(one * std::cos(angle) - other * std::sin(angle));
        to[i + half] = static_cast<float>(one * std::sin(angle) + other * std::cos(angle));
      }
    }
  }
}

}  // namespace

const RegisterKernel registered_rotary_ref(Device::reference, &Kernels::rotary, rotary_ref);

}  // namespace gradlab
