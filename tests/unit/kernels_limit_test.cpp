#include "engine/kernels/limit.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/unit/processor_time.h"

// In turns, so that what runs beside the tests slows both halves alike.
TEST_CASE("the limits of one thread are measured in a moment, and much the same twice") {
  for (const auto limit : {gradlab::arithmetic_limit, gradlab::memory_limit}) {
    constexpr int turns = 5;
    const double began = gradlab::test::processor_seconds();
    double first = 0.0, second = 0.0;
    for (int turn = 0; turn < turns; ++turn) {
      first = std::max(first, limit());
      second = std::max(second, limit());
    }
    CHECK(gradlab::test::processor_seconds() - began < 2.0 * turns);
    CHECK(first > 0.01);
    CHECK(first < 1000.0);
    CHECK(second > first / 4);
    CHECK(second < first * 4);
  }
}
