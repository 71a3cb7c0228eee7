#include "demos/gan/plane_gan.h"

#include <array>

#include "demos/parts/supervised.h"
#include "engine/core/error.h"
#include "engine/graph/passes.h"
#include "engine/kernels/kernels.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

enum GanStream : std::uint64_t { generator_weights = 1, discriminator_weights, gan_samples, gan_looks };

constexpr std::int64_t judged = 2000, losses_of = 500;

}  // namespace

void PlaneGan::build(const Setup& setup) {
  const Values& values = setup.values;
  Random generator = setup.random.split(generator_weights), discriminator = setup.random.split(discriminator_weights);
  random_ = setup.random.split(gan_samples);
  looks_ = setup.random.split(gan_looks);
  noise_size_ = values.integer("noise_size");
  generator_ = feed_forward(values.units("generator_layers"), values.choice("generator_activation"), 0, 2);
  discriminator_ = feed_forward(values.units("discriminator_layers"), values.choice("discriminator_activation"), 0, 1);
  generator_.build({0, noise_size_}, generator);
  discriminator_.build({0, 2}, discriminator);
  generators_.build(generator_.parameters(), values);
  discriminators_.build(discriminator_.parameters(), values);
  clipped_ = discriminator_.parameters();
  steps_done_ = 0;
  change(setup);
}

void PlaneGan::change(const Setup& setup) {
  const Values& values = setup.values;
  problem_.build(values);
  loss_ = &Registry<AdversarialLoss>::find("loss", values.choice("loss"));
  clip_ = values.real("clip_weights");
  blur_ = values.real("blur");
  learner_ = values.choice("learner");
  batch_size_ = values.integer("batch_size");
  discriminator_steps_ = values.integer("discriminator_steps");
  generators_.change(values);
  discriminators_.change(values);
  watch_.begin();
}

Tensor PlaneGan::noise(std::int64_t count, Random& random) const {
  std::vector<float> numbers(static_cast<std::size_t>(count * noise_size_));
  for (float& number : numbers) number = random.uniform(-1.0f, 1.0f);
  return Tensor::from(numbers, {count, noise_size_});
}

Tensor PlaneGan::blurred(const Tensor& points) {
  if (blur_ <= 0.0f) return points;
  std::vector<float> numbers(static_cast<std::size_t>(points.size()));
  for (float& number : numbers) number = random_.normal(0.0f, blur_);
  return points + Tensor::from(numbers, points.shape());
}

Tensor PlaneGan::discriminator_step() {
  const Tensor real = problem_.sample(batch_size_, random_), made = generator_.forward(noise(batch_size_, random_));
  const Tensor both = blurred(concat(std::array{real, made}, 0));
  const Tensor loss = discriminators_.step([&] {
    const Tensor answers = discriminator_.forward(both);
    return loss_->discriminator(slice(answers, 0, 0, batch_size_), slice(answers, 0, batch_size_, 2 * batch_size_));
  });
  for (Parameter& parameter : clipped_) {
    if (!loss_->clips) break;
    kernels(parameter.tensor).unary("clamp"_unary, -clip_, clip_, parameter.tensor, parameter.tensor);
  }
  return loss;
}

Tensor PlaneGan::generator_step() {
  const Tensor from = noise(batch_size_, random_);
  return generators_.step([&] { return loss_->generator(discriminator_.forward(blurred(generator_.forward(from)))); });
}

Tensor PlaneGan::step() {
  ++steps_done_;
  Tensor loss;
  for (std::int64_t i = 0; learner_ != "generator" && i < discriminator_steps_; ++i) loss = discriminator_step();
  if (learner_ == "discriminator") return loss;
  const Tensor generators = generator_step();
  return loss.defined() ? loss + generators : generators;
}

void PlaneGan::evaluate(Metrics& metrics) {
  Random looks = looks_;
  const Tensor made = discriminator_.forward(generator_.forward(noise(losses_of, looks)));
  metrics["generator_loss"] = loss_->generator(made);
  if (problem_.real().clouds() == 0) return;
  metrics["discriminator_loss"] = loss_->discriminator(discriminator_.forward(problem_.sample(losses_of, looks)), made);
  metrics["loss"] = metrics["generator_loss"] + metrics["discriminator_loss"];
}

void PlaneGan::test(Metrics& metrics) {
  Random looks = looks_;
  problem_.measure(generator_.forward(noise(judged, looks)), metrics);
}

double PlaneGan::test_cost() const {
  return static_cast<double>(judged) / static_cast<double>(batch_size_);
}

std::optional<Refusal> PlaneGan::remark() {
  if (!watch_.due(steps_done_) || problem_.real().clouds() == 0) return {};
  Random looks = looks_;
  const Tensor made = generator_.forward(noise(judged, looks)), real = problem_.sample(judged, looks);
  GanWatch::Sight sight{.measures = problem_.measure(made).value(), .apart = problem_.real().apart};
  if (loss_->belief != nullptr) {
    const auto believed = [&](const Tensor& samples) {
      return static_cast<double>(mean(loss_->belief(discriminator_.forward(samples))).item());
    };
    sight.told_apart = believed(real) - believed(made);
  }
  return watch_.see(steps_done_, std::move(sight));
}

ForwardPass PlaneGan::forward_pass() const {
  return gradlab::forward_pass(generator_, {0, noise_size_}, "noise", "points");
}

void PlaneGan::state(Archive& archive) {
  {
    const Archive::Scope scope(archive, "generator");
    generators_.state(archive);
  }
  {
    const Archive::Scope scope(archive, "discriminator");
    discriminators_.state(archive);
  }
  archive.field("samples", random_);
  archive.field("steps", steps_done_);
}

}  // namespace gradlab
