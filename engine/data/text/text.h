// Texts that are made up, endlessly: beside each generator stands a judge that reads a text by its grammar, so that the
// quality of a trained model is a number.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/random.h"
#include "engine/core/registry.h"

namespace gradlab {

struct TextSample {
  std::string prompt;  ///< what is given, e.g. "407" or a sentence to judge; empty where a text begins from nothing
  std::string answer;  ///< what a model has to write, e.g. "four hundred seven"
  std::int32_t label = -1;  ///< where the task has labels
};

/// What a generator's choices amount to, on average over samples.
struct TextEntropy {
  double bits = 0.0;        ///< per sample. Where there is a prompt it has them all: the answer follows from it.
  double characters = 0.0;  ///< Unicode code points per sample, prompt and answer together
  /// The least cross-entropy, in bits per character, that a model of samples written one after the other can have;
  /// `separators` is the number of characters that are put around each.
  double per_character(std::int64_t separators = 1) const {
    return bits / (characters + static_cast<double>(separators));
  }
};

/// A kind of text. Files register their own; all of a file's words are ours.
struct TextTask {
  std::string name;  ///< "stories-en"
  enum class Kind {
    prose,    ///< answer only: a text to be continued
    pairs,    ///< the answer follows from the prompt
    labelled  ///< prompt is a sentence, answer the name of its label
  } kind;
  std::function<TextSample(Random&)> make;
  /// True for any right sample, whoever wrote it. Of prose, prompt and answer are read as one text: a beginning and how
  /// a model went on.
  std::function<bool(const TextSample&)> check;
  std::function<TextEntropy()> entropy;
  std::vector<std::string> labels;  ///< by label; empty but for labelled tasks
};
using RegisterText = Registry<TextTask>::Add;

/// Unicode code points of well-formed UTF-8.
std::int64_t count_characters(std::string_view text);

/// Characters per sample, measured on a few thousand.
double mean_characters(const std::function<TextSample(Random&)>& make);

}  // namespace gradlab
