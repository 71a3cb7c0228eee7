// Training as a benchmark.
#pragma once

#include "engine/autograd/tape.h"
#include "engine/bench/bench.h"
#include "engine/nn/nn.h"
#include "engine/optim/optim.h"

namespace gradlab {

/// Gives matrices and filters, in their order, normal numbers of deviation sqrt(2 / fan in), of seeds 1, 3, 5, ...; and
/// vectors 0, but for the scales of norms.
void set_weights(const std::vector<Parameter>& parameters);

/// Labelled images: batches in order, cross-entropy, plain gradient descent at 0.01.
class TrainingBenchmark final : public Benchmark {
 public:
  /// `image`: one sample as the model wants it, [28, 28, 1] or [784]. Weights are those of set_weights.
  TrainingBenchmark(Sequential model, const Shape& image, std::int64_t batch_size, const BenchData& data);

  double step() override;
  Tensors outcome() const override { return {loss_}; }
  double arithmetic() const override { return arithmetic_; }

 private:
  Sequential model_;
  Tensor images_, labels_;
  std::int64_t batch_size_, next_ = 0;
  Tape tape_;
  std::unique_ptr<Optimizer> optimizer_;
  double arithmetic_;
  Tensor loss_;
};

}  // namespace gradlab
