// What an autoencoder makes of test samples.
#pragma once

#include <functional>
#include <vector>

#include "demos/autoencoder/code_learner.h"

namespace gradlab {

/// Errors are mean squares over a sample's numbers.
struct Judgement {
  double loss = 0, reconstruction = 0, divergence = 0;  ///< means of CodeLoss's
  Tensor codes;                                         ///< [N, latent]
  std::vector<std::int32_t> labels;                     ///< [N]
  std::vector<float> restored_errors;                   ///< [N], of what is made of the samples as they are spoilt
  double restored_error = 0, spoilt_error = 0;          ///< means; the latter of the spoilt samples themselves
  double map_accuracy = 0;  ///< the share whose nearest neighbour on the map is of their class
};

/// At most so many test samples are judged, and drawn on the map.
constexpr std::int64_t most_judged = 2000, most_mapped = 1000;

/// Of the first `most` test samples, always spoilt in the same way.
Judgement judged(const CodeLearner& learner, std::int64_t most);

/// The codes [N, latent] of the first `most` test samples as they are.
Tensor test_codes(const CodeLearner& learner, std::int64_t most);

/// The mean of what `errors` of test samples [N, ...] and of the same as they are spoilt gives for each, over the
/// samples that judged takes.
double mean_over_test(const CodeLearner& learner, std::int64_t most,
                      const std::function<std::vector<float>(const Tensor& inputs, const Tensor& seen)>& errors);

/// The mean of (a - b)^2 for each row of a and b [N, ...].
std::vector<float> squared_errors(const Tensor& a, const Tensor& b);

}  // namespace gradlab
