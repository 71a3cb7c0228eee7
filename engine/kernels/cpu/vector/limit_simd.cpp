#include "engine/kernels/limit.h"

#include <algorithm>
#include <chrono>

#include "engine/core/tensor.h"
#include "engine/kernels/cpu/vector/simd.h"

namespace gradlab {

namespace {

// Chains enough to hide the latency of a product and then a sum, and few enough to stay in sixteen registers.
constexpr int chains = 12;
constexpr int links_per_call = 4096, calls_per_look = 4;
constexpr double seconds_per_measurement = 0.007;  // long beside the coarsest clock of a browser, 0.1 ms
constexpr int measurements = 7;

/// links_per_call times x = x factor + offset in every chain.
[[gnu::noinline]] float run_chains(float start, float factor_value, float offset_value) {
  const Vector factor(factor_value), offset(offset_value);
  Vector x[chains];
  for (int i = 0; i < chains; ++i) x[i] = Vector(start + static_cast<float>(i));
  for (int link = 0; link < links_per_call; ++link) {
#pragma clang loop unroll(full)
    for (int i = 0; i < chains; ++i) x[i] = multiply_add(x[i], factor, offset);
  }
  Vector total = x[0];
  for (int i = 1; i < chains; ++i) total += x[i];
  return xsimd::reduce_add(total);
}

constexpr std::int64_t numbers_moved = 32768;  // 128 KiB in, 128 KiB out

[[gnu::noinline]] void scale_numbers(const float* x, float factor, float* y) {
  const Vector by(factor);
  for (std::int64_t i = 0; i < numbers_moved; i += vector_size) (Vector::load_aligned(x + i) * by).store_aligned(y + i);
}

/// The most that `work`, called again and again, does in a second: it returns how much one call did. V8 begins with
/// slow code for a function and replaces it only between calls: so calls are short and the best measurement counts,
/// which none of the first is.
template <typename Work>
double best_rate(Work&& work) {
  using Clock = std::chrono::steady_clock;
  double best = 0.0;
  for (int i = 0; i < measurements; ++i) {
    double done = 0.0, seconds = 0.0;
    const auto began = Clock::now();
    while (seconds < seconds_per_measurement) {
      for (int call = 0; call < calls_per_look; ++call) done += work();
      seconds = std::chrono::duration<double>(Clock::now() - began).count();
    }
    best = std::max(best, done / seconds);
  }
  return best;
}

}  // namespace

double arithmetic_limit() {
  float x = 1.0f;
  const double best = best_rate([&] {
    x = run_chains(x, 0.5f, 0.25f);
    return 2.0 * vector_size * chains * links_per_call;
  });
  return x == x ? best * 1e-9 : 0.0;  // the chains' end is used, so they are not dropped
}

double memory_limit() {
  const Tensor x = Tensor::full({numbers_moved}, 1.0f);
  const Tensor y = Tensor::empty({numbers_moved});
  const double best = best_rate([&] {
    scale_numbers(x.data(), 0.5f, y.data());
    return 2.0 * sizeof(float) * numbers_moved;
  });
  return y.data()[0] == 0.5f ? best * 1e-9 : 0.0;  // what was written is used, so it is not dropped
}

}  // namespace gradlab
