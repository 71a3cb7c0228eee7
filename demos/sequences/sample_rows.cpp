#include "demos/sequences/sample_rows.h"

#include <algorithm>

namespace gradlab {

namespace {

constexpr std::int32_t no_target = -1;

}  // namespace

std::vector<std::int32_t> sample_tokens(const TextSource& source, const TextSample& sample) {
  const bool question = source.task()->kind != TextTask::Kind::prose;
  return source.tokenizer().encode(question ? sample.prompt + text_answer + sample.answer : sample.answer);
}

std::vector<std::int32_t> given_tokens(const TextSource& source, std::string_view prompt, bool is_question) {
  std::vector<std::int32_t> tokens = source.tokenizer().encode(prompt);
  tokens.insert(tokens.begin(), source.end_token());
  if (is_question) tokens.push_back(source.answer_token());
  return tokens;
}

TokenBatch SampleRows::next(const TextSource& source, std::int64_t rows, std::int64_t width) {
  const auto row = static_cast<std::size_t>(width), all = static_cast<std::size_t>(rows) * row;
  inputs_.assign(all, source.end_token());
  targets_.assign(all, no_target);
  for (std::size_t first = 0; first < all; first += row) fill_row(source, row, &inputs_[first], &targets_[first]);
  return {Tensor::indices(inputs_, {rows, width}), Tensor::indices(targets_, {rows, width}), Tensor()};
}

void SampleRows::fill_row(const TextSource& source, std::size_t width, std::int32_t* inputs, std::int32_t* targets) {
  const bool answers_only = answers_only_ && source.task()->kind != TextTask::Kind::prose;
  for (std::size_t place = 0; place < width;) {
    std::vector<std::int32_t> tokens = sample_tokens(source, source.sample(random_, held_out_));
    const std::size_t length = tokens.size() + 1;  // with its text_end
    if (place > 0 && place + length > width) return;
    tokens.insert(tokens.begin(), source.end_token());
    tokens.push_back(source.end_token());
    const std::size_t shown = std::min(width, length);
    const auto from = static_cast<std::size_t>(random_.below(static_cast<std::int64_t>(length - shown + 1)));
    const auto answer = std::find(tokens.begin(), tokens.end(), source.answer_token()) - tokens.begin();
    const std::size_t learnt = answers_only ? static_cast<std::size_t>(answer) : 0;  // from the token behind it on
    for (std::size_t i = 0; i < shown; ++i) {
      inputs[place + i] = tokens[from + i];
      if (from + i >= learnt) targets[place + i] = tokens[from + i + 1];
    }
    place += shown;
  }
}

}  // namespace gradlab
