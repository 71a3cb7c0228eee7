#include "demos/transformer/writer.h"

#include <algorithm>

#include "demos/parts/sequences/decoding.h"

namespace gradlab {

void Writer::begin(std::vector<std::int32_t> given, Transformer::Memory memory, Random chance) {
  *this = Writer();
  tokens_ = std::move(given);
  given_ = tokens_.size();
  probabilities_ = {1.0f};
  memory_ = std::move(memory);
  chance_ = chance;
}

void Writer::start(std::int32_t end, std::int64_t most) {
  end_ = end;
  left_ = most;
  writing_ = true;
}

std::size_t Writer::window(std::int64_t context) const {
  const auto room = static_cast<std::size_t>(context);
  if (tokens_.size() <= first_ + room) return first_;
  const auto half = tokens_.end() - static_cast<std::ptrdiff_t>(std::max<std::size_t>(1, room / 2));
  const auto end = std::find(std::reverse_iterator(tokens_.end() - 1), std::reverse_iterator(half), end_);
  return static_cast<std::size_t>((end.base() == half ? half : end.base() - 1) - tokens_.begin());
}

void Writer::write(const Transformer& model, const SamplingOptions& options) {
  const std::size_t begin = window(model.options().context);
  if (cache_.blocks.empty() || begin != first_) cache_ = model.empty_cache(1);
  first_ = begin;
  const std::size_t known = first_ + static_cast<std::size_t>(cache_.length);
  const std::span<const std::int32_t> news(tokens_.begin() + static_cast<std::ptrdiff_t>(known), tokens_.end());
  const auto count = static_cast<std::int64_t>(news.size());
  const Tensor logits = model.logits(model.decode(Tensor::indices(news, {1, count}), memory_, {}, &cache_));
  const auto vocabulary = static_cast<std::size_t>(model.options().vocabulary);
  const auto row_of = [&](std::size_t place) {
    return std::span<const float>(logits.values()).subspan((place - known) * vocabulary, vocabulary);
  };
  for (std::size_t place = std::max(known, probabilities_.size() - 1); place + 1 < tokens_.size(); ++place) {
    probabilities_.push_back(probability_of(row_of(place), tokens_[place + 1]));
  }
  probabilities_.resize(tokens_.size(), 1.0f);  // of a beginning longer than the context
  const std::span<const float> last = row_of(tokens_.size() - 1);
  const std::int32_t token = sample_token(last, options, chance_);
  ended_ = token == end_;
  if (!ended_) {
    tokens_.push_back(token);
    probabilities_.push_back(probability_of(last, token));
  }
  writing_ = !ended_ && --left_ > 0;
}

}  // namespace gradlab
