#include "engine/kernels/limit.h"

#include <doctest/doctest.h>

#include <chrono>

TEST_CASE("the limits of one thread are measured in a moment, and much the same twice") {
  for (const auto limit : {gradlab::arithmetic_limit, gradlab::memory_limit}) {
    const auto began = std::chrono::steady_clock::now();
    const double first = limit(), second = limit();
    CHECK(std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count() < 2.0);
    CHECK(first > 0.01);
    CHECK(first < 1000.0);
    CHECK(second > first / 4);
    CHECK(second < first * 4);
  }
}
