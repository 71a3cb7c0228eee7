#include "demos/clustering/map_views.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "demos/core/plain_texts.h"
#include "engine/learn/map/map_measures.h"

namespace gradlab {

namespace {

constexpr std::int64_t class_colours_of_map = 10, trusted_neighbours = 5, agreeing_neighbours = 10, most_ranked = 100;

void set_classes(View& view, const PointSet& set) {
  const auto names = std::min<std::size_t>(set.class_names.size(), class_colours_of_map - 1);
  std::vector<float> labels;
  bool unknown = false;
  for (std::size_t i = 0; i < static_cast<std::size_t>(set.size()); ++i) {
    const bool known = i < set.classes.size();
    labels.push_back(static_cast<float>(known ? set.classes[i] % class_colours_of_map : static_cast<int>(names)));
    unknown = unknown || !known;
  }
  std::vector<std::string> shown = set.class_names;
  shown.resize(std::min<std::size_t>(shown.size(), class_colours_of_map));
  Json legend = plain_texts(shown);
  if (unknown && legend.size() < class_colours_of_map) legend.push_back("map.unknown");
  view.tensor("labels", labels).tensor("split", Tensor::zeros({set.size()}));
  view.set("classes", std::clamp<std::size_t>(legend.size(), 2, class_colours_of_map)).set("class_names", legend);
}

/// A square around all of places [N, 2].
Json square_around(const Tensor& places) {
  std::array<float, 2> low = {INFINITY, INFINITY}, high = {-INFINITY, -INFINITY};
  const std::span<const float> numbers = places.read();
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    low[i % 2] = std::min(low[i % 2], numbers[i]);
    high[i % 2] = std::max(high[i % 2], numbers[i]);
  }
  const float half = 0.53f * std::max(high[0] - low[0], high[1] - low[1]);
  if (!(half > 0.0f)) return {-1, 1, -1, 1};
  const float x = 0.5f * (low[0] + high[0]), y = 0.5f * (low[1] + high[1]);
  return {x - half, x + half, y - half, y + half};
}

}  // namespace

MapQuality map_quality(const PointSet& set, const Tensor& places) {
  MapQuality quality;
  const std::int64_t n = set.size(), each = std::min(trusted_neighbours, (n - 1) / 2);
  if (each >= 1)
    quality.trustworthiness = trustworthiness(set.points, places, each, (n + most_ranked - 1) / most_ranked);
  if (static_cast<std::int64_t>(set.classes.size()) == n && n > agreeing_neighbours)
    quality.agreement = neighbour_agreement(places, set.classes, agreeing_neighbours);
  return quality;
}

void show_map(View& view, const PointSet& set, const Tensor& places, std::size_t chosen) {
  view.tensor("points", places).set("bounds", square_around(places)).set("x", "map.across").set("y", "map.up");
  set_classes(view, set);
  if (set.pixels == 0 || chosen >= static_cast<std::size_t>(set.size())) return;
  const auto row = static_cast<std::int64_t>(chosen);
  view.tensor("picture", set.points.rows(row, row + 1).viewed_as({set.pixels, set.pixels}));
  view.set("choose", true)
      .set("marks", {{{"label", "map.here"}, {"x", places.data()[2 * row]}, {"y", places.data()[2 * row + 1]}}});
}

void show_originals(View& view, const PointSet& set) {
  const bool turned = set.is_turned(), line = set.width() == 1;
  view.tensor("points", set.on_plane(set.points)).set("bounds", {-set.edge, set.edge, -set.edge, set.edge});
  view.set("editable", set.editable)
      .set("classless", true)
      .set("x", turned ? "axis.first_component" : "=" + set.input_names[0])
      .set("y", turned ? "axis.second_component"
                : line ? ""
                       : "=" + set.input_names[1]);
  set_classes(view, set);
}

std::size_t nearest_place(const Tensor& places, double x, double y) {
  const std::span<const float> numbers = places.read();
  std::size_t best = 0;
  double least = INFINITY;
  for (std::size_t i = 0; i < numbers.size() / 2; ++i) {
    const double way = std::hypot(static_cast<double>(numbers[2 * i]) - x, static_cast<double>(numbers[2 * i + 1]) - y);
    if (way < least) least = way, best = i;
  }
  return best;
}

}  // namespace gradlab
