#include "demos/parts/sequences/sample_rows.h"

#include <algorithm>

namespace gradlab {

namespace {

constexpr std::int32_t no_target = -1;
constexpr std::size_t width_step = 8;  // so that batches of like lengths share their memory

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

TokenBatch SampleRows::next(const TextSource& source, std::int64_t rows, std::int64_t most) {
  const bool answers_only = answers_only_ && source.task()->kind != TextTask::Kind::prose;
  std::vector<std::vector<std::int32_t>> texts;
  std::size_t longest = 0;
  for (std::int64_t row = 0; row < rows; ++row) {
    texts.push_back(sample_tokens(source, source.sample(random_, held_out_)));
    texts.back().insert(texts.back().begin(), source.end_token());
    texts.back().push_back(source.end_token());
    longest = std::max(longest, texts.back().size() - 1);
  }
  const auto width = std::min(static_cast<std::size_t>(most), (longest + width_step - 1) / width_step * width_step);
  const Shape shape = {rows, static_cast<std::int64_t>(width)};
  TokenBatch batch{Tensor::empty(shape, DType::int32), Tensor::empty(shape, DType::int32), Tensor()};
  std::int32_t *input = batch.inputs.indices(), *target = batch.targets.indices();
  for (const std::vector<std::int32_t>& text : texts) {
    const std::size_t shown = std::min(width, text.size() - 1);
    const auto from = static_cast<std::size_t>(random_.below(static_cast<std::int64_t>(text.size() - shown)));
    const auto answer = static_cast<std::size_t>(std::ranges::find(text, source.answer_token()) - text.begin());
    for (std::size_t i = 0; i < width; ++i) {
      const bool learnt = i < shown && (!answers_only || from + i >= answer);
      *input++ = i < shown ? text[from + i] : source.end_token();
      *target++ = learnt ? text[from + i + 1] : no_target;
    }
  }
  return batch;
}

}  // namespace gradlab
