#include "demos/parts/sequences/decoding.h"

#include <algorithm>
#include <cmath>

namespace gradlab {

float probability_of(std::span<const float> logits, std::int32_t token) {
  const float most = *std::ranges::max_element(logits);
  double sum = 0.0;
  for (const float logit : logits) sum += std::exp(logit - most);
  return static_cast<float>(std::exp(logits[static_cast<std::size_t>(token)] - most) / sum);
}

// Rows go on together: while one still reads what it was given, another may write already.
std::vector<WrittenTokens> written(const Transformer& model, const std::vector<std::vector<std::int32_t>>& given,
                                   const Transformer::Memory& memory, std::int32_t end, std::int64_t most,
                                   const SamplingOptions& options, Random random) {
  const std::size_t rows = given.size();
  const auto room = static_cast<std::size_t>(std::min(most, model.options().context));
  std::vector<WrittenTokens> texts(rows);
  std::vector<std::int32_t> column(rows, end);
  for (std::size_t row = 0; row < rows; ++row) {
    const std::size_t fits = std::min(given[row].size(), room);
    texts[row] = {{given[row].begin(), given[row].begin() + static_cast<std::ptrdiff_t>(fits)}, fits, {}, false};
    texts[row].probabilities.assign(1, 1.0f);
  }
  TransformerCache cache = model.empty_cache(static_cast<std::int64_t>(rows));
  for (std::size_t place = 0; place + 1 < room; ++place) {
    if (std::ranges::all_of(texts, &WrittenTokens::ended)) break;
    for (std::size_t row = 0; row < rows; ++row) column[row] = texts[row].ended ? end : texts[row].tokens[place];
    const Tensor tokens = Tensor::indices(column, {static_cast<std::int64_t>(rows), 1});
    const Tensor logits = model.logits(model.decode(tokens, memory, {}, &cache));
    const auto vocabulary = static_cast<std::size_t>(model.options().vocabulary);
    for (std::size_t row = 0; row < rows; ++row) {
      WrittenTokens& text = texts[row];
      if (text.ended) continue;
      const std::span<const float> own = logits.values().subspan(row * vocabulary, vocabulary);
      if (text.tokens.size() == place + 1) {
        const std::int32_t token = sample_token(own, options, random);
        text.ended = token == end;
        if (text.ended) continue;
        text.tokens.push_back(token);
      }
      text.probabilities.push_back(probability_of(own, text.tokens[place + 1]));
    }
  }
  return texts;
}

}  // namespace gradlab
