// A convolutional generator and discriminator against each other, both told which digit is wanted (Radford et al. 2016;
// Mirza and Osindero 2014).
#include <array>
#include <string>

#include "demos/gan/digits_maker.h"
#include "demos/gan/digits_problem.h"
#include "demos/parts/descent.h"
#include "demos/parts/network_view.h"
#include "demos/parts/running_mean.h"
#include "engine/graph/passes.h"
#include "engine/kernels/kernels.h"
#include "engine/learn/generate/adversarial.h"
#include "engine/learn/generate/weight_average.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

enum DigitsGanStream : std::uint64_t { digits_generator_weights = 31, digits_discriminator_weights };

constexpr std::int64_t seen_before_training = 32;
constexpr float averaged = 0.995f;  // momentum: a sample is made with the weights of about the last 200 steps

/// Noise and digit [N, D] to an image: a quarter as high and wide at first, and twice doubled.
std::vector<LayerSpec> generator_layers(const Shape& image, std::int64_t width) {
  const auto doubled = [](std::int64_t filters, const char* activation) {
    return LayerSpec{"conv_transpose2d",
                     {{"filters", filters}, {"size", 4}, {"activation", activation}, {"initializer", "he_normal"}}};
  };
  const std::int64_t height = image[1] / 4, across = image[2] / 4;
  const LayerSpec relu = {"activation", {{"function", "relu"}}};
  return {{"dense", {{"units", height * across * 2 * width}, {"initializer", "he_normal"}}},
          {"unflatten", {{"height", height}, {"width", across}}},
          {"batch_norm"},
          relu,
          doubled(width, "linear"),
          {"batch_norm"},
          relu,
          doubled(1, "sigmoid")};
}

/// An image to ten answers, of which that of its digit counts: how real it is for one (Miyato and Koyama 2018).
std::vector<LayerSpec> discriminator_layers(std::int64_t width) {
  const auto halved = [](std::int64_t filters) {
    return LayerSpec{"conv2d",
                     {{"filters", filters},
                      {"size", 4},
                      {"stride", 2},
                      {"padding", "same"},
                      {"activation", "leaky_relu"},
                      {"initializer", "he_normal"}}};
  };
  return {halved(width), halved(2 * width), {"flatten"}, {"dense", {{"units", DigitsProblem::classes}}}};
}

class DigitsGan final : public DigitsMaker {
 public:
  DigitsGan(const Shape& shape, const Setup& setup) {
    const Values& values = setup.values;
    Random generator = setup.random.split(digits_generator_weights), like = generator;
    Random discriminator = setup.random.split(digits_discriminator_weights);
    noise_size_ = values.integer("noise_size");
    const std::int64_t width = values.integer("channels");
    const Shape input{0, noise_size_ + DigitsProblem::classes};
    generator_ = Sequential(generator_layers(shape, width));
    generator_.build(input, generator);
    averaged_ = Sequential(generator_layers(shape, width));
    averaged_.build(input, like);
    average_.build(with_buffers(generator_), with_buffers(averaged_), averaged);
    discriminator_ = Sequential(discriminator_layers(width));
    discriminator_.build(shape, discriminator);
    clipped_ = discriminator_.parameters();
    generators_.build(generator_.parameters(), values);
    discriminators_.build(discriminator_.parameters(), values);
    change(values);
  }

  void change(const Values& values) override {
    loss_ = &Registry<AdversarialLoss>::find("loss", values.choice("loss"));
    clip_ = values.real("clip_weights");
    learner_ = values.choice("learner");
    discriminator_steps_ = values.integer("discriminator_steps");
    generators_.change(values);
    discriminators_.change(values);
  }

  Tensor step(const Dataset& real, Random& random) override {
    const Tensor digits = one_hot(real.targets);
    Tensor loss = Tensor::scalar(0.0f);
    for (std::int64_t i = 0; learner_ != "generator" && i < discriminator_steps_; ++i) {
      const Tensor made = generator_.forward(told(noise(real.size(), random), digits), {.training = true});
      const Tensor of_discriminator =
          discriminators_.step([&] { return discriminator_loss(real.inputs, made, digits); });
      clip();
      if (i == 0) discriminator_loss_.add(of_discriminator), loss = loss + of_discriminator;
    }
    if (learner_ != "discriminator") {
      const Tensor from = told(noise(real.size(), random), digits);
      const Tensor of_generator = generators_.step(
          [&] { return loss_->generator(answers(generator_.forward(from, {.training = true}), digits)); });
      average_.follow();
      generator_loss_.add(of_generator), loss = loss + of_generator;
    }
    return loss;
  }

  /// Normal numbers [count, noise size].
  Tensor noise(std::int64_t count, Random& random) const override {
    Tensor numbers = Tensor::empty({count, noise_size_});
    for (float& number : numbers.values()) number = random.normal();
    return numbers;
  }

  Tensor made(const Tensor& noise, const Tensor& wanted) const override {
    return averaged_.forward(told(noise, one_hot(wanted)));
  }
  double cost() const override { return 0.2; }

  void evaluate(Metrics& metrics, const DigitsProblem& problem, Random looks) const override {
    const Dataset real =
        problem.first(generator_loss_.empty() || discriminator_loss_.empty() ? seen_before_training : 0);
    const Tensor digits = one_hot(real.targets), images = made(noise(real.size(), looks), real.targets);
    const auto mean_of = [](const RunningMean& loss) { return Tensor::scalar(static_cast<float>(loss.mean())); };
    metrics["discriminator_loss"] =
        discriminator_loss_.empty() ? discriminator_loss(real.inputs, images, digits) : mean_of(discriminator_loss_);
    metrics["generator_loss"] =
        generator_loss_.empty() ? loss_->generator(answers(images, digits)) : mean_of(generator_loss_);
    metrics["loss"] = metrics["generator_loss"] + metrics["discriminator_loss"];
  }

  void show(Views& views) override {
    if (views.wants("generator_network")) show_summary(views.add("generator_network"), generator_);
    if (views.wants("discriminator_network")) show_summary(views.add("discriminator_network"), discriminator_);
  }

  ForwardPass forward_pass() const override {
    return gradlab::forward_pass(averaged_, {0, noise_size_ + DigitsProblem::classes}, "noise_and_digit", "images");
  }

  void state(Archive& archive) override {
    {
      const Archive::Scope scope(archive, "generator");
      generators_.state(archive);
      archive.field("running", generator_.buffers());
      archive.field("averages", average_.averages());
      archive.field("averaged_steps", average_.steps());
      generator_loss_.state(archive, "loss");
    }
    const Archive::Scope scope(archive, "discriminator");
    discriminators_.state(archive);
    discriminator_loss_.state(archive, "loss");
  }

 private:
  static std::vector<Parameter> with_buffers(const Sequential& model) {
    std::vector<Parameter> all = model.parameters();
    for (const Parameter& buffer : model.buffers()) all.push_back(buffer);
    return all;
  }
  static Tensor told(const Tensor& noise, const Tensor& digits) { return concat(std::array{noise, digits}, 1); }

  /// How real images are for their digits, [N, 1].
  Tensor answers(const Tensor& images, const Tensor& digits) const {
    return sum(discriminator_.forward(images) * digits, {1}, true);
  }
  Tensor discriminator_loss(const Tensor& real, const Tensor& made, const Tensor& digits) const {
    const Tensor both = answers(concat(std::array{real, made}, 0), concat(std::array{digits, digits}, 0));
    const std::int64_t count = digits.shape()[0];
    return loss_->discriminator(slice(both, 0, 0, count), slice(both, 0, count, 2 * count));
  }
  void clip() {
    if (!loss_->clips) return;
    for (Parameter& parameter : clipped_) {
      kernels(parameter.tensor).unary("clamp"_unary, -clip_, clip_, parameter.tensor, parameter.tensor);
    }
  }

  const AdversarialLoss* loss_ = nullptr;
  Sequential generator_, averaged_, discriminator_;
  WeightAverage average_;
  Descent generators_{"generator"}, discriminators_{"discriminator"};
  std::vector<Parameter> clipped_;  // the discriminator's
  float clip_ = 0.0f;
  std::string learner_;
  std::int64_t discriminator_steps_ = 1, noise_size_ = 1;
  RunningMean generator_loss_, discriminator_loss_;
};

}  // namespace

std::unique_ptr<DigitsMaker> adversarial_digits(const Shape& shape, const Setup& setup) {
  return std::make_unique<DigitsGan>(shape, setup);
}

}  // namespace gradlab
