#include "demos/autoencoder/map_view.h"

#include <algorithm>

#include "demos/autoencoder/judgement.h"
#include "demos/core/plain_texts.h"
#include "engine/learn/neighbours.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::int64_t atlas_cells = 14;  // a side: more are too small to be read
constexpr std::int32_t most_colours = 10;
constexpr std::size_t neighbours_asked = 15;

Json bounds_of(const CodeMap& map) {
  return {map.bounds()[0], map.bounds()[1], map.bounds()[2], map.bounds()[3]};
}

/// The middles of the atlas's cells, row 0 at the bottom: [cells * cells, 2].
Tensor cell_places(const std::array<float, 4>& bounds) {
  Tensor places = Tensor::empty({atlas_cells * atlas_cells, 2});
  float* next = places.data();
  const auto middle = [](float low, float high, std::int64_t cell) {
    return low + (high - low) * (static_cast<float>(cell) + 0.5f) / static_cast<float>(atlas_cells);
  };
  for (std::int64_t row = 0; row < atlas_cells; ++row) {
    for (std::int64_t column = 0; column < atlas_cells; ++column) {
      *next++ = middle(bounds[0], bounds[1], column);
      *next++ = middle(bounds[2], bounds[3], row);
    }
  }
  return places;
}

}  // namespace

Tensor picture_of(const Tensor& sample, const Shape& shape) {
  return mean(sample.viewed_as({shape[1], shape[2], shape[3]}), {2});
}

void MapView::look(const CodeLearner& learner) {
  if (!stale_) return;
  map_.draw_up(test_codes(learner, most_mapped));
  const std::int64_t count = map_.places().shape()[0];
  const Tensor labels = learner.source().test(0, count).targets;
  labels_.assign(labels.read_indices().begin(), labels.read_indices().end());
  stale_ = false;
}

void MapView::show(View& view, const CodeLearner& learner, const Tensor& drawing) {
  look(learner);
  const std::array<float, 4>& bounds = map_.bounds();
  const std::array<float, 2> at =
      place_ ? *place_ : std::array{0.5f * (bounds[0] + bounds[1]), 0.5f * (bounds[2] + bounds[3])};
  Json marks = {{{"label", "map.here"}, {"x", at[0]}, {"y", at[1]}}};
  if (drawing.defined()) {
    const Tensor place = map_.placed(learner.model().encode(drawing));
    marks.push_back({{"label", "map.drawing"}, {"x", place.read()[0]}, {"y", place.read()[1]}});
  }
  const Tensor here = map_.codes_at(Tensor::from({at[0], at[1]}, {1, 2}));
  view.tensor("picture", picture_of(learner.model().decode(here), learner.source().shape()));
  set_points(view, learner, map_.places());
  view.set("bounds", bounds_of(map_))
      .set("choose", true)
      .set("marks", marks)
      .set("x", "map.first")
      .set("y", "map.second");
}

void MapView::set_points(View& view, const CodeLearner& learner, const Tensor& places) const {
  std::vector<float> classes;
  for (std::int64_t i = 0; i < places.shape()[0]; ++i)
    classes.push_back(static_cast<float>(labels_[static_cast<std::size_t>(i)] % most_colours));
  const std::vector<std::string>& names = learner.source().class_names();
  view.tensor("points", places).tensor("labels", classes).tensor("split", Tensor::zeros({places.shape()[0]}));
  view.set("classes", std::clamp(static_cast<std::int32_t>(names.size()), 2, most_colours)).set("class_names", names);
}

void MapView::show_rival(View& view, const CodeLearner& learner, const LinearRival& rival) {
  look(learner);
  CodeMap map;
  const std::int64_t count = rival.found() ? map_.places().shape()[0] : 0;
  if (count > 0) map.draw_up(slice(rival.codes(learner.source().test(0, count).inputs), 1, 0, 2));
  set_points(view, learner, count > 0 ? map.places() : Tensor::empty({0, 2}));
  view.set("bounds", bounds_of(map)).set("x", "map.first").set("y", "map.second");
}

void MapView::show_atlas(View& view, const CodeLearner& learner) {
  look(learner);
  const Shape shape = learner.source().shape();
  const Tensor samples = learner.model().decode(map_.codes_at(cell_places(map_.bounds())));
  // Row 0 of a field is at the bottom, of an image at the top.
  const std::int64_t height = shape[1], width = shape[2];
  const Tensor images = mean(samples.viewed_as({atlas_cells, atlas_cells, height, width, shape[3]}), {4});
  Tensor field = Tensor::empty({atlas_cells * height, atlas_cells * width});
  const float* from = images.read().data();
  for (std::int64_t cell = 0; cell < atlas_cells * atlas_cells; ++cell) {
    for (std::int64_t y = 0; y < height; ++y, from += width) {
      const std::int64_t row = cell / atlas_cells * height + height - 1 - y, column = cell % atlas_cells * width;
      std::copy_n(from, width, field.data() + row * atlas_cells * width + column);
    }
  }
  const std::vector<float> none;
  view.tensor("field", field).tensor("points", none, {0, 2}).tensor("labels", none).tensor("split", none);
  view.set("bounds", bounds_of(map_))
      .set("classes", 2)  // of no points: a plane with classes is square
      .set("field_range", {0, 1})
      .set("palette", "sequential")
      .set("x", "map.first")
      .set("y", "map.second");
}

std::vector<float> MapView::votes(const CodeLearner& learner, const Tensor& drawing) {
  look(learner);
  const Tensor place = map_.placed(learner.model().encode(drawing));
  return neighbours_vote(place, map_.places(), labels_,
                         static_cast<std::int64_t>(learner.source().class_names().size()), neighbours_asked);
}

}  // namespace gradlab
