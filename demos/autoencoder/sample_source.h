// Where an autoencoder gets its samples from: images, or the rows of a table; and which it is not shown in training.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "demos/core/experiment.h"

namespace gradlab {

class SampleSource {
 public:
  /// Takes what the values "data" and "turned" name, without the class "left_out" for training.
  void load(const Setup& setup);

  bool has_images() const { return images_ != nullptr; }
  /// [0, H, W, C] of images in [0, 1], or [0, D] of a table's columns, which have mean 0 and deviation 1 in training.
  Shape shape() const;
  /// How many numbers a sample has.
  std::int64_t width() const { return shape().size(1, shape().rank()); }
  /// The samples to train with, by their places: inputs and labels, int32 [N].
  const Dataset& train_indices() const { return train_indices_; }
  /// The training samples at such places.
  Dataset train(const Tensor& indices) const;
  std::int64_t test_count() const;
  /// Test samples number [first, last), with their labels.
  Dataset test(std::int64_t first, std::int64_t last) const;
  const std::vector<std::string>& class_names() const { return class_names_; }
  /// The class that is not trained on, where there is one.
  std::optional<std::int32_t> left_out() const { return left_out_; }
  /// What is drawn, as an input [1, H, W, C]; of images alone.
  Tensor drawn(const Strokes& strokes) const;
  /// What was filled in where a table had gaps; empty where nothing was.
  std::string& filled() { return filled_; }

 private:
  void load_images(const Setup& setup);
  void load_table(const Setup& setup);

  std::shared_ptr<const ImageSplit> images_;
  Split table_;
  Dataset train_indices_;
  std::vector<std::string> class_names_;
  std::optional<std::int32_t> left_out_;
  std::string filled_;
};

}  // namespace gradlab
