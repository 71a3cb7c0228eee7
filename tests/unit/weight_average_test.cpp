// A model's weights averaged over its last steps.
#include <doctest/doctest.h>

#include <algorithm>

#include "engine/learn/generate/weight_average.h"
#include "tests/unit/near.h"

using namespace gradlab;

TEST_CASE("averaged weights begin as the model's, follow fast at first, and then as slowly as they are told to") {
  const Tensor from = Tensor::from({1, 5}, {2}), to = Tensor::zeros({2});
  WeightAverage average;
  average.build({{"weight", from}}, {{"weight", to}}, 0.9f);
  CHECK(to.equal_bits(from));
  CHECK(!to.same_as(from));
  double expected = 1;
  for (int n = 0; n < 200; ++n) {
    from.data()[0] = static_cast<float>(n % 7);
    average.follow();
    const double momentum = std::min(0.9, (1.0 + n) / (10.0 + n));
    expected = momentum * expected + (1 - momentum) * (n % 7);
    CHECK(to.data()[0] == near(expected, 1e-5));  // float32, a rounding or two a step, each soon forgotten
    CHECK(to.data()[1] == near(5.0, 1e-5));
  }
  CHECK(average.steps() == 200);
}
