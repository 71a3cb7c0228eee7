#include "engine/kernels/limit.h"

#include <doctest/doctest.h>

#include <chrono>

TEST_CASE("the limit of one thread is measured in a moment, and much the same twice") {
  const auto began = std::chrono::steady_clock::now();
  const double first = gradlab::arithmetic_limit(), second = gradlab::arithmetic_limit();
  CHECK(std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count() < 2.0);
  CHECK(first > 0.01);
  CHECK(first < 1000.0);
  CHECK(second > first / 4);
  CHECK(second < first * 4);
}
