#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "demos/clustering/cluster_views.h"

namespace gradlab {

namespace {

/// The points from left to right, so that no two branches cross: where each stands.
std::vector<float> leaf_places(std::span<const Merge> merges, std::size_t points) {
  std::vector<float> places(points);
  std::vector<std::int32_t> open;
  std::vector<bool> below(points + merges.size());
  for (const Merge& merge : merges)
    for (const std::int32_t part : {merge.a, merge.b}) below[static_cast<std::size_t>(part)] = true;
  for (std::size_t root = 0; root < below.size(); ++root) {
    if (!below[root]) open.push_back(static_cast<std::int32_t>(root));
  }
  float next = 0.0f;
  while (!open.empty()) {
    const auto part = static_cast<std::size_t>(open.back());
    open.pop_back();
    if (part < points) {
      places[part] = next++;
      continue;
    }
    open.insert(open.end(), {merges[part - points].b, merges[part - points].a});
  }
  return places;
}

}  // namespace

void show_dendrogram(View& view, const ClusterMethod* method) {
  const std::vector<float> none;
  view.tensor("points", none, {0, 2}).tensor("labels", none).tensor("split", none);
  view.set("classes", 0).set("x", "dendrogram.points").set("y", "dendrogram.height");
  const std::span<const Merge> merges = method ? method->merges() : std::span<const Merge>();
  const std::size_t points = method ? static_cast<std::size_t>(method->labels().size()) : 0;
  const float highest = merges.empty() ? 1.0f : 1.05f * static_cast<float>(merges.back().height);
  view.set("bounds",
           {-1.0, std::max(1.0, static_cast<double>(points)), 0.0, std::max(1e-6, static_cast<double>(highest))});
  if (merges.empty()) return;
  struct Top {
    float x, y, label;
  };
  std::vector<Top> tops;
  const auto labels = method->labels().read_indices();
  const std::vector<float> places = leaf_places(merges, points);
  for (std::size_t i = 0; i < points; ++i) tops.push_back({places[i], 0.0f, static_cast<float>(labels[i])});
  std::vector<float> segments, colours_of_segments;
  const auto merged = static_cast<std::size_t>(method->merged());
  for (std::size_t i = 0; i < merges.size(); ++i) {
    const Top a = tops[static_cast<std::size_t>(merges[i].a)], b = tops[static_cast<std::size_t>(merges[i].b)];
    const auto height = static_cast<float>(merges[i].height);
    const float label = i < merged && a.label == b.label ? a.label : -1.0f;
    segments.insert(segments.end(), {a.x, a.y, a.x, height, b.x, b.y, b.x, height, a.x, height, b.x, height});
    colours_of_segments.insert(colours_of_segments.end(), 3, label);
    tops.push_back({(a.x + b.x) / 2, height, label});
  }
  const auto count = static_cast<std::int64_t>(colours_of_segments.size());
  view.tensor("segments", segments, {count, 4}).tensor("segment_labels", colours_of_segments);
  const double below = merged > 0 ? merges[merged - 1].height : 0.0,
               above = merged < merges.size() ? merges[merged].height : merges.back().height;
  const auto cut = static_cast<float>((below + above) / 2);
  view.tensor("cut_x", std::array{-1.0f, static_cast<float>(points)}).tensor("cut_y", std::array{cut, cut});
  view.set("curves", {{{"label", "dendrogram.cut"}, {"x", "cut_x"}, {"y", "cut_y"}, {"role", "reference"}}});
}

}  // namespace gradlab
