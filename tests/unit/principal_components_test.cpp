// Many dimensions as two.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/data/principal_components.h"
#include "tests/unit/near.h"

using namespace gradlab;

namespace {

/// Points in five dimensions that differ along two orthogonal directions, three times as much along the first.
Tensor flat_points() {
  Random random(3);
  Tensor points = Tensor::empty({400, 5});
  for (std::int64_t i = 0; i < 400; ++i) {
    const float a = random.normal(0.0f, 3.0f), b = random.normal();
    const float row[] = {0.6f * a + 7.0f, 0.8f * a, b, -1.0f, 2.0f};
    std::copy_n(row, 5, points.data() + 5 * i);
  }
  return points;
}

}  // namespace

TEST_CASE("principal components find the directions in which points differ, the first one first") {
  const PrincipalComponents found = principal_components(flat_points(), 3);
  const float* first = found.directions.data();
  CHECK(first[0] == near(0.6, 0.02));
  CHECK(first[1] == near(0.8, 0.02));
  CHECK(std::abs(found.directions.data()[5 + 2]) > 0.999f);
  CHECK(found.shares[0] == near(0.9, 0.03));
  CHECK(found.shares[0] + found.shares[1] == doctest::Approx(1.0));
  CHECK(found.shares[2] == doctest::Approx(0.0));
}

TEST_CASE("places along them are centred, and as far apart as the points") {
  const Tensor points = flat_points();
  const PrincipalComponents found = principal_components(points, 2);
  double sum = 0.0;
  for (std::int64_t i = 0; i < 400; ++i) sum += found.places.data()[2 * i];
  CHECK(std::abs(sum / 400) < 1e-4);
  double apart = 0.0, drawn = 0.0;
  for (int j = 0; j < 5; ++j) apart += std::pow(points.data()[j] - points.data()[5 + j], 2);
  for (int j = 0; j < 2; ++j) drawn += std::pow(found.places.data()[j] - found.places.data()[2 + j], 2);
  CHECK(drawn == near(apart, 1e-4));
}

TEST_CASE("points that are all one have no directions, and what is no table of points is refused") {
  const PrincipalComponents none = principal_components(Tensor::full({4, 3}, 2.0f), 2);
  for (const float place : none.places.values()) CHECK(place == 0.0f);
  CHECK(none.shares == std::vector<double>{0.0, 0.0});
  CHECK_THROWS_AS(principal_components(Tensor::zeros({4}), 1), Error);
  CHECK_THROWS_AS(principal_components(Tensor::zeros({4, 3}), 4), Error);
}
