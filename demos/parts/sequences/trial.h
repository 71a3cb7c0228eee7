// Texts that a model tried its hand at.
#pragma once

#include <string>
#include <vector>

#include "demos/core/views.h"
#include "demos/parts/sequences/text_source.h"

namespace gradlab {

/// A try at something that it was not trained on.
struct Trial {
  std::vector<std::int32_t> tokens;
  std::size_t given = 0;             ///< how many of the first were not written by the model
  std::vector<float> probabilities;  ///< that the model gave each token
  enum class Verdict { none, good, bad } verdict = Verdict::none;
  std::string note = {};  ///< a label: what would have been right
};

/// Share of the trials that are good.
double share_good(const std::vector<Trial>& trials);

/// What was given and written, token by token in the colour of how likely the model found it, with the judge's verdict.
void show_trials(View& view, const TextSource& source, const std::vector<Trial>& trials);

}  // namespace gradlab
