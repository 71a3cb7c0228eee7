#include "engine/data/text/grammar_tasks.h"

#include <algorithm>
#include <utility>

namespace gradlab {

TextTask prose_task(std::string name, GrammarSource grammar) {
  return {
      std::move(name),
      TextTask::Kind::prose,
      [grammar](Random& random) { return TextSample{.prompt = "", .answer = grammar().write(grammar().draw(random))}; },
      [grammar](const TextSample& sample) { return !grammar().read(sample.prompt + sample.answer).empty(); },
      [grammar] { return grammar().entropy(); },
      {}};
}

TextTask labelled_task(std::string name, GrammarSource grammar, std::vector<std::string> labels) {
  const auto label_of = [classes = static_cast<int>(labels.size())](const Grammar::Reading& reading) {
    return reading.branches[0] % classes;
  };
  return {std::move(name),
          TextTask::Kind::labelled,
          [=](Random& random) {
            const Grammar::Reading reading = grammar().draw(random);
            const int label = label_of(reading);
            return TextSample{grammar().write(reading), labels[static_cast<std::size_t>(label)], label};
          },
          [=](const TextSample& sample) {
            for (const Grammar::Reading& reading : grammar().read(sample.prompt)) {
              const int label = label_of(reading);
              if (label == sample.label && labels[static_cast<std::size_t>(label)] == sample.answer) return true;
            }
            return false;
          },
          [=] {
            TextEntropy entropy = grammar().entropy();
            for (const std::string& label : labels) {
              entropy.characters += static_cast<double>(count_characters(label)) / static_cast<double>(labels.size());
            }
            return entropy;
          },
          labels};
}

TextTask translation_task(std::string name, GrammarSource from, GrammarSource to) {
  return {std::move(name),
          TextTask::Kind::pairs,
          [=](Random& random) {
            const Grammar::Reading reading = from().draw(random);
            return TextSample{from().write(reading), to().write(reading)};
          },
          [=](const TextSample& sample) {
            const std::vector<Grammar::Reading> meant = from().read(sample.prompt), said = to().read(sample.answer);
            for (const Grammar::Reading& reading : said) {
              if (std::ranges::find(meant, reading) != meant.end()) return true;
            }
            return false;
          },
          [=] {
            TextEntropy entropy = from().entropy();
            entropy.characters += to().entropy().characters;
            return entropy;
          },
          {}};
}

}  // namespace gradlab
