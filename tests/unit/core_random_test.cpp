#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "engine/core/random.h"
#include "tests/unit/near.h"

using namespace gradlab;

// Known answers of Random123 for philox4x32-10, those with the upper half of the counter 0.
TEST_CASE("philox gives the published numbers") {
  CHECK(philox(0, 0) == std::array<std::uint32_t, 4>{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
}

TEST_CASE("philox changes everywhere with every bit of key and counter") {
  const auto base = philox(1, 2);
  for (int bit = 0; bit < 64; ++bit) {
    for (const auto& other : {philox(1 ^ (1ull << bit), 2), philox(1, 2 ^ (1ull << bit))}) {
      int changed = 0;
      for (std::size_t word = 0; word < 4; ++word) changed += __builtin_popcount(base[word] ^ other[word]);
      CHECK(changed > 32);
      CHECK(changed < 96);
    }
  }
}

TEST_CASE("a stream is counter_uniform of its key, one number after another") {
  Random random(42);
  for (std::uint64_t i = 0; i < 10; ++i) CHECK(random.uniform() == counter_uniform(42, i));
  CHECK(random.counter() == 10);
  CHECK(random.reserve(5) == 10);
  CHECK(random.uniform() == counter_uniform(42, 15));
  Random restored;
  restored.restore(42, 15);
  CHECK(restored.uniform() == counter_uniform(42, 15));
}

TEST_CASE("uniform numbers have the moments of a uniform distribution") {
  Random random(1);
  constexpr int count = 200'000;
  double sum = 0.0, squares = 0.0;
  float least = 1.0f, greatest = 0.0f;
  for (int i = 0; i < count; ++i) {
    const float x = random.uniform();
    sum += x, squares += static_cast<double>(x) * x;
    least = std::min(least, x), greatest = std::max(greatest, x);
  }
  CHECK(least >= 0.0f);
  CHECK(least < 1e-4f);
  CHECK(greatest < 1.0f);
  CHECK(greatest > 1.0f - 1e-4f);
  CHECK(sum / count == near(0.5, 0.005));
  CHECK(squares / count == near(1.0 / 3, 0.005));
}

TEST_CASE("normal numbers have the moments of a normal distribution") {
  Random random(2);
  constexpr int count = 200'000;
  double sum = 0.0, squares = 0.0, fourth = 0.0;
  for (int i = 0; i < count; ++i) {
    const double x = (random.normal(3.0f, 2.0f) - 3.0) / 2.0;
    sum += x, squares += x * x, fourth += x * x * x * x;
  }
  CHECK(std::abs(sum / count) < 0.01);
  CHECK(squares / count == near(1.0, 0.02));
  CHECK(fourth / count == near(3.0, 0.05));
}

TEST_CASE("below stays below, and finds every number") {
  Random random(3);
  std::vector<int> seen(7);
  for (int i = 0; i < 7000; ++i) ++seen[static_cast<std::size_t>(random.below(7))];
  for (int times : seen) CHECK(std::abs(times - 1000) < 150);
  CHECK(random.below(1) == 0);
}

TEST_CASE("a permutation holds every number once, and differs by seed") {
  for (std::int64_t count : {0, 1, 2, 100}) {
    std::vector<std::int32_t> order = Random(4).permutation(count);
    std::sort(order.begin(), order.end());
    for (std::size_t i = 0; i < order.size(); ++i) CHECK(order[i] == static_cast<std::int32_t>(i));
    CHECK(order.size() == static_cast<std::size_t>(count));
  }
  CHECK(Random(4).permutation(100) == Random(4).permutation(100));
  CHECK(Random(4).permutation(100) != Random(5).permutation(100));
}

TEST_CASE("split streams are the same for the same number, and else different") {
  const Random random(6);
  CHECK(random.split(1).key() == random.split(1).key());
  CHECK(random.split(1).key() != random.split(2).key());
  CHECK(random.split(1).key() != Random(7).split(1).key());
  CHECK(random.split(1).key() != random.key());
}
