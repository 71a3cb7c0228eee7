#include "demos/transformer/context_remark.h"

#include "demos/parts/sequences/sample_rows.h"

namespace gradlab {

namespace {

constexpr std::int64_t most_bytes_of_a_token = 64;
constexpr int samples_tried = 100;

std::optional<Refusal> remark_on_own_text(const TextSource& source, std::int64_t context) {
  // A longer text has tokens enough, whatever they are.
  const std::string_view beginning =
      source.own_text(false).substr(0, static_cast<std::size_t>(context * most_bytes_of_a_token));
  const std::size_t tokens = source.tokenizer().encode(beginning).size();
  if (tokens >= static_cast<std::size_t>(context)) return {};
  return Refusal{"notice.text_shorter_than_context", {{"tokens", tokens}, {"context", context}}};
}

/// With text_end before it, or before its answer.
bool fits(const TextSource& source, const TextSample& sample, bool together, std::size_t context) {
  if (together) return sample_tokens(source, sample).size() < context;
  return source.tokenizer().encode(sample.prompt).size() <= context &&
         source.tokenizer().encode(sample.answer).size() < context;
}

}  // namespace

std::optional<Refusal> remark_on_context(const TextSource& source, const Values& values, Random chance) {
  const std::int64_t context = values.integer("context");
  if (source.task() == nullptr) return remark_on_own_text(source, context);
  if (source.task()->kind != TextTask::Kind::pairs) return {};
  const bool together = values.choice("architecture") == "decoder";
  int cut = 0;
  for (int i = 0; i < samples_tried; ++i) {
    cut += !fits(source, source.sample(chance, false), together, static_cast<std::size_t>(context));
  }
  if (cut == 0) return {};
  return Refusal{"notice.answers_cut", {{"percent", 100 * cut / samples_tried}, {"context", context}}};
}

}  // namespace gradlab
