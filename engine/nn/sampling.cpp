#include "engine/nn/sampling.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/core/error.h"

namespace gradlab {

namespace {

void check(std::size_t tokens, const SamplingOptions& options) {
  if (tokens == 0) fail("sampling", "no logits", "at least one");
  if (!(options.temperature >= 0.0f) || std::isinf(options.temperature)) {
    fail("sampling", "a temperature of " + std::to_string(options.temperature), "a finite one of 0 or more");
  }
  if (options.top_k < 0) fail("sampling", "top_k " + std::to_string(options.top_k), "0 or more");
  if (!(options.top_p >= 0.0f && options.top_p <= 1.0f)) {
    fail("sampling", "top_p " + std::to_string(options.top_p), "a share from 0 to 1");
  }
}

/// A logit for comparisons: what is not a number is never chosen.
float comparable(float logit) {
  return std::isnan(logit) ? -std::numeric_limits<float>::infinity() : logit;
}

/// exp((logit - greatest) / temperature), at most 1, without an overflow. Equal logits weigh the same, also infinite
/// ones.
double weight_of(float logit, float greatest, float temperature) {
  if (logit == greatest) return 1.0;
  return std::exp((static_cast<double>(logit) - static_cast<double>(greatest)) / static_cast<double>(temperature));
}

/// Keeps the `top_k` greatest weights, and of these the fewest that make up `top_p` of their sum; of equal ones the
/// first.
void keep_greatest(std::vector<double>& weights, std::int64_t top_k, float top_p) {
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return weights[a] != weights[b] ? weights[a] > weights[b] : a < b; });
  std::size_t kept = order.size();
  if (top_k > 0) kept = std::min(kept, static_cast<std::size_t>(top_k));
  if (top_p < 1.0f) {
    double sum = 0.0, reached = 0.0;
    for (std::size_t i = 0; i < kept; ++i) sum += weights[order[i]];
    constexpr double rounding = 1e-6;  // of a share that is written with few digits
    const double wanted = (static_cast<double>(top_p) - rounding) * sum;
    std::size_t needed = 1;
    for (reached = weights[order[0]]; needed < kept && reached < wanted; ++needed) reached += weights[order[needed]];
    kept = needed;
  }
  for (std::size_t i = kept; i < order.size(); ++i) weights[order[i]] = 0.0;
}

}  // namespace

std::vector<float> sampling_distribution(std::span<const float> logits, const SamplingOptions& options) {
  check(logits.size(), options);
  std::vector<double> weights(logits.size());
  std::size_t likeliest = 0;
  for (std::size_t i = 1; i < logits.size(); ++i) {
    if (comparable(logits[i]) > comparable(logits[likeliest])) likeliest = i;
  }
  if (options.temperature == 0.0f) {
    weights[likeliest] = 1.0;
  } else {
    const float greatest = comparable(logits[likeliest]);
    for (std::size_t i = 0; i < weights.size(); ++i) {
      weights[i] = weight_of(comparable(logits[i]), greatest, options.temperature);
    }
    if (options.top_k > 0 || options.top_p < 1.0f) keep_greatest(weights, options.top_k, options.top_p);
  }
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<float> probabilities(weights.size());
  std::transform(weights.begin(), weights.end(), probabilities.begin(),
                 [sum](double weight) { return static_cast<float>(weight / sum); });
  return probabilities;
}

std::int32_t sample_token(std::span<const float> logits, const SamplingOptions& options, Random& random) {
  const std::vector<float> probabilities = sampling_distribution(logits, options);
  const double drawn = static_cast<double>(random.uniform());
  double below = 0.0;
  std::size_t last = 0;
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    if (probabilities[i] == 0.0f) continue;
    last = i;
    below += static_cast<double>(probabilities[i]);
    if (drawn < below) break;
  }
  return static_cast<std::int32_t>(last);
}

}  // namespace gradlab
