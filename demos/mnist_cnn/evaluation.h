// What a classifier of images answers to all images of a set.
#pragma once

#include "engine/data/images.h"
#include "engine/nn/nn.h"

namespace gradlab {

struct Evaluation {
  double loss = 0.0;                          ///< mean cross-entropy
  double accuracy = 0.0;                      ///< share of right answers
  Tensor probabilities;                       ///< [N, classes], in the order of the set
  std::vector<std::int32_t> answers, labels;  ///< [N]

  std::int64_t size() const { return static_cast<std::int64_t>(answers.size()); }
  bool right(std::int64_t i) const {
    return answers[static_cast<std::size_t>(i)] == labels[static_cast<std::size_t>(i)];
  }
  /// Probability of the answer given to image `i`.
  float certainty(std::int64_t i) const {
    return probabilities.data()[i * probabilities.shape()[1] + answers[static_cast<std::size_t>(i)]];
  }
};

/// How many images one test takes, so that it ends in seconds whatever one of them costs.
std::int64_t images_to_test(std::int64_t multiply_adds_per_image);

/// Of the first `most` images of `set`, without training.
Evaluation evaluated(const Sequential& model, const ImageSet& set, std::int64_t most);

}  // namespace gradlab
