#include "demos/clustering/map_task.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "demos/clustering/map_params.h"
#include "demos/files/own_table.h"
#include "engine/core/error.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::uint64_t map_stream = 13;
constexpr std::int64_t fewest_on_map = 3;

Tensor as_scalar(double value) {
  return Tensor::scalar(static_cast<float>(value));
}

/// `most` points of `set`, picked evenly.
void pick(PointSet& set, std::int64_t most) {
  const std::int64_t all = set.size();
  if (all <= most) return;
  std::vector<std::int32_t> picked, classes;
  for (std::int64_t i = 0; i < most; ++i) {
    picked.push_back(static_cast<std::int32_t>(i * all / most));
    classes.push_back(set.classes[static_cast<std::size_t>(picked.back())]);
  }
  set.points = gather(set.points, Tensor::indices(picked, {most}));
  set.classes = std::move(classes);
}

/// Counts as an archive takes them.
void counts_state(Archive& archive, const std::string& name, const Tensor& counts) {
  const auto indices = counts.read_indices();
  std::vector<double> numbers(indices.begin(), indices.end());
  archive.field(name, numbers);
  if (!archive.reading()) return;
  const bool sound = std::ranges::all_of(
      numbers, [](double number) { return number >= 0.0 && number <= INT32_MAX && number == std::floor(number); });
  if (numbers.size() != indices.size() || !sound)
    fail("checkpoint", name + " with other numbers", std::to_string(indices.size()) + " counts");
  std::ranges::copy(numbers, Tensor(counts).indices());
}

}  // namespace

void MapTask::build(const Setup& setup) {
  set_ = point_set_of(setup);
  points_ = setup.values.at("points");
  const std::string& data = setup.values.choice("data");
  if (data == "mnist" || data == "file") pick(set_, setup.values.integer("map_points"));
  map_.reset();
  prepared_ = false;
  chosen_ = 0;
  quality_ = {};
  if (set_.size() < fewest_on_map) return;
  map_ = Registry<MapEntry>::find("map_method", setup.values.choice("map_method"))
             .make(set_.points, map_options(setup.values), setup.random.split(map_stream).key());
}

bool MapTask::prepare() {
  prepared_ = !map_ || !map_->prepare();
  return !prepared_;
}

Tensor MapTask::step() {
  if (!map_) throw Refusal{"notice.no_samples", Json::object()};
  map_->step();
  return as_scalar(map_->loss());
}

void MapTask::change(const Setup& setup) {
  if (setup.values.at("points") == points_) {
    if (map_) map_->change(map_options(setup.values));
    return;
  }
  build(setup);
  while (prepare()) continue;
}

void MapTask::evaluate(Metrics& metrics) {
  if (!map_ || prepared_) metrics["loss"] = as_scalar(map_ ? map_->loss() : 0.0);  // it has none before
}

void MapTask::test(Metrics& metrics) {
  if (!map_ || !prepared_) return;
  quality_ = map_quality(set_, map_->places());
  if (quality_.trustworthiness) metrics["trustworthiness"] = as_scalar(*quality_.trustworthiness);
  if (quality_.agreement) metrics["neighbour_agreement"] = as_scalar(*quality_.agreement);
}

std::optional<Refusal> MapTask::remark() {
  return remark_on_gaps(set_.filled);
}

void MapTask::show(Views& views) {
  if (views.wants("map"))
    show_map(views.add("map"), set_, map_ ? map_->places() : Tensor::zeros({set_.size(), 2}), chosen_);
  if (views.wants("originals")) show_originals(views.add("originals"), set_);
  if (views.wants("map_quality")) {
    Json rows = Json::array();
    const auto add = [&](const char* score, const std::optional<double>& value) {
      if (value) rows.push_back(Json::array({score, *value}));
    };
    add("metric.trustworthiness", quality_.trustworthiness);
    add("metric.neighbour_agreement", quality_.agreement);
    views.add("map_quality").set("columns", {"scores.score", "scores.now"}).set("rows", rows);
  }
}

Effect MapTask::input(const Json& event) {
  if (map_ && event.value("kind", "") == "choose" && event.contains("x") && event.contains("y"))
    chosen_ = nearest_place(map_->places(), event["x"].get<double>(), event["y"].get<double>());
  const Json points = changed_points(points_, event);
  return {.values = points.is_null() ? Json() : Json{{"points", points}}};
}

void MapTask::state(Archive& archive) {
  if (!map_) return;
  const Archive::Scope scope(archive, "map");
  for (const Map::Part& part : map_->state()) {
    if (part.numbers.dtype() == DType::int32) {
      counts_state(archive, part.name, part.numbers);
    } else {
      archive.field(part.name, part.numbers);
    }
  }
}

}  // namespace gradlab
