// Where a model of images gets its batches from: a data set, changed a little each time, and what the visitor teaches.
#pragma once

#include "demos/core/experiment.h"
#include "engine/data/augment.h"

namespace gradlab {

/// "augment_shift" and the other strengths of Augmentation.
std::vector<Param> augmentation_params(const Augmentation& initial);

class ImageSource {
 public:
  /// Takes the images that the values "data", "turned" and "train_count" name.
  void load(const Setup& setup);
  /// Takes over the strengths of augmentation.
  void change(const Values& values);

  const ImageSplit& images() const { return *images_; }
  std::int64_t classes() const { return static_cast<std::int64_t>(images_->class_names.size()); }
  const std::string& class_name(std::int64_t label) const;
  /// [0, H, W, C]
  Shape shape() const;
  /// How many images there are to train with, and the n-th of them as the index of an image: inputs and labels, int32
  /// [N].
  Dataset train_indices() const;
  /// Inputs [B + few, H, W, C] and labels of the images at `indices`, augmented; some of the lessons are among them.
  Dataset batch(const Dataset& indices, Random& random) const;
  const Augmentation& augmentation() const { return augmentation_; }

  /// The visitor's drawings as images of this size.
  void set_lessons(const std::vector<Drawings::Lesson>& lessons);
  void add_lesson(const Drawings::Lesson& lesson);
  const ImageData& lessons() const { return lessons_; }
  /// One drawing as input [1, H, W, C].
  Tensor drawn(const Strokes& strokes) const;

 private:
  std::shared_ptr<const ImageSplit> images_;
  std::int64_t train_count_ = 0;
  Augmentation augmentation_;
  ImageData lessons_;
};

}  // namespace gradlab
