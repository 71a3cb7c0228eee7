// The map of the codes: where the test samples lie, what any place of it stands for, and where a drawing falls.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "demos/autoencoder/code_learner.h"
#include "demos/autoencoder/code_map.h"
#include "demos/autoencoder/linear_rival.h"
#include "demos/core/views.h"

namespace gradlab {

class MapView {
 public:
  /// The model, or what it is asked about, has changed.
  void forget() { stale_ = true; }
  /// The visitor looks at this place of the map.
  void choose(std::array<float, 2> place) { place_ = place; }

  /// The test samples as points, the chosen place with the sample that it stands for, and, where there is one, the
  /// place of `drawing` [1, ...].
  void show(View& view, const CodeLearner& learner, const Tensor& drawing);
  /// The same samples where `rival`'s first two numbers put them.
  void show_rival(View& view, const CodeLearner& learner, const LinearRival& rival);
  /// What the places of a grid over the map stand for, side by side.
  void show_atlas(View& view, const CodeLearner& learner);
  /// Of the test samples on the map that are nearest to `drawing`, for each class its share.
  std::vector<float> votes(const CodeLearner& learner, const Tensor& drawing);

 private:
  void look(const CodeLearner& learner);
  void set_points(View& view, const CodeLearner& learner, const Tensor& places) const;

  CodeMap map_;
  std::vector<std::int32_t> labels_;  // of the map's places
  std::optional<std::array<float, 2>> place_;
  bool stale_ = true;
};

/// One sample [1, D] of images as a picture [H, W], colours as their mean.
Tensor picture_of(const Tensor& sample, const Shape& shape);

}  // namespace gradlab
