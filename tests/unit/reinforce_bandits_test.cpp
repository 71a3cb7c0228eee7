// Which arm to pull: every method finds the best, and the books say by which way.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/learn/reinforce/bandit.h"

using namespace gradlab;

namespace {

struct Played {
  std::vector<double> pays, counts;
  double regret = 0.0;
};

/// Three arms that pay 0, 0.5 and 1 on average.
Played play(const BanditMethod& method, const BanditArguments& arguments, int pulls, Random random) {
  Played played{std::vector<double>(3), std::vector<double>(3)};
  for (int pull = 0; pull < pulls; ++pull) {
    const auto arm = static_cast<std::size_t>(method.choose(played.pays, played.counts, pull, arguments, random));
    REQUIRE(arm < 3);
    const double pay = 0.5 * static_cast<double>(arm) + static_cast<double>(random.normal());
    played.pays[arm] += (pay - played.pays[arm]) / ++played.counts[arm];
    played.regret += 1.0 - 0.5 * static_cast<double>(arm);
  }
  return played;
}

}  // namespace

TEST_CASE("every method comes to pull the best arm most often, and to regret less than chance would") {
  for (const BanditMethod& method : Registry<BanditMethod>::all()) {
    CAPTURE(method.name);
    double regret = 0.0;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      const Played played = play(method, {}, 2000, Random(seed));
      regret += played.regret / 10;
      for (const double count : played.counts) CHECK(count > 0.0);
    }
    CHECK(regret < 0.4 * 0.5 * 2000);  // chance alone loses 0.5 with every pull
  }
}

TEST_CASE("UCB tries every arm first, then the one with the greatest mean and bonus") {
  const BanditMethod& ucb = Registry<BanditMethod>::find("test", "ucb");
  Random random;
  const std::vector<double> pays = {1.0, 0.9, 0.0}, counts = {100.0, 10.0, 100.0};
  CHECK(ucb.choose(pays, std::vector<double>{1.0, 0.0, 1.0}, 2, {}, random) == 1);
  // 1 + sqrt(ln 210 / 100) = 1.23 and 0.9 + sqrt(ln 210 / 10) = 1.63
  CHECK(ucb.choose(pays, counts, 210, {.confidence = 1.0}, random) == 1);
  CHECK(ucb.choose(pays, counts, 210, {.confidence = 0.1}, random) == 0);
}

TEST_CASE("Thompson sampling pulls an arm as often as it is believed to be the best") {
  const BanditMethod& thompson = Registry<BanditMethod>::find("test", "thompson");
  Random random(5);
  // Means of 0.5 n / (n + 1) and 0, variances of 1 / (n + 1): the difference is normal with mean 0.45, variance 0.2.
  const std::vector<double> pays = {0.5, 0.0}, counts = {9.0, 9.0};
  int first = 0;
  constexpr int draws = 20000;
  for (int i = 0; i < draws; ++i) first += thompson.choose(pays, counts, 18, {}, random) == 0;
  const double expected = 0.5 * std::erfc(-0.45 / std::sqrt(2 * 0.2));
  CHECK(std::abs(first / double{draws} - expected) < 4 * std::sqrt(expected * (1 - expected) / draws));
}
