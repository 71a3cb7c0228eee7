// Flow matching on digits: a U-Net learns the velocity that carries noise to them (Lipman et al. 2023).
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "demos/gan/digits_maker.h"
#include "demos/gan/digits_mosaic.h"
#include "demos/gan/digits_problem.h"
#include "demos/parts/descent.h"
#include "demos/parts/network_view.h"
#include "demos/parts/running_mean.h"
#include "engine/learn/generate/flow_matching.h"
#include "engine/learn/generate/unet.h"
#include "engine/learn/generate/weight_average.h"
#include "engine/loss/loss.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

enum DigitsFlowStream : std::uint64_t { unet_weights = 51, journeys };

constexpr float averaged_flow = 0.995f;  // momentum of the weights that samples are made with
constexpr float untold = 0.1f;           // share of images whose digit is kept from the network (Ho and Salimans 2022)
constexpr float least_way_left = 0.05f;  // of time: the velocity is what lacks, by the time that is left
constexpr std::int64_t seen_before_flowing = 32, flow_steps = 8, half = DigitsProblem::classes / 2,
                       fewest_steps_between = 25;

class DigitsFlow final : public DigitsMaker {
 public:
  DigitsFlow(const Shape& shape, const Setup& setup) : shape_(shape) {
    const UNetOptions options{.channels = setup.values.integer("channels"), .classes = DigitsProblem::classes};
    Random random = setup.random.split(unet_weights), like = random;
    unet_.build(shape, options, random);
    averaged_.build(shape, options, like);
    average_.build(unet_.parameters(), averaged_.parameters(), averaged_flow);
    descent_.build(unet_.parameters(), setup.values);
    Random looks = setup.random.split(journeys);
    stages_ = {noise(DigitsProblem::classes, looks)};
    while (std::ssize(stages_) <= flow_steps) stages_.push_back(Tensor::zeros(stages_[0].shape()));
    pieces_ = 0;
    change(setup.values);
  }

  void change(const Values& values) override {
    guidance_ = values.real("guidance");
    descent_.change(values);
  }

  Tensor step(const Dataset& real, Random& random) override {
    const Tensor digits = one_hot(real.targets), from = noise(real.size(), random);
    Tensor times = Tensor::empty({real.size(), 1});
    for (float& time : times.values()) time = 1.0f / (1.0f + std::exp(-random.normal(-0.4f, 1.0f)));
    for (std::int64_t i = 0; i < digits.shape()[0]; ++i) {
      if (random.uniform() < untold) std::ranges::fill(digits.rows(i, i + 1).values(), 0.0f);
    }
    const Tensor loss = descent_.step([&] { return flow_loss(unet_, real.inputs, from, times, digits); });
    average_.follow();
    loss_.add(loss);
    return loss;
  }

  /// Normal numbers [count, H, W, 1].
  Tensor noise(std::int64_t count, Random& random) const override {
    Tensor numbers = Tensor::empty({count, shape_[1], shape_[2], shape_[3]});
    for (float& number : numbers.values()) number = random.normal();
    return numbers;
  }

  Tensor made(const Tensor& noise, const Tensor& wanted) const override {
    Tensor points = noise;
    for (std::int64_t i = 0; i < flow_steps; ++i) points = further(points, one_hot(wanted), i);
    return shown(points);
  }
  double cost() const override { return 2.0 * 2 * flow_steps / 3; }

  void evaluate(Metrics& metrics, const DigitsProblem& problem, Random looks) const override {
    if (!loss_.empty()) {
      metrics["loss"] = Tensor::scalar(static_cast<float>(loss_.mean()));
      return;
    }
    const Dataset real = problem.first(seen_before_flowing);
    const Tensor times = Tensor::full({real.size(), 1}, 0.5f);
    metrics["loss"] = flow_loss(unet_, real.inputs, noise(real.size(), looks), times, one_hot(real.targets));
  }

  /// Half of the digits go one step further on their way, at first often, then as they change more slowly ever more
  /// rarely.
  bool go_on() override {
    if (pieces_ == 2 * flow_steps) {
      if (average_.steps() < next_journey_) return false;
      pieces_ = 0;
      next_journey_ = average_.steps() + std::max(fewest_steps_between, average_.steps() / 10);
    }
    const std::int64_t step = pieces_ / 2, first = pieces_ % 2 * half, last = first + half;
    const Tensor digits = one_hot(digits_in_rows(1)).rows(first, last);
    const Tensor there = further(stages_[static_cast<std::size_t>(step)].rows(first, last), digits, step);
    std::ranges::copy(there.read(), stages_[static_cast<std::size_t>(step + 1)].rows(first, last).data());
    return ++pieces_ < 2 * flow_steps;
  }

  void show(Views& views) override {
    if (views.wants("generator_network")) show_unet(views.add("generator_network"));
    if (!views.wants("digit_paths")) return;
    std::vector<Tensor> images;
    for (const Tensor& stage : stages_) images.push_back(shown(stage));
    Mosaic mosaic(DigitsProblem::classes, flow_steps + 1, shape_);
    for (std::int64_t digit = 0; digit < DigitsProblem::classes; ++digit) {
      for (std::int64_t i = 0; i <= flow_steps; ++i) {
        if (i > reached(digit)) break;
        mosaic.put(images[static_cast<std::size_t>(i)], digit, digit, i);
      }
    }
    mosaic.show(views.add("digit_paths"), {.label = "digits.paths", .note = "digits.paths.note"});
  }

  ForwardPass forward_pass() const override {
    ForwardPass pass;
    pass.inputs = {{.name = "points", .shape = {'N', shape_[1], shape_[2], shape_[3]}},
                   {.name = "times", .shape = {'N', 1}, .low = 0},
                   {.name = "digits", .shape = {'N', DigitsProblem::classes}}};
    pass.least = {{'N', 1}};
    pass.parameters = averaged_.parameters();
    pass.outputs = {"images"};
    pass.run = [this](const Tensors& x) -> Tensors { return {averaged_.forward(x[0], x[1], x[2])}; };
    return pass;
  }

  void state(Archive& archive) override {
    descent_.state(archive);
    archive.field("averages", average_.averages());
    archive.field("averaged_steps", average_.steps());
    loss_.state(archive, "loss");
  }

 private:
  /// Pixels from [0, 1] to [-1, 1], and back, where noise is about as wide.
  static Tensor seen(const Tensor& images) { return scale(images, 2.0f, -1.0f); }
  static Tensor shown(const Tensor& points) { return clamp(scale(points, 0.5f, 0.5f), 0.0f, 1.0f); }

  /// From points towards the images that the network sees behind them, at the times [N, 1, 1, 1].
  static Tensor velocity(const Tensor& images, const Tensor& points, const Tensor& times) {
    const Tensor left = clamp(scale(times, -1.0f, 1.0f), least_way_left, 1.0f);
    return (images - points) / left;
  }

  static Tensor flow_loss(const UNet& unet, const Tensor& real, const Tensor& noise, const Tensor& times,
                          const Tensor& digits) {
    const Tensor spread = times.viewed_as({times.size(), 1, 1, 1});
    const FlowPair pair = flow_pair(noise, seen(real), spread);
    const Tensor images = unet.forward(pair.point, times, digits);
    return mse(velocity(images, pair.point, spread), velocity(seen(real), pair.point, spread));
  }

  /// One step of the flow, the i-th: what the digit adds to what is seen without it, taken `guidance` times.
  Tensor further(const Tensor& points, const Tensor& digits, std::int64_t i) const {
    const std::int64_t count = points.shape()[0];
    const auto field = [&](const Tensor& at, float time) {
      const Tensor both = concat(std::array{at, at}, 0);
      const Tensor told = concat(std::array{digits, Tensor::zeros(digits.shape())}, 0);
      const Tensor images = averaged_.forward(both, Tensor::full({2 * count, 1}, time), told);
      const Tensor of_digit = slice(images, 0, 0, count), of_any = slice(images, 0, count, 2 * count);
      const Tensor guided = of_any + scale(of_digit - of_any, guidance_);
      return velocity(guided, at, Tensor::full({count, 1, 1, 1}, time));
    };
    constexpr float length = 1.0f / static_cast<float>(flow_steps);
    return flow_step(field, points, static_cast<float>(i) * length, length);
  }

  void show_unet(View& view) const {
    std::vector<SummaryRow> rows = unet_.summary();
    for (SummaryRow& row : rows) row.layer = "=" + row.layer;
    show_summary(view, rows);
  }

  /// The last stage that a digit's journey has come to.
  std::int64_t reached(std::int64_t digit) const { return (pieces_ + (digit < half ? 1 : 0)) / 2; }

  Shape shape_;
  UNet unet_, averaged_;
  WeightAverage average_;
  Descent descent_{"generator"};
  RunningMean loss_;
  float guidance_ = 1.0f;
  // One journey of each digit, made beside training: what is there after each step, [10, H, W, 1].
  Tensors stages_;
  std::int64_t pieces_ = 0, next_journey_ = 1;
};

}  // namespace

std::unique_ptr<DigitsMaker> flowing_digits(const Shape& shape, const Setup& setup) {
  return std::make_unique<DigitsFlow>(shape, setup);
}

}  // namespace gradlab
