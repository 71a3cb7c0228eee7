// A generator and a discriminator in the plane, 150 points a step: what a page that shows one trains.
#include <array>

#include "engine/bench/training.h"
#include "engine/learn/generate/adversarial.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::int64_t points = 150, point_batches = 8;

/// 2-14-14-outputs, with weights of set_weights.
Sequential small_network(std::int64_t outputs) {
  Sequential model;
  for (int i = 0; i < 2; ++i) model.add(dense(14, Initializer::he_normal, "relu"));
  model.add(dense(outputs));
  Random random(1);  // for weights that are written over
  model.build({points, 2}, random);
  set_weights(model.parameters());
  return model;
}

Tensor normal_batches(double scale, std::uint32_t seed) {
  return Tensor::from(normal_numbers(2 * points * point_batches, scale, seed), {points * point_batches, 2})
      .copied(default_device());
}

// A step of each, the discriminator's first; non-saturating loss, Adam at 0.001.
class Gan final : public Benchmark {
 public:
  double step() override {
    const std::int64_t first = next_++ % point_batches * points;
    const Tensor noise = noise_.rows(first, first + points), real = real_.rows(first, first + points);
    const Tensor both = concat(std::array{real, generator_.forward(noise)}, 0);
    losses_[0] = descend(discriminator_, *discriminators_, [&] {
      const Tensor answers = discriminator_.forward(both);
      return loss_.discriminator(slice(answers, 0, 0, points), slice(answers, 0, points, 2 * points));
    });
    losses_[1] = descend(generator_, *generators_,
                         [&] { return loss_.generator(discriminator_.forward(generator_.forward(noise))); });
    return 1.0;
  }
  Tensors outcome() const override { return losses_; }
  /// GFLOP of a step: the discriminator forward on 2 batches and twice back, then through it and back; the generator
  /// forward twice and twice back.
  double arithmetic() const override {
    const double judge = static_cast<double>(discriminator_.multiply_adds());
    return 2e-9 * static_cast<double>(points) * (8.0 * judge + 4.0 * static_cast<double>(generator_.multiply_adds()));
  }

 private:
  template <typename Loss>
  Tensor descend(const Sequential& model, Optimizer& optimizer, const Loss& loss) {
    Tensor value;
    {
      const Tape::Recording recording(&tape_);
      value = loss();
    }
    weights_.clear();  // and keeps its room
    for (const Parameter& parameter : model.parameters()) weights_.push_back(parameter.tensor);
    tape_.backward(value, weights_);
    optimizer.step();
    return value;
  }

  Sequential generator_ = small_network(2), discriminator_ = small_network(1);
  std::unique_ptr<Optimizer> generators_ = make_optimizer("adam", generator_.parameters(), {.learning_rate = 0.001f}),
                             discriminators_ =
                                 make_optimizer("adam", discriminator_.parameters(), {.learning_rate = 0.001f});
  const AdversarialLoss& loss_ = Registry<AdversarialLoss>::find("loss", "non_saturating");
  Tensor noise_ = normal_batches(1.0, 11), real_ = normal_batches(0.5, 13);
  Tape tape_;
  Tensors losses_ = Tensors(2), weights_;
  std::int64_t next_ = 0;
};

}  // namespace

const RegisterBenchTask registered_gan_bench({"gan-2d", "steps/s",
                                              [](const BenchData&) { return std::make_unique<Gan>(); }});

}  // namespace gradlab
