// Maps of many points: what the methods make of clouds, and that equal ones are equal.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/core/thread_pool.h"
#include "engine/learn/map/map.h"
#include "engine/learn/map/map_measures.h"

using namespace gradlab;

namespace {

/// Clouds of equal size whose centres are far from each other: point i is of cloud i mod `count`.
Tensor map_clouds(std::int64_t count, std::int64_t of_each, std::int64_t dimensions) {
  Random random(11);
  Tensor centres = Tensor::empty({count, dimensions}), points = Tensor::empty({count * of_each, dimensions});
  for (float& number : centres.values()) number = random.normal(0.0f, 4.0f);
  for (std::int64_t i = 0; i < points.size(); ++i) {
    const std::int64_t cloud = i / dimensions % count;
    points.data()[i] = centres.data()[cloud * dimensions + i % dimensions] + random.normal();
  }
  return points;
}

std::vector<std::int32_t> cloud_labels(std::int64_t count, std::int64_t of_each) {
  std::vector<std::int32_t> labels;
  for (std::int64_t i = 0; i < count * of_each; ++i) labels.push_back(static_cast<std::int32_t>(i % count));
  return labels;
}

std::unique_ptr<Map> prepared(const MapEntry& method, const Tensor& points, const MapOptions& options = {},
                              std::uint64_t key = 5) {
  std::unique_ptr<Map> map = method.make(points, options, key);
  while (map->prepare()) continue;
  return map;
}

void go(Map& map, int steps) {
  for (int i = 0; i < steps; ++i) map.step();
}

}  // namespace

TEST_CASE("maps keep clouds together that were far apart, and what they make smaller gets smaller") {
  const Tensor points = map_clouds(4, 30, 40);
  for (const MapEntry& method : Registry<MapEntry>::all()) {
    CAPTURE(method.name);
    const std::unique_ptr<Map> map = prepared(method, points, {.perplexity = 10, .epochs = 200});
    const double begun = map->loss();
    go(*map, 300);
    CHECK(map->loss() < begun);
    CHECK(neighbour_agreement(map->places(), cloud_labels(4, 30)) > 0.97);
    CHECK(trustworthiness(points, map->places()) > 0.8);
  }
}

TEST_CASE("equal maps are equal to the last bit, whatever the number of threads; other keys make others") {
  const Tensor points = map_clouds(3, 200, 6);
  for (const MapEntry& method : Registry<MapEntry>::all()) {
    CAPTURE(method.name);
    const std::unique_ptr<Map> alone = prepared(method, points), other = prepared(method, points, {}, 6);
    set_thread_count(3);
    const std::unique_ptr<Map> together = prepared(method, points);
    go(*together, 5);
    set_thread_count(1);
    go(*alone, 5);
    go(*other, 5);
    CHECK(alone->places().equal_bits(together->places()));
    CHECK(!alone->places().equal_bits(other->places()));
  }
}

TEST_CASE("a map goes on from its state to the last bit") {
  const Tensor points = map_clouds(3, 40, 6);
  for (const MapEntry& method : Registry<MapEntry>::all()) {
    CAPTURE(method.name);
    const std::unique_ptr<Map> first = prepared(method, points), second = prepared(method, points);
    go(*first, 7);
    const std::vector<Map::Part> from = first->state(), to = second->state();
    for (std::size_t i = 0; i < from.size(); ++i) {
      CHECK(from[i].name == to[i].name);
      if (from[i].numbers.dtype() == DType::int32) {
        std::ranges::copy(from[i].numbers.read_indices(), to[i].numbers.indices());
      } else {
        std::ranges::copy(from[i].numbers.read(), to[i].numbers.data());
      }
    }
    CHECK(second->places().equal_bits(first->places()));
    go(*first, 5);
    go(*second, 5);
    CHECK(second->places().equal_bits(first->places()));
  }
}

TEST_CASE("points that are all one, or few, or of one dimension make a map too; two are refused") {
  for (const MapEntry& method : Registry<MapEntry>::all()) {
    for (const Tensor& points : {Tensor::full({20, 3}, 2.0f), map_clouds(1, 3, 4), map_clouds(2, 10, 1)}) {
      CAPTURE(method.name);
      CAPTURE(points.shape().to_string());
      const std::unique_ptr<Map> map = prepared(method, points);
      go(*map, 20);
      for (const float place : map->places().values()) CHECK(std::isfinite(place));
    }
    CHECK_THROWS_AS(method.make(Tensor::zeros({2, 3}), {}, 1), Error);
  }
}

TEST_CASE("UMAP comes to rest after its epochs, and moves again when it is told otherwise") {
  const std::unique_ptr<Map> map =
      prepared(Registry<MapEntry>::find("map", "umap"), map_clouds(3, 30, 6), {.epochs = 20});
  go(*map, 21);
  const Tensor rest = map->places().copied();
  go(*map, 3);
  CHECK(map->places().equal_bits(rest));
  map->change({.min_dist = 0.9, .epochs = 20});
  go(*map, 3);
  CHECK(!map->places().equal_bits(rest));
}
