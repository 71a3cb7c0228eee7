#include "demos/rnn/recurrent_writer.h"

#include <algorithm>
#include <utility>

namespace gradlab {

RecurrentWriter::RecurrentWriter(Recurrent::State state, const std::vector<std::vector<std::int32_t>>& given,
                                 std::int32_t end, std::size_t most, Random random)
    : column_(given.size()), state_(std::move(state)), random_(random), end_(end), most_(most) {
  for (const std::vector<std::int32_t>& tokens : given) texts_.push_back({tokens, tokens.size(), {1.0f}, false});
}

bool RecurrentWriter::is_reading() const {
  return std::ranges::all_of(texts_, [this](const WrittenTokens& text) { return place_ + 1 < text.given; });
}

// Rows go on together: while one still reads what it was given, another may write already.
bool RecurrentWriter::go_on(const RecurrentModel& model, const SamplingOptions& options) {
  if (place_ + 1 >= most_ || std::ranges::all_of(texts_, &WrittenTokens::ended)) return false;
  for (std::size_t row = 0; row < texts_.size(); ++row)
    column_[row] = texts_[row].ended ? end_ : texts_[row].tokens[place_];
  const Tensor tokens = Tensor::indices(column_, {1, static_cast<std::int64_t>(column_.size())});
  const Tensor logits = model.output(model.states(tokens, state_));
  const auto vocabulary = static_cast<std::size_t>(model.outputs());
  ++place_;
  for (std::size_t row = 0; row < texts_.size(); ++row) {
    WrittenTokens& text = texts_[row];
    if (text.ended) continue;
    const std::span<const float> own = logits.values().subspan(row * vocabulary, vocabulary);
    if (text.tokens.size() == place_) {
      const std::int32_t token = sample_token(own, options, random_);
      text.ended = token == end_;
      if (text.ended) continue;
      text.tokens.push_back(token);
    }
    text.probabilities.push_back(probability_of(own, text.tokens[place_]));
  }
  return true;
}

}  // namespace gradlab
