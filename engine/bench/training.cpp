#include "engine/bench/training.h"

#include <algorithm>
#include <cmath>

#include "engine/loss/loss.h"

namespace gradlab {

void set_weights(const std::vector<Parameter>& parameters) {
  std::uint32_t seed = 1;
  for (const auto& [name, weight] : parameters) {
    if (weight.rank() < 2) {
      if (name.find("bias") != std::string::npos) std::ranges::fill(weight.values(), 0.0f);
      continue;
    }
    const std::int64_t fan_in = weight.size() / weight.shape()[-1];
    std::ranges::copy(normal_numbers(weight.size(), std::sqrt(2.0 / static_cast<double>(fan_in)), seed), weight.data());
    seed += 2;
  }
}

namespace {

/// GFLOP to learn from one image: forward, and as much again for each gradient, but for that by the image itself.
double training_arithmetic(const Sequential& model) {
  std::int64_t multiply_adds = 0, first = 0;
  for (const SummaryRow& row : model.summary()) {
    multiply_adds += row.multiply_adds;
    if (first == 0) first = row.multiply_adds;
  }
  return 2e-9 * static_cast<double>(3 * multiply_adds - first);
}

}  // namespace

TrainingBenchmark::TrainingBenchmark(Sequential model, const Shape& image, std::int64_t batch_size,
                                     const BenchData& data)
    : model_(std::move(model)), labels_(data.labels.copied(default_device())), batch_size_(batch_size) {
  Shape images{labels_.size()};
  for (const std::int64_t extent : image) images.push_back(extent);
  images_ = data.images.copied(default_device()).viewed_as(images);
  Random random(1);  // for weights that are written over
  images[0] = batch_size;
  model_.build(images, random);
  set_weights(model_.parameters());
  arithmetic_ = training_arithmetic(model_);
  optimizer_ = make_optimizer("sgd", model_.parameters(), {.learning_rate = 0.01f});
}

double TrainingBenchmark::step() {
  const std::int64_t first = next_ * batch_size_;
  next_ = (next_ + 1) % (labels_.size() / batch_size_);
  {
    const Tape::Recording recording(&tape_);
    const Tensor logits = model_.forward(images_.rows(first, first + batch_size_), {.training = true});
    loss_ = cross_entropy(logits, labels_.rows(first, first + batch_size_));
  }
  tape_.backward(loss_);
  optimizer_->step();
  return static_cast<double>(batch_size_);
}

}  // namespace gradlab
