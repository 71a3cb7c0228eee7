#include "demos/clustering/cluster_task.h"

#include <utility>

#include "demos/clustering/cluster_params.h"
#include "demos/clustering/cluster_state.h"
#include "demos/clustering/cluster_views.h"
#include "demos/clustering/digit_views.h"
#include "demos/files/own_table.h"
#include "demos/parts/supervised.h"
#include "engine/core/error.h"
#include "engine/learn/cluster/scores.h"

namespace gradlab {

namespace {

constexpr std::int64_t most_judged = 1000, most_images_judged = 300;  // points whose silhouette is measured
constexpr std::uint64_t method_stream = 11;                           // beside those of the data

Tensor number(double value) {
  return Tensor::scalar(static_cast<float>(value));
}

}  // namespace

void ClusterTask::build(const Setup& setup) {
  set_ = point_set_of(setup);
  points_ = setup.values.at("points");
  random_ = setup.random.split(method_stream);
  begin(setup.values, {});
}

void ClusterTask::begin(const Values& values, const Tensor& centres) {
  method_name_ = values.choice("method");
  const ClusterEntry& entry = Registry<ClusterEntry>::find("method", method_name_);
  if (set_.size() > entry.most_points)
    throw Refusal{"notice.too_many_points", {{"points", set_.size()}, {"most", entry.most_points}}};
  method_.reset();
  if (set_.size() > 0) {
    ClusterArguments arguments = cluster_arguments(values, set_.size());
    if (centres.defined() && centres.shape()[0] == arguments.clusters) arguments.centres = centres;
    method_ = entry.make(set_.points, arguments, random_);
  }
  const bool images = set_.pixels > 0;
  if (images && !method_->centres().defined()) throw Refusal{"notice.digits_need_kmeans", Json::object()};
  trail_.begin(method_ && !images ? method_->walkers() : Tensor());
}

Tensor ClusterTask::step() {
  if (!method_) throw Refusal{"notice.no_samples", Json::object()};
  if (!method_->at_rest()) {
    method_->step();
    trail_.add(method_->walkers());
  }
  return number(method_->loss());
}

void ClusterTask::change(const Setup& setup) {
  if (setup.values.at("points") == points_) return;
  const Tensor centres = method_ ? method_->centres() : Tensor();
  set_ = point_set_of(setup);
  points_ = setup.values.at("points");
  begin(setup.values, centres);
}

void ClusterTask::evaluate(Metrics& metrics) {
  metrics["loss"] = number(method_ ? method_->loss() : 0.0);
  metrics["clusters"] = number(method_ ? static_cast<double>(method_->clusters()) : 0.0);
  if (!method_ || set_.classes.empty()) return;
  metrics["rand_index"] = number(agreement());
}

double ClusterTask::agreement() const {
  return adjusted_rand_index(set_.classes, method_->labels().read_indices().first(set_.classes.size()));
}

void ClusterTask::test(Metrics& metrics) {
  silhouette_ =
      method_ ? silhouette(set_.points, method_->labels(), set_.pixels > 0 ? most_images_judged : most_judged) : 0.0;
  metrics["silhouette"] = number(silhouette_);
}

std::optional<Refusal> ClusterTask::remark() {
  return remark_on_gaps(set_.filled);
}

std::string ClusterTask::note() const {
  if (method_->at_rest()) return "doing.rest";
  const std::string_view next = method_->next();
  return "doing." + method_name_ + (next.empty() ? "" : ".") + std::string(next);
}

void ClusterTask::show(Views& views) {
  if (views.wants("clusters")) {
    show_clusters(views.add("clusters"), set_, method_.get(), trail_);
    if (method_) views.add("clusters").set("note", note());
  }
  if (views.wants("dendrogram")) show_dendrogram(views.add("dendrogram"), method_.get());
  if (views.wants("members")) show_members(views.add("members"), set_, method_.get());
  if (views.wants("centres")) show_centre_images(views.add("centres"), set_, *method_);
  if (views.wants("digits")) show_digit_counts(views.add("digits"), set_, *method_);
  if (views.wants("scores")) {
    Json rows = Json::array();
    const auto add = [&](const char* score, double value) { rows.push_back(Json::array({score, value})); };
    if (method_) {
      add("metric.clusters", static_cast<double>(method_->clusters()));
      add("metric.silhouette", silhouette_);
      add("metric.loss", method_->loss());
      if (!set_.classes.empty()) add("metric.rand_index", agreement());
    }
    views.add("scores").set("columns", {"scores.score", "scores.now"}).set("rows", rows);
  }
}

Effect ClusterTask::input(const Json& event) {
  const Json points = changed_points(points_, event);
  return {.values = points.is_null() ? Json() : Json{{"points", points}}};
}

void ClusterTask::state(Archive& archive) {
  if (method_) state_.state(archive, *method_);
  trail_.state(archive);
}

}  // namespace gradlab
