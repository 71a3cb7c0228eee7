// Maps against scikit-learn, openTSNE and scipy (tests/golden/make_maps.py).
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <complex>
#include <memory>
#include <numbers>
#include <utility>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/data/principal_components.h"
#include "engine/learn/map/affinities.h"
#include "engine/learn/map/fourier.h"
#include "engine/learn/map/fuzzy_set.h"
#include "engine/learn/map/map.h"
#include "engine/learn/map/map_measures.h"
#include "engine/learn/map/nearest_neighbours.h"
#include "engine/learn/map/tsne_forces.h"
#include "tests/unit/golden.h"
#include "tests/unit/near.h"

using namespace gradlab;

namespace {

NeighbourTable neighbours_of(const Tensor& points, std::int64_t each) {
  NearestNeighbours search(points, each);
  while (search.advance()) continue;
  return search.found();
}

NeighbourTable judged_neighbours() {
  return neighbours_of(to_tensor(golden("maps")["points"]), golden("maps")["neighbours"]["shape"][1]);
}

/// The largest difference between numbers, as a share of the largest of those expected.
double largest_error(std::span<const float> numbers, const Json& expected) {
  double error = 0.0, largest = 0.0;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const double value = expected["values"][i];
    error = std::max(error, std::abs(static_cast<double>(numbers[i]) - value));
    largest = std::max(largest, std::abs(value));
  }
  return error / largest;
}

}  // namespace

TEST_CASE("the nearest neighbours are scikit-learn's, each of them, at its distances") {
  const NeighbourTable found = judged_neighbours();
  check_against(golden("maps")["neighbours"], found.indices, 0.0);
  CHECK(largest_error(found.distances.read(), golden("maps")["distances"]) < 1e-6);  // they are written as floats
}

TEST_CASE("the nearest among many are those of comparing all with all, equally near ones in their order") {
  Random random(3);
  Tensor points = Tensor::empty({700, 3});
  for (float& number : points.values()) number = std::floor(random.uniform(0.0f, 9.0f)) + 1000.0f;  // full of ties
  const NeighbourTable found = neighbours_of(points, 20);
  for (std::int64_t i = 0; i < 700; i += 7) {
    std::vector<std::pair<double, std::int32_t>> all;
    for (std::int32_t j = 0; j < 700; ++j) {
      double square = 0.0;
      for (std::int64_t k = 0; k < 3; ++k)
        square += std::pow(static_cast<double>(points.data()[3 * i + k] - points.data()[3 * j + k]), 2);
      if (j != i) all.emplace_back(square, j);
    }
    std::ranges::sort(all);
    for (std::size_t k = 0; k < 20; ++k)
      CHECK(found.indices.read_indices()[static_cast<std::size_t>(20 * i) + k] == all[k].second);
  }
  CHECK_THROWS_AS(NearestNeighbours(points, 700), Error);
  CHECK_THROWS_AS(NearestNeighbours(points, 0), Error);
}

TEST_CASE("the probabilities of a perplexity are those of a root search, and of scikit-learn and openTSNE") {
  const NeighbourTable found = judged_neighbours();
  const double perplexity = golden("maps")["perplexity"];
  const auto each = static_cast<std::size_t>(found.each());
  std::vector<float> probabilities(static_cast<std::size_t>(found.points()) * each);
  for (std::size_t i = 0; i < static_cast<std::size_t>(found.points()); ++i)
    calibrate(found.distances.read().subspan(i * each, each), perplexity,
              std::span(probabilities).subspan(i * each, each));
  CHECK(largest_error(probabilities, golden("maps")["probabilities"]) < 1e-5);  // the entropy's tolerance is 1e-6
}

TEST_CASE("t-SNE's forces are a quarter of the divergence's gradient, as numpy works it out in full") {
  const NeighbourTable found = judged_neighbours();
  Affinities affinities(found, golden("maps")["perplexity"]);
  while (affinities.advance()) continue;
  const Tensor places = to_tensor(golden("maps")["places"]);
  Tensor forces = Tensor::zeros(places.shape());
  TsneForces tsne;
  const double divergence = tsne(affinities.found(), 1.0, places, forces);
  CHECK(divergence == near(golden("maps")["divergence"], 1e-3));  // of the grid
  for (float& force : forces.values()) force *= -4.0f;
  CHECK(largest_error(forces.read(), golden("maps")["gradient"]) < 2e-3);  // of the grid
}

// Sanitizers see its steps in the tests of maps.
TEST_CASE("t-SNE gets as far as scikit-learn's exact one" * doctest::test_suite("long run")) {
  const std::unique_ptr<Map> map =
      Registry<MapEntry>::find("map", "tsne")
          .make(to_tensor(golden("maps")["points"]), {.perplexity = golden("maps")["perplexity"].get<double>()}, 1);
  while (map->prepare()) continue;
  for (int i = 0; i < 1000; ++i) map->step();
  CHECK(map->loss() < 1.02 * golden("maps")["reached"].get<double>());
}

TEST_CASE("trustworthiness is scikit-learn's") {
  const Tensor points = to_tensor(golden("maps")["points"]), plane = to_tensor(golden("maps")["plane"]);
  for (const Json& judged : golden("maps")["trustworthiness"])
    CHECK(trustworthiness(points, plane, judged["each"]) == near(judged["value"], 1e-12));
  CHECK_THROWS_AS(trustworthiness(points, plane, 30), Error);
}

TEST_CASE("the main directions' shares are scikit-learn's") {
  const PrincipalComponents found = principal_components(to_tensor(golden("maps")["points"]), 3);
  for (std::size_t k = 0; k < 3; ++k) CHECK(found.shares[k] == near(golden("maps")["shares"][k], 1e-4));
}

TEST_CASE("UMAP's own distances and its curve are those of scipy's root search and fit") {
  const NeighbourTable found = judged_neighbours();
  const Json& scales = golden("maps")["scales"];
  const auto each = static_cast<std::size_t>(found.each());
  for (std::size_t i = 0; i < static_cast<std::size_t>(found.points()); ++i) {
    const OwnDistance own = own_distance(found.distances.read().subspan(i * each, each), scales["neighbours"], 1.0);
    CHECK(own.scale == near(scales["values"][i], 1e-4));  // where the sum is within 1e-5
  }
  for (const Json& judged : golden("maps")["curves"]) {
    const FuzzyCurve curve = fuzzy_curve(judged["min_dist"]);
    CHECK(curve.a == near(judged["a"], 1e-4));  // scipy ends its search at about 1e-6
    CHECK(curve.b == near(judged["b"], 1e-4));
  }
}

TEST_CASE("the transform of a square is its definition's, and inverts") {
  constexpr std::size_t n = 16, given = 5;
  Random random(2);
  ComplexNumbers x(n * n);
  for (std::size_t i = 0; i < n * n; ++i) x.real[i] = random.normal(), x.imaginary[i] = random.normal();
  const ComplexNumbers before = x;
  Fourier fourier(n);
  fourier.transform(x, given);
  const auto at = [](const ComplexNumbers& numbers, std::size_t row, std::size_t column) {
    return std::complex<double>(numbers.real[row * n + column], numbers.imaginary[row * n + column]);
  };
  for (const auto& [row, column] : {std::pair{0, 0}, std::pair{3, 11}, std::pair{15, 8}}) {
    std::complex<double> sum = 0.0;
    for (std::size_t a = 0; a < given; ++a) {
      for (std::size_t b = 0; b < given; ++b) {
        const double turns = static_cast<double>(a) * row + static_cast<double>(b) * column;
        sum += at(before, a, b) * std::polar(1.0, -2.0 * std::numbers::pi * turns / static_cast<double>(n));
      }
    }
    CHECK(std::abs(at(x, static_cast<std::size_t>(row), static_cast<std::size_t>(column)) - sum) < 1e-4);
  }
  fourier.invert(x, given);
  for (std::size_t i = 0; i < given; ++i) CHECK(std::abs(at(x, 3, i) - at(before, 3, i)) < 1e-5);
  CHECK_THROWS_AS(Fourier(12), Error);
}
