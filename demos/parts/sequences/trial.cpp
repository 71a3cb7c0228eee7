#include "demos/parts/sequences/trial.h"

#include <algorithm>
#include <cmath>

#include "demos/parts/sequences/token_text.h"
#include "demos/parts/sequences/wrong_word.h"
#include "engine/data/utf8.h"

namespace gradlab {

namespace {

const char* state_of(Trial::Verdict verdict) {
  return verdict == Trial::Verdict::good ? "good" : verdict == Trial::Verdict::bad ? "bad" : "";
}

/// Of a text that is refused, what is wrong with it, where it is not said yet.
std::string note_of(const TextSource& source, const Trial& trial) {
  const bool refused = trial.verdict == Trial::Verdict::bad && source.task()->kind == TextTask::Kind::prose;
  if (!refused || !trial.note.empty()) return trial.note;
  const auto word = wrong_word(*source.task(), source.tokenizer().decode(trial.tokens));
  return word ? "trial.wrong= " + (is_utf8(*word) ? *word : shown_token(*word)) : "";
}

}  // namespace

double share_good(const std::vector<Trial>& trials) {
  const auto good = std::ranges::count(trials, Trial::Verdict::good, &Trial::verdict);
  return static_cast<double>(good) / static_cast<double>(std::max<std::size_t>(1, trials.size()));
}

void show_trials(View& view, const TextSource& source, const std::vector<Trial>& trials) {
  Json groups = Json::array();
  for (const Trial& text : trials) {
    const std::string name = "values" + std::to_string(groups.size());
    groups.push_back({{"label", ""},
                      {"note", note_of(source, text)},
                      {"tokens", flowing_texts(source, text.tokens)},
                      {"given", text.given},
                      {"values", name},
                      {"state", state_of(text.verdict)}});
    std::vector<float> chosen = text.probabilities;
    std::fill_n(chosen.begin(), std::min(chosen.size(), text.given), NAN);  // what was given was not chosen
    view.tensor(name, chosen);
  }
  view.set("groups", groups).set("legend", "writing.probability").set("range", {0.0, 1.0}).set("palette", "sequential");
}

}  // namespace gradlab
