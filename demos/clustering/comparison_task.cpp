#include "demos/clustering/comparison_task.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <string>

#include "demos/core/number_text.h"
#include "engine/core/error.h"
#include "engine/learn/cluster/cluster.h"
#include "engine/learn/cluster/scores.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t most_drawn = 500;  // points of a cell: it is small
constexpr std::uint64_t set_stream = 21, method_streams = 40;

/// What is set for one column, and for one row: values of the demo's parameters.
struct Column {
  const char* label;
  Json values;
};
struct Row {
  const char* label;
  Json values;
};

const std::vector<Column>& columns() {
  static const std::vector<Column> all = {{"comparison.kmeans", {{"method", "kmeans"}}},
                                          {"comparison.mini_batch_kmeans", {{"method", "mini_batch_kmeans"}}},
                                          {"comparison.gaussian_mixture", {{"method", "gaussian_mixture"}}},
                                          {"comparison.mean_shift", {{"method", "mean_shift"}}},
                                          {"comparison.spectral", {{"method", "spectral"}, {"neighbours", 10}}},
                                          {"comparison.ward", {{"method", "agglomerative"}, {"linkage", "ward"}}},
                                          {"comparison.single", {{"method", "agglomerative"}, {"linkage", "single"}}},
                                          {"comparison.dbscan", {{"method", "dbscan"}, {"neighbours", 5}}},
                                          {"comparison.hdbscan", {{"method", "hdbscan"}, {"neighbours", 5}}}};
  return all;
}

/// As in scikit-learn's picture, each with the number of clusters that it was made from and a radius that suits it.
const std::vector<Row>& rows() {
  static const std::vector<Row> all = {
      {"choice.data.rings", {{"data", "rings"}, {"noise", 0.0}, {"clusters", 2}, {"radius", 0.4}}},
      {"choice.data.moons", {{"data", "moons"}, {"noise", 0.1}, {"clusters", 2}, {"radius", 0.4}}},
      {"choice.data.unequal_blobs", {{"data", "unequal_blobs"}, {"noise", 0.0}, {"clusters", 3}, {"radius", 0.4}}},
      {"choice.data.stretched_blobs", {{"data", "stretched_blobs"}, {"noise", 0.0}, {"clusters", 3}, {"radius", 0.3}}},
      {"choice.data.three_blobs", {{"data", "three_blobs"}, {"noise", 0.05}, {"clusters", 3}, {"radius", 0.5}}},
      {"choice.data.no_structure", {{"data", "no_structure"}, {"noise", 0.0}, {"clusters", 3}, {"radius", 0.6}}}};
  return all;
}

constexpr double wider_for_mean_shift = 5.0;  // times the radius, which there is of a whole cluster

Json values_of(std::int64_t row, std::int64_t column) {
  Json values = rows()[static_cast<std::size_t>(row)].values;
  values.update(columns()[static_cast<std::size_t>(column)].values);
  if (values["method"] == "mean_shift") values["radius"] = wider_for_mean_shift * values["radius"].get<double>();
  return values;
}

Tensor scalar_number(double value) {
  return Tensor::scalar(static_cast<float>(value));
}

}  // namespace

void ComparisonTask::build(const Setup& setup) {
  count_ = setup.values.integer("count");
  random_ = setup.random;
  sets_.clear();
  for (std::size_t row = 0; row < rows().size(); ++row) {
    const Json& values = rows()[row].values;
    const ToyEntry& toy = Registry<ToyEntry>::find("data", values["data"].get<std::string>());
    Random random = random_.split(set_stream + row);
    sets_.push_back(toy.make({.count = count_,
                              .noise = values["noise"],
                              .classes = toy.any_classes ? values["clusters"].get<std::int64_t>() : 2},
                             random));
    if (values["data"] == "no_structure") std::fill_n(sets_.back().targets.indices(), count_, 0);
  }
  done_ = 0;
  labels_ = Tensor::full({cells(), count_}, -1.0f);
  took_.assign(static_cast<std::size_t>(cells()), 0.0);
}

std::int64_t ComparisonTask::cells() const {
  return static_cast<std::int64_t>(rows().size() * columns().size());
}

Tensor ComparisonTask::step() {
  if (done_ == cells()) return scalar_number(0.0);
  const auto width = static_cast<std::int64_t>(columns().size());
  const std::int64_t row = done_ / width;
  const Json values = values_of(row, done_ % width);
  ClusterArguments arguments{.clusters = values["clusters"], .radius = values["radius"]};
  arguments.linkage = values.value("linkage", arguments.linkage);
  arguments.neighbours = values.value("neighbours", arguments.neighbours);
  const ClusterEntry& entry = Registry<ClusterEntry>::find("method", values["method"].get<std::string>());
  const Tensor& points = sets_[static_cast<std::size_t>(row)].inputs;
  const auto began = Clock::now();
  const auto method = entry.make(points, arguments, random_.split(method_streams + static_cast<std::uint64_t>(done_)));
  run_to_rest(*method);
  const Tensor found = method->labels();
  took_[static_cast<std::size_t>(done_)] = std::chrono::duration<double, std::milli>(Clock::now() - began).count();
  std::ranges::copy(found.read_indices(), labels_.data() + done_ * count_);
  ++done_;
  return scalar_number(left());
}

std::vector<std::int32_t> ComparisonTask::labels(std::int64_t cell) const {
  std::vector<std::int32_t> labels;
  for (const float label : labels_.rows(cell, cell + 1).read()) labels.push_back(static_cast<std::int32_t>(label));
  return labels;
}

double ComparisonTask::agreement(std::int64_t cell) const {
  const std::int64_t row = cell / static_cast<std::int64_t>(columns().size());
  return adjusted_rand_index(sets_[static_cast<std::size_t>(row)].targets.read_indices(), labels(cell));
}

void ComparisonTask::evaluate(Metrics& metrics) {
  double agreements = 0.0;
  for (std::int64_t cell = 0; cell < done_; ++cell) agreements += agreement(cell);
  metrics["loss"] = scalar_number(left());
  metrics["rand_index"] = scalar_number(agreements / static_cast<double>(std::max<std::int64_t>(1, done_)));
}

void ComparisonTask::show(Views& views) {
  if (!views.wants("methods")) return;
  View& view = views.add("methods");
  Json row_names = Json::array(), column_names = Json::array(), captions = Json::array();
  const std::int64_t drawn = std::min(count_, most_drawn);
  for (const Column& column : columns()) column_names.push_back(column.label);
  for (std::size_t row = 0; row < rows().size(); ++row) {
    row_names.push_back(rows()[row].label);
    view.tensor("points." + std::to_string(row), sets_[row].inputs.rows(0, drawn));
  }
  for (std::int64_t cell = 0; cell < cells(); ++cell) {
    const double took = took_[static_cast<std::size_t>(cell)];
    const std::string time =
        took > 0 ? short_text(took < 10 ? std::round(10 * took) / 10 : std::round(took)) + " ms" : "";
    captions.push_back("=" + (cell < done_ ? time : ""));
    if (cell < done_)
      view.tensor("labels." + std::to_string(cell), labels_.rows(cell, cell + 1).viewed_as({count_}).rows(0, drawn));
  }
  view.set("rows", row_names).set("columns", column_names).set("captions", captions);
}

Effect ComparisonTask::input(const Json& event) {
  if (event.value("kind", "") != "choose") fail("input", "the kind \"" + event.value("kind", "") + "\"", "choose");
  const std::int64_t row = whole_number(event.at("row"), "input"), column = whole_number(event.at("column"), "input");
  if (row < 0 || row >= static_cast<std::int64_t>(rows().size()) || column < 0 ||
      column >= static_cast<std::int64_t>(columns().size()))
    fail("input", "cell " + std::to_string(row) + ", " + std::to_string(column), "one of the picture");
  Json values = values_of(row, column);
  values["task"] = "clusters";
  return {.values = values};
}

void ComparisonTask::state(Archive& archive) {
  archive.field("done", done_);
  archive.field("labels", labels_);
  if (!archive.reading()) return;
  const bool sound = std::ranges::all_of(labels_.read(), [&](float label) {
    return label == std::floor(label) && label >= -1.0f && label <= static_cast<float>(count_);
  });
  if (done_ < 0 || done_ > cells() || !sound) fail("checkpoint", "other cells", "labels of clusters");
}

}  // namespace gradlab
