#include "demos/clustering/cluster_views.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <span>
#include <string>
#include <vector>
#include <xtensor/core/xmath.hpp>

#include "demos/core/number_text.h"
#include "demos/parts/plane.h"
#include "engine/core/as_array.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::int64_t field_cells = 108, colours = 10, most_shown = 2000, outline_points = 49;
constexpr std::size_t most_rows = 12;

/// The claims of the clusters over the plane as a field in the colours of classes, which repeat.
Tensor territories(const ClusterMethod& method, float edge) {
  const Tensor claims = method.claims(plane_inputs(edge, field_cells, 2));
  if (!claims.defined()) return {};
  const std::int64_t clusters = claims.shape()[1];
  Tensor field = Tensor::zeros({field_cells, field_cells, colours});
  const std::span<const float> numbers = claims.read();
  for (std::int64_t cell = 0; cell < field_cells * field_cells; ++cell) {
    for (std::int64_t k = 0; k < clusters; ++k) {
      field.data()[cell * colours + k % colours] += numbers[static_cast<std::size_t>(cell * clusters + k)];
    }
  }
  return field;
}

/// Where a normal distribution of each of covariances [K, 2, 2] has fallen to the height two deviations from its
/// centre: [K, points, 2].
Tensor ellipses(const Tensor& centres, const Tensor& spreads) {
  const std::int64_t clusters = centres.shape()[0];
  Tensor lines = Tensor::empty({clusters, outline_points, 2});
  const auto middle = as_array<2>(centres);
  const auto spread = as_array<3>(spreads);
  float* next = lines.data();
  for (std::size_t k = 0; k < static_cast<std::size_t>(clusters); ++k) {
    const float a = std::sqrt(spread(k, 0, 0)), b = spread(k, 0, 1) / a;  // the Cholesky factor
    const float c = std::sqrt(std::max(0.0f, spread(k, 1, 1) - b * b));
    for (std::int64_t i = 0; i < outline_points; ++i) {
      const float angle = 2.0f * std::numbers::pi_v<float> * static_cast<float>(i) / (outline_points - 1);
      const float x = 2.0f * std::cos(angle), y = 2.0f * std::sin(angle);
      *next++ = middle(k, 0) + a * x;
      *next++ = middle(k, 1) + b * x + c * y;
    }
  }
  return lines;
}

/// x0, y0, x1, y1 of each of ways [2 M, 2].
Tensor segments(const Tensor& ways) {
  const std::int64_t count = ways.shape()[0] / 2;
  return concat(std::array{ways.rows(0, count), ways.rows(count, 2 * count)}, 1);
}

/// The root of the mean squared distance of each cluster's points to their mean.
std::vector<double> widths(const PointSet& set, std::span<const std::int32_t> labels, std::int64_t clusters) {
  const auto points = as_array<2>(set.points);
  const auto count = static_cast<std::size_t>(clusters), width = static_cast<std::size_t>(set.width());
  std::vector<double> sums(count * width), squares(count), sizes(count);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] < 0) continue;
    const auto k = static_cast<std::size_t>(labels[i]);
    ++sizes[k];
    for (std::size_t j = 0; j < width; ++j) {
      const auto x = static_cast<double>(points(i, j));
      sums[k * width + j] += x;
      squares[k] += x * x;
    }
  }
  std::vector<double> widths(count);
  for (std::size_t k = 0; k < count; ++k) {
    if (sizes[k] == 0) continue;
    double mean_squared = 0.0;
    for (std::size_t j = 0; j < width; ++j) mean_squared += std::pow(sums[k * width + j] / sizes[k], 2);
    widths[k] = std::sqrt(std::max(0.0, squares[k] / sizes[k] - mean_squared));
  }
  return widths;
}

std::string percent(std::int64_t part, std::int64_t of) {
  return short_text(std::round(100.0 * static_cast<double>(part) / static_cast<double>(of))) + " %";
}

}  // namespace

void show_plane(View& view, const PointSet& set) {
  const bool turned = set.is_turned(), line = set.width() == 1;
  view.set("bounds", {-set.edge, set.edge, -set.edge, set.edge})
      .set("classes", colours)
      .set("clusters", true)
      .set("editable", set.editable)
      .set("x", turned ? "axis.first_component" : "=" + set.input_names[0])
      .set("y", turned ? "axis.second_component"
                : line ? ""
                       : "=" + set.input_names[1]);
}

void show_labels(View& view, const PointSet& set, const Tensor& labels) {
  const std::int64_t shown = std::min(most_shown, set.size());
  std::vector<float> colour(static_cast<std::size_t>(shown), -1.0f), parts(colour.size(), 0.0f);
  if (labels.defined()) std::ranges::copy(labels.read_indices().first(colour.size()), colour.begin());
  std::fill(parts.begin() + std::min(shown, set.size() - set.drawn), parts.end(), 2.0f);
  view.tensor("points", set.on_plane(set.points).rows(0, shown)).tensor("labels", colour).tensor("split", parts);
}

void show_clusters(View& view, const PointSet& set, const ClusterMethod* method, const ClusterTrail& trail) {
  show_plane(view, set);
  show_labels(view, set, method ? method->labels() : Tensor());
  if (!method) return;
  if (set.width() == 2) {
    if (const Tensor field = territories(*method, set.edge); field.defined()) view.tensor("field", field);
    if (const Tensor spreads = method->spreads(); spreads.defined())
      view.tensor("outlines", ellipses(method->centres(), spreads));
  }
  if (const Tensor centres = method->centres(); centres.defined()) view.tensor("centres", set.on_plane(centres));
  if (const Tensor ways = trail.ways(); ways.shape()[0] > 0) view.tensor("segments", segments(set.on_plane(ways)));
}

void show_members(View& view, const PointSet& set, const ClusterMethod* method) {
  Json columns = {"members.cluster", "members.points", "members.share", "members.width"}, rows = Json::array();
  if (!set.classes.empty()) columns.push_back("members.class");
  const auto labels = method ? method->labels().read_indices() : std::span<const std::int32_t>();
  const std::int64_t clusters = labels.empty() ? 0 : std::ranges::max(labels) + 1;
  std::vector<std::map<std::int32_t, std::int64_t>> classes(static_cast<std::size_t>(clusters + 1));
  std::vector<std::int64_t> sizes(classes.size());  // of noise last
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto k = static_cast<std::size_t>(labels[i] < 0 ? clusters : labels[i]);
    ++sizes[k];
    if (i < set.classes.size()) ++classes[k][set.classes[i]];
  }
  const std::vector<double> width = widths(set, labels, clusters);
  for (std::size_t k = 0; k < sizes.size() && rows.size() < most_rows; ++k) {
    const bool noise = k + 1 == sizes.size();
    if (sizes[k] == 0) continue;
    Json row = {noise ? Json("members.none") : Json("=" + std::to_string(k + 1)), sizes[k],
                "=" + percent(sizes[k], set.size()), noise ? Json("=") : Json(width[k])};
    if (!set.classes.empty()) {
      const auto most = std::ranges::max_element(classes[k], {}, [](const auto& each) { return each.second; });
      row.push_back(most == classes[k].end() ? "="
                                             : "=" + set.class_names[static_cast<std::size_t>(most->first)] + ", " +
                                                   percent(most->second, sizes[k]));
    }
    rows.push_back(std::move(row));
  }
  view.set("columns", columns).set("rows", rows);
}

}  // namespace gradlab
