#include "engine/bench/bench.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

// x [64, 28, 28, 32] with 64 filters of 3 x 3, padded to the same size: forward only
class Conv2d final : public Benchmark {
 public:
  double step() override {
    y_ = conv2d(x_, filters_, Tensor(), {.padding = Padding::same});
    return 2e-9 * static_cast<double>(y_.size() * size * size * channels);
  }
  Tensors outcome() const override { return samples_of(y_); }

 private:
  static constexpr std::int64_t batch = 64, side = 28, channels = 32, filters = 64, size = 3;
  Tensor x_ = Tensor::from(normal_numbers(batch * side * side * channels, 1.0, 1), {batch, side, side, channels});
  Tensor filters_ =
      Tensor::from(normal_numbers(size * size * channels * filters, 0.1, 2), {size, size, channels, filters});
  Tensor y_;
};

}  // namespace

const RegisterBenchTask registered_conv2d({"conv2d", "GFLOP/s",
                                           [](const BenchData&) { return std::make_unique<Conv2d>(); }});

}  // namespace gradlab
