#include "demos/clustering/digit_views.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "demos/core/number_text.h"
#include "demos/core/plain_texts.h"
#include "demos/parts/gallery.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::size_t members_shown = 12;

/// [clusters, digits]
std::vector<std::vector<std::int64_t>> digit_counts(const PointSet& set, const ClusterMethod& method) {
  std::vector<std::vector<std::int64_t>> counts(static_cast<std::size_t>(method.clusters()),
                                                std::vector<std::int64_t>(set.class_names.size()));
  const auto labels = method.labels().read_indices();
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] >= 0) ++counts[static_cast<std::size_t>(labels[i])][static_cast<std::size_t>(set.classes[i])];
  }
  return counts;
}

/// "4, 81 %": the digit that a cluster has most of.
std::string caption(const PointSet& set, const std::vector<std::int64_t>& counts) {
  std::int64_t all = 0;
  for (const std::int64_t count : counts) all += count;
  if (all == 0) return "=";
  const auto most = std::ranges::max_element(counts);
  const double share = std::round(100.0 * static_cast<double>(*most) / static_cast<double>(all));
  return "=" + set.class_names[static_cast<std::size_t>(most - counts.begin())] + ", " + short_text(share) + " %";
}

}  // namespace

void show_centre_images(View& view, const PointSet& set, const ClusterMethod& method) {
  Gallery gallery(view);
  const Tensor centres = method.centres();
  std::vector<std::string> captions;
  for (const auto& counts : digit_counts(set, method)) captions.push_back(caption(set, counts));
  gallery.add({.label = "digits.centres", .captions = captions, .range = {0.0, 1.0}},
              centres.viewed_as({centres.shape()[0], set.pixels, set.pixels}));
  const auto labels = method.labels().read_indices();
  for (std::int64_t k = 0; k < method.clusters(); ++k) {
    std::vector<std::int32_t> members;
    for (std::size_t i = 0; i < labels.size() && members.size() < members_shown; ++i) {
      if (labels[i] == k) members.push_back(static_cast<std::int32_t>(i));
    }
    if (members.empty()) continue;
    const auto count = static_cast<std::int64_t>(members.size());
    gallery.add({.label = "=" + std::to_string(k + 1), .range = {0.0, 1.0}},
                gather(set.points, Tensor::indices(members, {count})).viewed_as({count, set.pixels, set.pixels}));
  }
}

void show_digit_counts(View& view, const PointSet& set, const ClusterMethod& method) {
  const auto counts = digit_counts(set, method);
  std::vector<float> values;
  Json rows = Json::array();
  for (const auto& row : counts) {
    values.insert(values.end(), row.begin(), row.end());
    rows.push_back("=" + std::to_string(rows.size() + 1));
  }
  view.tensor("values", values,
              {static_cast<std::int64_t>(counts.size()), static_cast<std::int64_t>(set.class_names.size())});
  view.set("x", "digits.digit").set("y", "members.cluster").set("rows", rows);
  view.set("columns", plain_texts(set.class_names));
}

}  // namespace gradlab
