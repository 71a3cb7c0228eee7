// The closed form that gradient descent is shown beside.
#include <doctest/doctest.h>

#include <cmath>

#include "engine/core/error.h"
#include "engine/data/data.h"

using namespace gradlab;

TEST_CASE("least squares finds the textbook's line") {
  const auto line = least_squares(Tensor::from({1, 2, 3, 4, 5}, {5, 1}), Tensor::from({2, 4, 6, 8, 10}, {5, 1}));
  CHECK(line[0] == doctest::Approx(2));
  CHECK(line[1] == doctest::Approx(0));
}

TEST_CASE("its residual is orthogonal to every column, with a ridge and without") {
  Random random(3);
  for (const double ridge : {0.0, 0.5}) {
    const std::int64_t n = 40, d = 6;
    Tensor x = Tensor::empty({n, d}), y = Tensor::empty({n, 1});
    for (float& value : x.values()) value = random.normal();
    for (float& value : y.values()) value = random.normal(2, 3);
    const auto w = least_squares(x, y, ridge);
    for (std::int64_t j = 0; j <= d; ++j) {  // the last column is the bias', which the ridge leaves alone
      double gradient = j < d ? ridge * w[static_cast<std::size_t>(j)] : 0.0;
      for (std::int64_t i = 0; i < n; ++i) {
        double residual = w.back() - y.data()[i];
        for (std::int64_t k = 0; k < d; ++k) residual += w[static_cast<std::size_t>(k)] * x.data()[i * d + k];
        gradient += residual * (j < d ? x.data()[i * d + j] : 1.0);
      }
      CHECK(std::abs(gradient) < 1e-9);
    }
  }
}

TEST_CASE("columns that depend on others, and fewer samples than weights, still give an answer that fits") {
  const auto twice = least_squares(Tensor::from({1, 1, 2, 2, 3, 3}, {3, 2}), Tensor::from({3, 5, 7}, {3, 1}));
  CHECK(twice[0] + twice[1] == doctest::Approx(2));
  CHECK(twice[2] == doctest::Approx(1));
  const auto few = least_squares(Tensor::from({1, 2, 3}, {1, 3}), Tensor::from({7}, {1, 1}));
  CHECK(few[0] + 2 * few[1] + 3 * few[2] + few[3] == doctest::Approx(7));
  CHECK_THROWS_AS(least_squares(Tensor::zeros({2, 2}), Tensor::zeros({3, 1})), Error);
}
