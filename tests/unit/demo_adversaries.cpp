// A demo of the tests alone: two networks against each other, each with an optimiser of its own. One makes points of
// noise, the other tells them from those of a cloud; neither loss says whether they learn.
#include <memory>
#include <vector>

#include "demos/core/experiment.h"
#include "demos/parts/supervised.h"
#include "engine/graph/passes.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::int64_t batch = 32, looked_at = 256;

Tensor cloud(std::int64_t count, float x, float y, float deviation, Random& random) {
  std::vector<float> points;
  for (std::int64_t i = 0; i < count; ++i)
    points.insert(points.end(), {random.normal(x, deviation), random.normal(y, deviation)});
  return Tensor::from(points, {count, 2});
}

class Adversaries : public Experiment {
 public:
  void build(const Setup& setup) override {
    Random random = setup.random.split(1), looks = setup.random.split(3);
    random_ = setup.random.split(2);
    noise_ = noise(looked_at, looks);
    real_ = real(looked_at, looks);
    generator_ = feed_forward({16}, "tanh", 0, 2);
    discriminator_ = feed_forward({16}, "leaky_relu", 0, 1);
    generator_.build({batch, 2}, random);
    discriminator_.build({batch, 2}, random);
    generators_.build(generator_.parameters(), setup.values);
    discriminators_.build(discriminator_.parameters(), setup.values);
  }
  Tensor step() override {
    const Tensor from = noise(batch, random_), right = real(batch, random_), made = generator_.forward(from);
    const Tensor loss = discriminators_.step([&] { return discriminator_loss(right, made); });
    return loss + generators_.step([&] { return generator_loss(generator_.forward(from)); });
  }
  void change(const Setup& setup) override {
    generators_.change(setup.values);
    discriminators_.change(setup.values);
  }
  void evaluate(Metrics& metrics) override {
    const Tensor made = generator_.forward(noise_);
    metrics["generator_loss"] = generator_loss(made);
    metrics["discriminator_loss"] = discriminator_loss(real_, made);
    metrics["gap"] = sum(square(mean(made, {0}) - mean(real_, {0})));
  }
  ForwardPass forward_pass() const override { return gradlab::forward_pass(generator_, {0, 2}, "noise", "points"); }
  void show(Views&) override {}  // the charts of its metrics are all
  Effect input(const Json&) override { return {}; }
  void state(Archive& archive) override {
    {
      const Archive::Scope scope(archive, "generator");
      generators_.state(archive);
    }
    {
      const Archive::Scope scope(archive, "discriminator");
      discriminators_.state(archive);
    }
    archive.field("samples", random_);
  }
  std::int64_t samples_per_step() const override { return batch; }

 private:
  static Tensor noise(std::int64_t count, Random& random) { return cloud(count, 0, 0, 1, random); }
  static Tensor real(std::int64_t count, Random& random) { return cloud(count, 2, -1, 0.5f, random); }
  Tensor generator_loss(const Tensor& made) const { return mean(softplus(negate(discriminator_.forward(made)))); }
  Tensor discriminator_loss(const Tensor& right, const Tensor& made) const {
    return generator_loss(right) + mean(softplus(discriminator_.forward(made)));
  }

  Sequential generator_, discriminator_;
  Descent generators_{"generator"}, discriminators_{"discriminator"};
  Random random_;
  Tensor noise_, real_;  // looked at
};

}  // namespace

const RegisterDemo registered_adversaries([] {
  return Demo{
      .name = "test-adversaries",
      .params = {{Param::integer("seed", "data", 1, 0, 2147483647)},
                 training_params("generator", {.learning_rate = 0.01, .optimizer = "adam"}),
                 training_params("discriminator", {.learning_rate = 0.01, .optimizer = "adam", .clip_norm = 1})},
      .views = {{.name = "loss", .kind = "line_chart"}},
      .presets = {{"calm-judge", {{"discriminator_optimizer", "sgd"}, {"discriminator_learning_rate", 0.1}}}},
      .progress = {.metric = "gap"},
      .make = [] { return std::make_unique<Adversaries>(); },
  };
});

}  // namespace gradlab
