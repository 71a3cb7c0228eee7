#include "demos/clustering/point_set.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>

#include "demos/files/own_table.h"
#include "demos/parts/image_data.h"
#include "demos/parts/supervised.h"
#include "engine/data/images.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr float plane_edge = 6.5f;

float reach(const Tensor& places) {
  float farthest = 1.0f;
  for (const float number : places.read()) farthest = std::max(farthest, std::abs(number));
  return 1.08f * farthest;
}

std::vector<std::int32_t> indices_of(const Tensor& labels) {
  const auto indices = labels.read_indices();
  return {indices.begin(), indices.end()};
}

PointSet table_set(const Setup& setup) {
  LabelledRows rows = labelled_rows(*setup.file);
  Split all{.train = std::move(rows.data), .test = {}, .train_indices = {}, .test_indices = {}};
  PointSet set;
  set.filled = fill_gaps(all, *setup.file);
  set.points = Standardization::of(all.train.inputs).apply(all.train.inputs);
  set.classes = indices_of(all.train.targets);
  set.class_names = std::move(rows.class_names);
  set.input_names = input_names(*setup.file);
  if (set.width() > 2) set.axes = principal_components(set.points, 2);
  set.edge = reach(set.on_plane(set.points));
  return set;
}

PointSet digit_set(const Assets& assets) {
  const auto digits = page_digits(assets);
  const ImageData& data = *digits->train.data;
  std::vector<std::int32_t> all(static_cast<std::size_t>(data.count));
  std::iota(all.begin(), all.end(), 0);
  PointSet set;
  set.points = data.at(all).inputs.viewed_as({data.count, data.height * data.width});
  set.classes = data.labels;
  set.class_names = class_names(std::ranges::max(data.labels) + 1);
  set.pixels = data.height;
  return set;
}

}  // namespace

Tensor PointSet::on_plane(const Tensor& places) const {
  if (width() == 2) return places;
  if (is_turned()) return places_of(axes, places);
  const Tensor none = Tensor::zeros(places.shape());
  return concat(std::array{places, none}, 1);
}

PointSet point_set_of(const Setup& setup) {
  const std::string& data = setup.values.choice("data");
  if (data == "file") return table_set(setup);
  if (data == "mnist") return digit_set(*setup.assets);
  const Samples samples = toy_samples(setup, true);
  PointSet set;
  set.points = samples.data.inputs;
  set.input_names = {"x₁", "x₂"};
  set.drawn = samples.drawn;
  set.edge = plane_edge;
  set.editable = true;
  if (data == "own_points") return set;
  set.classes = indices_of(samples.data.targets);
  set.classes.resize(set.classes.size() - static_cast<std::size_t>(samples.drawn));
  // Its points come in two colours by lot, so that a classifier has something to learn by heart: of one kind they are.
  if (data == "no_structure") std::ranges::fill(set.classes, 0);
  for (char name = 'A'; name <= 'A' + std::ranges::max(set.classes); ++name) set.class_names.emplace_back(1, name);
  return set;
}

}  // namespace gradlab
