#include "demos/parts/sequences/next_view.h"

#include <algorithm>
#include <numeric>

namespace gradlab {

namespace {

constexpr std::size_t most_bars = 14;

}  // namespace

std::vector<std::int32_t> likeliest(std::span<const float> scores, std::size_t most) {
  std::vector<std::int32_t> order(scores.size());
  std::iota(order.begin(), order.end(), 0);
  const auto end = order.begin() + static_cast<std::ptrdiff_t>(std::min(most, order.size()));
  std::partial_sort(order.begin(), end, order.end(), [&](std::int32_t a, std::int32_t b) {
    const float left = scores[static_cast<std::size_t>(a)], right = scores[static_cast<std::size_t>(b)];
    return left != right ? left > right : a < b;
  });
  order.erase(end, order.end());
  return order;
}

void show_next_token(View& view, const TextSource& source, std::span<const float> logits,
                     const SamplingOptions& sampling) {
  const std::vector<float> plain = sampling_distribution(logits, {}), sampled = sampling_distribution(logits, sampling);
  Json labels = Json::array();
  std::vector<float> plain_bars, sampled_bars;
  for (const std::int32_t token : likeliest(logits, most_bars)) {
    labels.push_back("=" + shown_token(source.tokenizer().token(token)));
    plain_bars.push_back(plain[static_cast<std::size_t>(token)]);
    sampled_bars.push_back(sampled[static_cast<std::size_t>(token)]);
  }
  view.set("x", "next.token")
      .set("y", "next.probability")
      .set("labels", labels)
      .set("series", {{{"label", "next.model"}, {"values", "model"}, {"role", "accent"}},
                      {{"label", "next.sampled"}, {"values", "sampled"}, {"role", "reference"}}})
      .tensor("model", plain_bars)
      .tensor("sampled", sampled_bars);
}

}  // namespace gradlab
