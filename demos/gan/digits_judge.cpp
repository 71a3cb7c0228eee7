#include "demos/gan/digits_judge.h"

#include <algorithm>
#include <span>

#include "engine/loss/loss.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

enum JudgeStream : std::uint64_t { judge_weights, judge_batches };

constexpr std::int64_t images_of_a_batch = 32, epochs_to_learn = 6, fewest_steps = 200, steps_of_a_piece = 4;
constexpr std::int64_t held_out = 1000, tested_at_once = 100;
constexpr std::size_t seen_layer = 4;  // flatten

LayerSpec convolution(std::int64_t filters) {
  return {"conv2d", {{"filters", filters}, {"size", 5}, {"activation", "relu"}, {"initializer", "he_normal"}}};
}

}  // namespace

Dataset places_of(const ImageSet& set) {
  Dataset places{Tensor::indices(set.indices, {set.size()}), Tensor::empty({set.size()}, DType::int32)};
  std::ranges::transform(set.indices, places.targets.indices(),
                         [&](std::int32_t index) { return set.data->labels[static_cast<std::size_t>(index)]; });
  return places;
}

void DigitsJudge::build(std::shared_ptr<const ImageSplit> images, const Random& random) {
  images_ = std::move(images);
  const ImageSet& train = images_->train;
  const auto classes = static_cast<std::int64_t>(images_->class_names.size());
  model_ = Sequential(
      {convolution(8), {"max_pool2d"}, convolution(16), {"max_pool2d"}, {"flatten"}, {"dense", {{"units", classes}}}});
  Random weights = random.split(judge_weights);
  model_.build({0, train.data->height, train.data->width, train.data->channels}, weights);
  parameters_ = model_.parameters();
  tensors_.clear();
  for (const Parameter& parameter : parameters_) tensors_.push_back(parameter.tensor);
  optimizer_ = make_optimizer("adam", parameters_, {.learning_rate = 0.004f});
  batches_ = Batches(places_of(train), images_of_a_batch, random.split(judge_batches));
  lately_ = RunningMean();
  steps_ = 0;
  steps_to_learn_ = std::max(fewest_steps, epochs_to_learn * train.size() / images_of_a_batch);
  tested_.reset();
}

bool DigitsJudge::learn() {
  const Schedule schedule{.name = "cosine", .period = steps_to_learn_};
  for (std::int64_t i = 0; i < steps_of_a_piece && !has_learnt(); ++i, ++steps_) {
    const Dataset places = batches_.next();
    const Dataset batch = images_->train.data->at(places.inputs.read_indices());
    Tensor loss;
    {
      const Tape::Recording recording(&tape_);
      const Tensor logits = model_.forward(batch.inputs);
      loss = cross_entropy(logits, batch.targets);
      lately_.add(hit_rate(logits.detached(), batch.targets));
    }
    tape_.backward(loss, tensors_);
    optimizer_->step(schedule.factor(steps_));
  }
  return !has_learnt();
}

DigitsJudge::Reading DigitsJudge::reading() const {
  if (!has_learnt()) return {.right = lately_.empty() ? 0.0 : lately_.mean()};
  if (!tested_) {
    const std::int64_t count = std::min(held_out, images_->test.size());
    std::int64_t right = 0, sure_and_right = 0;
    for (std::int64_t first = 0; first < count; first += tested_at_once) {
      const Dataset batch = images_->test.at(first, std::min(count, first + tested_at_once));
      const Tensor answers = probabilities(batch.inputs), best = argmax(answers, 1);
      const std::span<const std::int32_t> labels = batch.targets.read_indices(), found = best.read_indices();
      const auto classes = static_cast<std::size_t>(answers.shape()[1]);
      for (std::size_t i = 0; i < labels.size(); ++i) {
        right += found[i] == labels[i];
        sure_and_right += answers.read()[i * classes + static_cast<std::size_t>(labels[i])] > sure;
      }
    }
    const auto share = [&](std::int64_t of) { return static_cast<double>(of) / static_cast<double>(count); };
    tested_ = {share(right), share(sure_and_right)};
  }
  return *tested_;
}

Tensor DigitsJudge::probabilities(const Tensor& images) const {
  return softmax(model_.forward(images));
}

Tensor DigitsJudge::features(const Tensor& images) const {
  std::vector<Tensor> outputs;
  model_.forward(images, {}, outputs);
  return outputs[seen_layer];
}

}  // namespace gradlab
