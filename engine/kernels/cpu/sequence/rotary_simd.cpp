#include <algorithm>
#include <cmath>

#include "engine/kernels/cpu/vector/simd.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

/// Cosines and sines [steps, 2, half] of the angles at which the pairs of each step are turned, one step's made from
/// the last one's.
Tensor turns(const RotaryArguments& a) {
  const std::int64_t half = a.depth / 2;
  const Tensor table = Tensor::empty({a.steps, 2, half}, DType::float32, Device::cpu);
  for (std::int64_t i = 0; i < half; ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(half);
    const double speed = std::pow(static_cast<double>(a.base), -share) * (a.inverse ? -1.0 : 1.0);
    const double step_cos = std::cos(speed), step_sin = std::sin(speed), start = static_cast<double>(a.first) * speed;
    double cosine = std::cos(start), sine = std::sin(start);
    for (float* to = table.data() + i; to < table.data() + a.steps * a.depth; to += a.depth) {
      to[0] = static_cast<float>(cosine);
      to[half] = static_cast<float>(sine);
      const double next = cosine * step_cos - sine * step_sin;
      sine = cosine * step_sin + sine * step_cos;
      cosine = next;
    }
  }
  return table;
}

// (x_i, x_j) with j = i + depth / 2 to (x_i cos - x_j sin, x_i sin + x_j cos) (Su et al. 2021)
void rotary_simd(const RotaryArguments& a, const Tensor& x, Tensor& y) {
  constexpr std::int64_t grain = 1 << 15;  // numbers worth waking a thread for
  const std::int64_t half = a.depth / 2, width = a.heads * a.depth;
  const Tensor table = turns(a);
  const float *x_data = x.data(), *angles = table.data();
  float* y_data = y.data();
  parallel_for(a.n * a.steps, std::max<std::int64_t>(1, grain / width), [=](std::int64_t first, std::int64_t last) {
    for (std::int64_t row = first; row < last; ++row) {
      const float *cosines = angles + row % a.steps * a.depth, *sines = cosines + half;
      for (std::int64_t place = row * width; place < (row + 1) * width; place += a.depth) {
        for_each_vector(0, half, [&](Place at) {
          const Vector one = at.load(x_data + place), other = at.load(x_data + place + half);
          const Vector cosine = at.load(cosines), sine = at.load(sines);
          at.store(y_data + place, one * cosine - other * sine);
          at.store(y_data + place + half, multiply_add(one, sine, other * cosine));
        });
      }
    }
  });
}

}  // namespace

const RegisterKernel registered_rotary_simd(Device::cpu, &Kernels::rotary, rotary_simd);

}  // namespace gradlab
