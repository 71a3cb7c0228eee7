// Runs a kernel on the reference and on another device, and compares what comes out.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <initializer_list>
#include <limits>

#include "engine/core/random.h"
#include "engine/kernels/kernels.h"

namespace gradlab::test {

/// Below, at and above the sizes of vectors and tiles.
inline constexpr std::int64_t awkward_sizes[] = {1, 2, 3, 4, 5, 15, 16, 17, 64, 65};

inline constexpr float infinity = std::numeric_limits<float>::infinity();
inline constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();

/// Uniform in [low, high), the same for the same seed, on the default device.
inline Tensor random_tensor(const Shape& shape, std::uint64_t seed = 1, float low = -2.0f, float high = 2.0f) {
  Random random(seed);
  Tensor x = Tensor::empty(shape);
  for (float& value : x.values()) value = random.uniform(low, high);
  return x;
}

inline Tensor random_indices(std::int64_t count, std::int64_t limit, std::uint64_t seed = 1) {
  Random random(seed);
  Tensor x = Tensor::empty({count}, DType::int32);
  for (std::int64_t i = 0; i < count; ++i) x.indices()[i] = static_cast<std::int32_t>(random.below(limit));
  return x;
}

inline constexpr std::int64_t fence_before = 3, fence_after = 19;  // elements

/// A copy of x that lies unaligned between elements that are NaN, so that reading beyond it shows in what is computed.
inline Tensor fenced(const Tensor& x) {
  const Tensor memory = Tensor::full({fence_before + x.size() + fence_after}, not_a_number);
  const Tensor inside = memory.rows(fence_before, fence_before + x.size());
  std::ranges::copy(x.values(), inside.data());
  return inside.viewed_as(x.shape());
}

/// An output for a kernel: full of NaN, because everything must be written, and fenced.
inline Tensor unwritten(const Shape& shape) {
  return fenced(Tensor::full(shape, not_a_number));
}

/// True when nothing was written beyond x, which `fenced` or `unwritten` made.
inline bool fence_stands(const Tensor& x) {
  const auto untouched = [](float value) { return std::isnan(value); };
  return std::all_of(x.data() - fence_before, x.data(), untouched) &&
         std::all_of(x.data() + x.size(), x.data() + x.size() + fence_after, untouched);
}

/// Equal, both NaN, or |found - expected| <= tolerance (1 + |expected|).
inline bool close(float found, float expected, double tolerance) {
  if (found == expected || (std::isnan(found) && std::isnan(expected))) return true;
  const double error = std::abs(static_cast<double>(found) - expected);
  return error <= tolerance * (1.0 + std::abs(static_cast<double>(expected))) && std::isfinite(expected);
}

inline void check_close(const Tensor& found, const Tensor& expected, double tolerance) {
  REQUIRE(found.shape() == expected.shape());
  for (std::int64_t i = 0; i < found.size(); ++i) {
    const float f = found.data()[i], e = expected.data()[i];
    if (!close(f, e, tolerance))
      FAIL_CHECK("at " << i << " of " << found.shape().to_string() << ": " << f << ", expected " << e);
  }
}

/// `run` makes its inputs on the default device, calls the kernels that it is given, and returns the outputs.
inline void check_devices_agree(const std::function<Tensors(const Kernels&)>& run, double tolerance = 2e-6) {
  const auto on = [&](Device device) {
    const UseDevice use(device);
    return run(kernels(device));
  };
  const Tensors expected = on(Device::reference);
  for (const Device device : available_devices()) {
    CAPTURE(name_of(device));
    const Tensors found = on(device);
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) check_close(found[i], expected[i], tolerance);
  }
}

}  // namespace gradlab::test
