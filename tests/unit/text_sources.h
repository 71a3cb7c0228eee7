// Texts as tokens, for the tests of what is made of them.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "demos/parts/sequences/text_streams.h"

namespace gradlab {

inline const std::vector<std::string> tokenizer_names = {"characters", "bytes", "words", "byte-pairs"};

/// A source of the task `name`, or of `own` text where that is "file", all byte pairs merged.
inline TextSource source_of(const std::string& name, const std::string& tokenizer, int vocabulary = 8192,
                            const std::string& own = "") {
  const Params params({tokenizer_params()});
  Values values(params);
  REQUIRE(values.change({{"tokenizer", tokenizer}, {"vocabulary", vocabulary}}).empty());
  const OwnFile file{.text = std::make_shared<std::string>(own)};
  TextSource source;
  source.load({values, Random(1), name == "file" ? &file : nullptr}, name);
  while (source.go_on()) continue;
  return source;
}

/// Calls `check` with each task by each tokenizer.
template <typename Check>
void for_each_source(Check&& check) {
  static std::map<std::pair<std::string, std::string>, TextSource> sources;
  for (const TextTask& task : Registry<TextTask>::all()) {
    for (const std::string& tokenizer : tokenizer_names) {
      CAPTURE(task.name);
      CAPTURE(tokenizer);
      const auto key = std::pair(task.name, tokenizer);
      if (!sources.contains(key)) sources[key] = source_of(task.name, tokenizer);
      check(std::as_const(sources[key]));
    }
  }
}

inline bool is_prose(const TextSource& source) {
  return source.task()->kind == TextTask::Kind::prose;
}

/// What a sample is told by.
inline const std::string& content(const TextSample& sample) {
  return sample.prompt.empty() ? sample.answer : sample.prompt;
}

/// A sample as it is written in a stream, without its end.
inline TextSample read_sample(const TextSource& source, const std::string& line) {
  const std::size_t tab = line.find(text_answer);
  if (tab == std::string::npos) return {.prompt = "", .answer = line};
  TextSample sample{line.substr(0, tab), line.substr(tab + 1)};
  const std::vector<std::string>& labels = source.task()->labels;
  if (!labels.empty()) {
    sample.label = static_cast<std::int32_t>(std::find(labels.begin(), labels.end(), sample.answer) - labels.begin());
  }
  return sample;
}

inline std::vector<std::int32_t> numbers_in(const Tensor& tensor) {
  return {tensor.indices(), tensor.indices() + tensor.size()};
}

/// The first tokens of a row of [N, T], as text.
inline std::string row_text(const TextSource& source, const Tensor& tensor, std::int64_t row, std::int64_t length) {
  const std::int32_t* begin = tensor.indices() + row * tensor.shape()[1];
  return source.tokenizer().decode({begin, static_cast<std::size_t>(length)});
}

}  // namespace gradlab
