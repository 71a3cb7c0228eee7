#include "engine/kernels/limit.h"

#include <chrono>

#include "engine/bench/bench.h"

namespace gradlab {

namespace {

// What one thread, or the graphics card, computes at best. The thread's limit is measured while nothing else happens,
// so the step around it counts as if it had been spent on that alone.
class Limit final : public Benchmark {
 public:
  double step() override {
    if (!is_host(y_.device())) return launch_arithmetic(y_);
    const auto began = std::chrono::steady_clock::now();
    limit_ = arithmetic_limit();
    return limit_ * std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  }
  Tensors outcome() const override { return {}; }

 private:
  Tensor y_ = Tensor::empty({1 << 20});
  double limit_ = 0.0;
};

}  // namespace

const RegisterBenchTask registered_limit({"limit", "GFLOP/s",
                                          [](const BenchData&) { return std::make_unique<Limit>(); }});

}  // namespace gradlab
