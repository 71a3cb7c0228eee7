// A model of images in training: its layers, its batches, and how well it does.
#pragma once

#include "demos/mnist_cnn/evaluation.h"
#include "demos/mnist_cnn/image_model.h"
#include "demos/mnist_cnn/image_source.h"
#include "demos/parts/running_mean.h"
#include "demos/parts/supervised.h"

namespace gradlab {

class ImageLearner {
 public:
  /// Values are those of augmentation_params and training_params, "data", "train_count", "layers", "activation" and
  /// "padding".
  void build(const Setup& setup);
  void change(const Setup& setup);
  Tensor step();
  /// Loss and accuracy on the batches trained on lately; before the first step, on some training images.
  void evaluate(Metrics& metrics) const;
  /// Loss and accuracy on the test images and, likewise, on some training images as they are; and what test_answers
  /// gives from then on.
  void test(Metrics& metrics);
  double test_cost() const;
  /// Whether it has trained long enough to know better, and does not: lately right as often as one who guesses.
  bool is_guessing() const;
  void state(Archive& archive, const Drawings& drawings);

  const Sequential& model() const { return learner_.model(); }
  const Learner& learner() const { return learner_; }
  const std::vector<ShownLayer>& shown() const { return shown_; }
  const ImageSource& source() const { return source_; }
  ImageSource& source() { return source_; }
  const Evaluation& test_answers() const { return answers_; }

 private:
  std::int64_t train_images_to_test() const;

  Learner learner_;
  ImageSource source_;
  std::vector<ShownLayer> shown_;
  RunningMean loss_, accuracy_;
  Evaluation answers_;
};

}  // namespace gradlab
