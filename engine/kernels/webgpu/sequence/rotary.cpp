#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "engine/kernels/kernels.h"
#include "engine/kernels/webgpu/device/launch.h"

namespace gradlab {

namespace wgsl {
extern const Shader rotary;
}

namespace {

constexpr std::int64_t most_pairs = 24;  // in one launch: as many speeds as arguments have room

/// What pair i turns from one position to the next, in units of 2^-64 of a full turn.
std::uint64_t speed(const RotaryArguments& a, std::int64_t i) {
  const double share = 2.0 * static_cast<double>(i) / static_cast<double>(a.depth);
  const double turns = std::pow(static_cast<double>(a.base), -share) / (2.0 * std::numbers::pi);
  const auto units = static_cast<std::uint64_t>(std::ldexp(turns - std::floor(turns), 64));
  return a.inverse ? 0 - units : units;
}

void rotary_webgpu(const RotaryArguments& a, const Tensor& x, Tensor& y) {
  struct {
    std::uint32_t rows, steps, heads, half, first, first_pair, pairs, unused;
    std::array<std::uint32_t, 2 * most_pairs> speeds;
  } arguments = {.rows = static_cast<std::uint32_t>(a.n * a.steps),
                 .steps = static_cast<std::uint32_t>(a.steps),
                 .heads = static_cast<std::uint32_t>(a.heads),
                 .half = static_cast<std::uint32_t>(a.depth / 2),
                 .first = static_cast<std::uint32_t>(a.first),
                 .first_pair = 0,
                 .pairs = 0,
                 .unused = 0,
                 .speeds = {}};
  for (std::int64_t first = 0; first < a.depth / 2; first += most_pairs) {
    const std::int64_t pairs = std::min(a.depth / 2 - first, most_pairs);
    arguments.first_pair = static_cast<std::uint32_t>(first);
    arguments.pairs = static_cast<std::uint32_t>(pairs);
    for (std::int64_t i = 0; i < pairs; ++i) {
      const std::uint64_t units = speed(a, first + i);
      arguments.speeds[2 * i] = static_cast<std::uint32_t>(units >> 32);
      arguments.speeds[2 * i + 1] = static_cast<std::uint32_t>(units);
    }
    webgpu::launch({wgsl::rotary}, webgpu::groups_for(a.n * a.steps * pairs, 256),
                   {webgpu::reads(x), webgpu::writes(y)}, arguments);
  }
}

}  // namespace

const RegisterKernel registered_rotary_webgpu(Device::webgpu, &Kernels::rotary, rotary_webgpu);

}  // namespace gradlab
