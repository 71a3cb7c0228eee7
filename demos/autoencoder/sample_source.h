// Where an autoencoder gets its samples from: images, without the class that it is not shown in training.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "demos/core/experiment.h"

namespace gradlab {

class SampleSource {
 public:
  /// Takes the images that the values "data" and "turned" name, without the class "left_out" for training.
  void load(const Setup& setup);

  /// [0, H, W, C] of images in [0, 1].
  Shape shape() const;
  /// How many numbers a sample has.
  std::int64_t width() const { return shape().size(1, 4); }
  /// The samples to train with, by their places: inputs and labels, int32 [N].
  const Dataset& train_indices() const { return train_indices_; }
  /// The training samples at such places.
  Dataset train(const Tensor& indices) const { return images_->train.data->at(indices.read_indices()); }
  std::int64_t test_count() const { return images_->test.size(); }
  /// Test samples number [first, last), with their labels.
  Dataset test(std::int64_t first, std::int64_t last) const { return images_->test.at(first, last); }
  const std::vector<std::string>& class_names() const { return images_->class_names; }
  /// The class that is not trained on, where there is one.
  std::optional<std::int32_t> left_out() const { return left_out_; }
  /// What is drawn, as an input [1, H, W, C].
  Tensor drawn(const Strokes& strokes) const;

 private:
  std::shared_ptr<const ImageSplit> images_;
  Dataset train_indices_;
  std::optional<std::int32_t> left_out_;
};

}  // namespace gradlab
