#include "demos/run/rate.h"

#include <doctest/doctest.h>

using namespace gradlab;

TEST_CASE("a rate is of what was done, also while a slow device has finished nothing") {
  Rate rate;
  rate.add(0.2, 10);
  CHECK(rate.samples_per_second() == doctest::Approx(50));
  rate.add(0.3, 0);
  CHECK(rate.samples_per_second() == doctest::Approx(50));
  rate.add(0.1, 10);
  CHECK(rate.samples_per_second() == doctest::Approx(25));
  CHECK(rate.seconds() == doctest::Approx(0.6));
}
