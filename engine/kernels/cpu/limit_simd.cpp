#include "engine/kernels/limit.h"

#include <algorithm>
#include <chrono>

#include "engine/kernels/cpu/simd.h"

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

}  // namespace

// V8 begins with slow code for a function and replaces it only between calls: so calls are short and the best
// measurement counts, which none of the first is.
double arithmetic_limit() {
  using Clock = std::chrono::steady_clock;
  constexpr double operations_per_look = 2.0 * vector_size * chains * links_per_call * calls_per_look;
  double best = 0.0;
  float x = 1.0f;
  for (int i = 0; i < measurements; ++i) {
    double operations = 0.0, seconds = 0.0;
    const auto began = Clock::now();
    while (seconds < seconds_per_measurement) {
      for (int call = 0; call < calls_per_look; ++call) x = run_chains(x, 0.5f, 0.25f);
      operations += operations_per_look;
      seconds = std::chrono::duration<double>(Clock::now() - began).count();
    }
    best = std::max(best, operations / seconds);
  }
  return x == x ? best * 1e-9 : 0.0;  // the chains' end is used, so they are not dropped
}

}  // namespace gradlab
