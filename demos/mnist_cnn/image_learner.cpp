#include "demos/mnist_cnn/image_learner.h"

#include <algorithm>
#include <cmath>

#include "engine/loss/loss.h"

namespace gradlab {

namespace {

constexpr std::int64_t images_before_training = 200;  // for the loss at step 0
constexpr std::int64_t train_images_tested = 1000;
constexpr double forward_share = 1.0 / 3;  // of the time that an image takes in training
constexpr std::int64_t steps_to_know_better = 200;
constexpr double loss_of_guessing = 0.98;  // of the loss of one who gives every class the same probability
constexpr double right_by_chance = 0.1;    // more than one of all classes: running means stray

}  // namespace

void ImageLearner::build(const Setup& setup) {
  const Values& values = setup.values;
  source_.load(setup);
  Random random = setup.random.split(0);
  ImageModel built = image_model(layer_specs(values.at("layers")),
                                 {.activation = values.choice("activation"),
                                  .padding = values.choice("padding") == "same" ? Padding::same : Padding::valid,
                                  .classes = source_.classes()},
                                 source_.shape(), random);
  shown_ = std::move(built.shown);
  learner_.set_prepare([this](const Dataset& batch, Random& chance) { return source_.batch(batch, chance); });
  const auto noted_loss = [this](const Tensor& logits, const Tensor& labels) {
    const Tensor loss = cross_entropy(logits, labels);
    accuracy_.add(hit_rate(logits, labels));
    return loss;
  };
  Split data;
  data.train = source_.train_indices();
  learner_.build(std::move(built.model), std::move(data), noted_loss, setup);
}

void ImageLearner::change(const Setup& setup) {
  source_.change(setup.values);
  learner_.change(setup.values);
}

Tensor ImageLearner::step() {
  const Tensor loss = learner_.step();
  loss_.add(loss);
  return loss;
}

void ImageLearner::evaluate(Metrics& metrics) const {
  double loss = 0, accuracy = 0;
  if (loss_.empty()) {
    const Evaluation first = evaluated(model(), source_.images().train, images_before_training);
    loss = first.loss, accuracy = first.accuracy;
  } else {
    loss = loss_.mean(), accuracy = accuracy_.mean();
  }
  metrics["loss"] = Tensor::scalar(static_cast<float>(loss));
  metrics["accuracy"] = Tensor::scalar(static_cast<float>(accuracy));
}

void ImageLearner::test(Metrics& metrics) {
  answers_ = evaluated(model(), source_.images().test, images_to_test(model().multiply_adds()));
  const Evaluation trained_on = evaluated(model(), source_.images().train, train_images_to_test());
  const auto set = [&](const std::string& prefix, const Evaluation& answers) {
    metrics[prefix + "loss"] = Tensor::scalar(static_cast<float>(answers.loss));
    metrics[prefix + "accuracy"] = Tensor::scalar(static_cast<float>(answers.accuracy));
  };
  set("train_", trained_on);
  set("test_", answers_);
}

std::int64_t ImageLearner::train_images_to_test() const {
  return std::min({images_to_test(model().multiply_adds()), train_images_tested, learner_.data().train.size()});
}

double ImageLearner::test_cost() const {
  const std::int64_t images =
      std::min(images_to_test(model().multiply_adds()), source_.images().test.size()) + train_images_to_test();
  return forward_share * static_cast<double>(images) / static_cast<double>(learner_.batch_size());
}

// Both must hold: a loss may be large because the network is too sure of its few mistakes.
bool ImageLearner::is_guessing() const {
  const double epochs = learner_.epoch();
  const double images = epochs * static_cast<double>(learner_.data().train.size());
  if (epochs < 1 || images < static_cast<double>(steps_to_know_better * learner_.batch_size())) return false;
  const auto classes = static_cast<double>(source_.classes());
  return loss_.mean() > loss_of_guessing * std::log(classes) && accuracy_.mean() < 1 / classes + right_by_chance;
}

void ImageLearner::state(Archive& archive, const Drawings& drawings) {
  learner_.state(archive);
  loss_.state(archive, "loss");
  accuracy_.state(archive, "accuracy");
  if (archive.reading()) source_.set_lessons(drawings.lessons);
}

}  // namespace gradlab
