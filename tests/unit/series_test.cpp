#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "engine/core/error.h"
#include "engine/data/series.h"
#include "tests/unit/near.h"

namespace gradlab {

namespace {

std::vector<float> series_of(const SeriesEntry& entry, std::int64_t steps, std::uint64_t seed) {
  Random random(seed);
  return entry.make(steps, random);
}

const SeriesEntry& named(std::string_view name) {
  return Registry<SeriesEntry>::find("series", name);
}

template <typename Check>
void for_each_series(Check&& check) {
  for (const SeriesEntry& entry : Registry<SeriesEntry>::all()) {
    CAPTURE(entry.name);
    check(entry);
  }
}

}  // namespace

TEST_CASE("all series are registered") {
  std::set<std::string> names;
  for_each_series([&](const SeriesEntry& entry) { names.insert(entry.name); });
  CHECK(names == std::set<std::string>{"damped_oscillator", "lorenz", "random_walk", "sine_mixture", "sunspots"});
}

TEST_CASE("a series is as long as was asked for, or as its record") {
  for_each_series([](const SeriesEntry& entry) {
    for (const std::int64_t steps : {0, 1, 7, 1000}) {
      const std::int64_t most = entry.length > 0 ? entry.length : steps;
      CHECK(static_cast<std::int64_t>(series_of(entry, steps, 1).size()) == std::min(steps, most));
    }
  });
}

TEST_CASE("a series is finite, and it moves") {
  for_each_series([](const SeriesEntry& entry) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      const std::vector<float> values = series_of(entry, 2000, seed);
      CHECK(std::ranges::all_of(values, [](float value) { return std::isfinite(value); }));
      const std::vector<float> end(values.end() - 100, values.end());
      CHECK(std::ranges::max(end) - std::ranges::min(end) > 0.1f);
    }
  });
}

TEST_CASE("the seed decides the series, and a longer one begins as a shorter one") {
  for_each_series([](const SeriesEntry& entry) {
    const std::vector<float> values = series_of(entry, 300, 5), longer = series_of(entry, 309, 5);
    CHECK(values == std::vector<float>(longer.begin(), longer.begin() + 300));
    CHECK((values == series_of(entry, 300, 6)) == (entry.length > 0));
  });
}

TEST_CASE("the oscillator rings down between pushes") {
  const std::vector<float> values = series_of(named("damped_oscillator"), 1000, 3);
  int pushes = 0;
  for (std::size_t i = 40; i < values.size(); ++i) {
    const auto highest = [&](std::size_t from) {
      return std::abs(*std::max_element(values.begin() + static_cast<std::ptrdiff_t>(from),
                                        values.begin() + static_cast<std::ptrdiff_t>(from + 20)));
    };
    pushes += i % 20 == 0 && i + 20 <= values.size() && highest(i) > 1.5f * highest(i - 20);
  }
  CHECK(pushes > 5);
  CHECK(pushes < 20);
}

TEST_CASE("Lorenz's system stays on its attractor, on both of its wings") {
  const std::vector<float> values = series_of(named("lorenz"), 5000, 2);
  CHECK(std::ranges::max(values) == near(19.0, 0.1));
  CHECK(std::ranges::min(values) == near(-19.0, 0.1));
  const auto right = std::ranges::count_if(values, [](float value) { return value > 0; });
  CHECK(static_cast<double>(right) / 5000.0 == near(0.5, 0.3));
}

TEST_CASE("a random walk's steps are of deviation 1") {
  const std::vector<float> values = series_of(named("random_walk"), 20'001, 2);
  double squares = 0.0;
  for (std::size_t i = 1; i < values.size(); ++i) squares += std::pow(values[i] - values[i - 1], 2);
  CHECK(squares / 20'000.0 == near(1.0, 0.03));
}

TEST_CASE("the sunspots come in cycles of about eleven years") {
  const std::vector<float> values = series_of(named("sunspots"), 1000, 0);
  REQUIRE(values.size() == 309);
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / 309.0;
  CHECK(mean == near(49.752, 1e-4));
  CHECK(std::ranges::max_element(values) - values.begin() == 257);  // 1957
  const auto correlation = [&](std::size_t lag) {
    double sum = 0.0;
    for (std::size_t i = lag; i < values.size(); ++i) sum += (values[i] - mean) * (values[i - lag] - mean);
    return sum;
  };
  std::size_t best = 6;
  for (std::size_t lag = 6; lag < 18; ++lag) best = correlation(lag) > correlation(best) ? lag : best;
  CHECK((best == 10 || best == 11));
}

TEST_CASE("a series is standardised by its beginning") {
  for_each_series([](const SeriesEntry& entry) {
    const std::vector<float> values = series_of(entry, 300, 4);
    const SeriesSplit split = split_series(values, 0.8);
    REQUIRE(split.train.size() == 240);
    REQUIRE(split.test.size() == 60);
    double sum = 0.0, squares = 0.0;
    for (const float value : split.train) sum += value, squares += value * value;
    CHECK(std::abs(sum / 240.0) < 1e-4);
    CHECK(squares / 240.0 == near(1.0, 1e-4));
    CHECK(std::abs(split.mean + split.deviation * split.test.back() - values.back()) < 1e-4 * split.deviation);
  });
  CHECK(split_series(std::vector<float>(10, 3.0f), 0.5).test.front() == 0.0f);
  CHECK_THROWS_AS(split_series(std::vector<float>(3), 0.5), Error);
}

TEST_CASE("windows of a series ask for the next value") {
  std::vector<float> values(50);
  std::iota(values.begin(), values.end(), 0.0f);
  Random random(1);
  const SeriesBatch batch = series_windows(values, 6, 40, random);
  CHECK(batch.inputs.shape() == Shape{40, 6, 1});
  std::set<float> begins(batch.inputs.data(), batch.inputs.data() + 6);
  CHECK(begins.size() > 2);
  for (std::int64_t i = 0; i < 240; ++i) {
    CHECK(batch.targets.data()[i] == batch.inputs.data()[i] + 1.0f);
    CHECK(batch.inputs.data()[i] == batch.inputs.data()[i % 6] + static_cast<float>(i / 6));
  }
  CHECK(series_windows(values, 1, 49, random).inputs.data()[0] == 0.0f);
  CHECK_THROWS_AS(series_windows(values, 1, 50, random), Error);
}

}  // namespace gradlab
