// What a classifier answered to the test images: the confusion matrix, and the mistakes as pictures.
#pragma once

#include <optional>

#include "demos/core/views.h"
#include "demos/mnist_cnn/evaluation.h"

namespace gradlab {

/// A cell of the confusion matrix.
struct ConfusionCell {
  std::int64_t truth = 0, answer = 0;
};

class AnswersView {
 public:
  /// Rows are the truth, columns the answers, numbers the images.
  void show_confusion(View& view, const Evaluation& answers, const std::vector<std::string>& names) const;
  /// First the images of the chosen cell, then the mistakes that the model was surest of; the test image that other
  /// views look into is marked.
  void show_mistakes(View& view, const Evaluation& answers, const ImageSplit& images,
                     std::optional<std::int64_t> looked_into);

  void choose_cell(ConfusionCell cell) { cell_ = cell; }
  /// The test image, by its place in the set, that a click on the mistakes means; throws [choose] for none.
  std::int64_t chosen_image(std::int64_t group, std::int64_t index) const;

 private:
  std::optional<ConfusionCell> cell_;
  std::vector<std::vector<std::int64_t>> shown_;  // test images of each group, as last shown
};

}  // namespace gradlab
