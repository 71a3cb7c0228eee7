#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "engine/nn/sampling.h"
#include "tests/unit/error_message.h"
#include "tests/unit/near.h"

namespace gradlab {

using test::message;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float nan = std::numeric_limits<float>::quiet_NaN();

using Floats = std::vector<float>;

void check_close(const Floats& actual, const Floats& expected) {
  REQUIRE(actual.size() == expected.size());
  for (std::size_t i = 0; i < actual.size(); ++i) {
    CAPTURE(i);
    CHECK(actual[i] == near(expected[i], 1e-5));
  }
}

Floats logits_of(const Floats& probabilities) {
  Floats logits;
  for (const float probability : probabilities) logits.push_back(std::log(probability) + 3.0f);
  return logits;
}

}  // namespace

TEST_CASE("a temperature of 1 is the softmax, others sharpen or flatten it, and 0 takes the first of the greatest") {
  const Floats logits = logits_of({0.5f, 0.3f, 0.2f});
  check_close(sampling_distribution(logits, {}), {0.5f, 0.3f, 0.2f});
  check_close(sampling_distribution(logits, {.temperature = 0.5f}), {0.25f / 0.38f, 0.09f / 0.38f, 0.04f / 0.38f});
  check_close(sampling_distribution(logits, {.temperature = 1e6f}), {1 / 3.0f, 1 / 3.0f, 1 / 3.0f});
  check_close(sampling_distribution(logits, {.temperature = 1e-30f}), {1, 0, 0});
  CHECK(sampling_distribution(Floats{1, 4, 4, 2}, {.temperature = 0.0f}) == Floats{0, 1, 0, 0});
  check_close(sampling_distribution(Floats{900, 899, -900}, {}), {0.7310586f, 0.2689414f, 0});
}

TEST_CASE("top-k keeps the k most likely, of equal ones the first") {
  const Floats logits = logits_of({0.1f, 0.4f, 0.1f, 0.4f});
  check_close(sampling_distribution(logits, {.top_k = 1}), {0, 1, 0, 0});
  check_close(sampling_distribution(logits, {.top_k = 2}), {0, 0.5f, 0, 0.5f});
  check_close(sampling_distribution(logits, {.top_k = 3}), {1 / 9.0f, 4 / 9.0f, 0, 4 / 9.0f});
  check_close(sampling_distribution(logits, {.top_k = 9}), {0.1f, 0.4f, 0.1f, 0.4f});
}

TEST_CASE("top-p keeps the fewest that reach p") {
  const Floats logits = logits_of({0.15f, 0.5f, 0.05f, 0.3f});
  check_close(sampling_distribution(logits, {.top_p = 0.0f}), {0, 1, 0, 0});
  check_close(sampling_distribution(logits, {.top_p = 0.5f}), {0, 1, 0, 0});
  check_close(sampling_distribution(logits, {.top_p = 0.51f}), {0, 0.625f, 0, 0.375f});
  check_close(sampling_distribution(logits, {.top_p = 0.8f}), {0, 0.625f, 0, 0.375f});
  check_close(sampling_distribution(logits, {.top_p = 0.9f}), {0.15f / 0.95f, 0.5f / 0.95f, 0, 0.3f / 0.95f});
  check_close(sampling_distribution(logits, {.top_p = 1.0f}), {0.15f, 0.5f, 0.05f, 0.3f});
}

TEST_CASE("top-p counts what temperature and top-k left") {
  const Floats logits = logits_of({0.4f, 0.3f, 0.2f, 0.1f});
  check_close(sampling_distribution(logits, {.top_k = 2, .top_p = 0.55f}), {1, 0, 0, 0});  // 4/7 of the two
  check_close(sampling_distribution(logits, {.temperature = 0.25f, .top_p = 0.7f}), {1, 0, 0, 0});
}

TEST_CASE("a distribution sums to 1, whatever the logits and options") {
  Random random(1);
  for (int round = 0; round < 300; ++round) {
    Floats logits(static_cast<std::size_t>(1 + random.below(200)));
    const float size = std::exp(random.uniform(-5.0f, 8.0f));
    for (float& logit : logits) logit = random.below(20) == 0 ? -infinity : random.normal(0.0f, size);
    const SamplingOptions options{
        .temperature = random.uniform(0.0f, 3.0f), .top_k = random.below(20), .top_p = random.uniform()};
    const Floats probabilities = sampling_distribution(logits, options);
    CHECK(std::accumulate(probabilities.begin(), probabilities.end(), 0.0) == near(1.0, 1e-5));
    for (const float probability : probabilities) CHECK(probability >= 0.0f);
    const std::int32_t token = sample_token(logits, options, random);
    CHECK(probabilities[static_cast<std::size_t>(token)] > 0.0f);
  }
}

TEST_CASE("logits that are no numbers are never chosen while there are others") {
  check_close(sampling_distribution(Floats{nan, 1, -infinity, 1}, {}), {0, 0.5f, 0, 0.5f});
  check_close(sampling_distribution(Floats{nan, 1, infinity, infinity}, {}), {0, 0, 0.5f, 0.5f});
  CHECK(sampling_distribution(Floats{nan, 1, infinity, nan}, {.temperature = 0.0f}) == Floats{0, 0, 1, 0});
  check_close(sampling_distribution(Floats{nan, 1, 0, nan}, {.top_k = 1}), {0, 1, 0, 0});
  check_close(sampling_distribution(Floats{nan, nan, -infinity, nan}, {}), {0.25f, 0.25f, 0.25f, 0.25f});
  check_close(sampling_distribution(Floats{nan, nan}, {.top_p = 0.5f}), {1, 0});
}

TEST_CASE("tokens come as often as they are likely, and the same for the same seed") {
  const Floats probabilities = {0.05f, 0.6f, 0.25f, 0.1f};
  const Floats logits = logits_of(probabilities);
  Random random(7), again(7);
  std::vector<int> counts(4);
  constexpr int draws = 40000;
  for (int i = 0; i < draws; ++i) {
    const std::int32_t token = sample_token(logits, {}, random);
    REQUIRE(token == sample_token(logits, {}, again));
    ++counts[static_cast<std::size_t>(token)];
  }
  for (std::size_t i = 0; i < 4; ++i) {
    const double p = static_cast<double>(probabilities[i]), deviation = std::sqrt(p * (1 - p) / draws);
    CHECK(std::abs(counts[i] / static_cast<double>(draws) - p) < 4 * deviation);
  }
}

TEST_CASE("every choice takes one number of chance") {
  const Floats logits = {1, 2, 3};
  for (const SamplingOptions& options : {SamplingOptions{}, SamplingOptions{.temperature = 0.0f},
                                         SamplingOptions{.top_k = 1}, SamplingOptions{.top_p = 0.1f}}) {
    Random random(1);
    sample_token(logits, options, random);
    CHECK(random.counter() == 1);
  }
}

TEST_CASE("options that make no sense are refused") {
  const Floats logits = {1, 2};
  const auto refusal = [&](const SamplingOptions& options) {
    return message([&] { sampling_distribution(logits, options); });
  };
  CHECK(refusal({.temperature = -1.0f}).find("[sampling] a temperature of -1") == 0);
  CHECK(refusal({.temperature = nan}).find("need a finite one of 0 or more") != std::string::npos);
  CHECK(refusal({.temperature = infinity}).find("need a finite one of 0 or more") != std::string::npos);
  CHECK(refusal({.top_k = -1}) == "[sampling] top_k -1: need 0 or more");
  CHECK(refusal({.top_p = 1.5f}).find("need a share from 0 to 1") != std::string::npos);
  CHECK(message([] { sampling_distribution({}, {}); }) == "[sampling] no logits: need at least one");
}

}  // namespace gradlab
