// Clusters: methods that find out by themselves which points belong together, though nobody has told them any class.
#include <optional>

#include "demos/clustering/cluster_params.h"
#include "demos/clustering/cluster_task.h"
#include "demos/clustering/comparison_task.h"
#include "demos/clustering/how_many_task.h"
#include "demos/clustering/map_params.h"
#include "demos/clustering/map_task.h"
#include "demos/parts/chosen_experiment.h"
#include "demos/parts/supervised.h"

namespace gradlab {

namespace {

/// The experiment that the value "task" names.
class Clustering : public ChosenExperiment {
  std::unique_ptr<Experiment> choose(const Values& values) const override {
    const std::string& task = values.choice("task");
    if (task == "how_many") return std::make_unique<HowManyTask>();
    if (task == "comparison") return std::make_unique<ComparisonTask>();
    if (task == "map") return std::make_unique<MapTask>();
    return std::make_unique<ClusterTask>();
  }
};

const std::vector<Condition> clusters_task = {{"task", {"clusters"}}}, how_many_task = {{"task", {"how_many"}}},
                             comparison_task = {{"task", {"comparison"}}}, map_task = {{"task", {"map"}}},
                             on_plane = {{"task", {"clusters", "how_many"}}},
                             one_set = {{"task", {"clusters", "how_many", "map"}}};

std::vector<Condition> with(std::vector<Condition> conditions, Condition more) {
  conditions.push_back(std::move(more));
  return conditions;
}

/// `conditions`, and whether the points are images.
std::vector<Condition> of_images(std::vector<Condition> conditions, bool images) {
  Condition data{"data", {}};
  for (const std::string& name :
       Registry<ToyEntry>::menu([](const ToyEntry& toy) { return toy.kind == ToyEntry::Kind::classification; }))
    data.values.push_back(name);
  data.values.insert(data.values.end(), {"own_points", "file"});
  if (images) data.values = {"mnist"};
  return with(std::move(conditions), std::move(data));
}

std::vector<Param> data_params() {
  std::vector<Param> params =
      toy_params(ToyEntry::Kind::classification, {.data = "three_blobs", .count = 300, .fewest = 20, .noise = 0.1});
  for (Param& param : params) {
    if (param.name == "count") param.high = 2000;
    if (param.name == "data") param.choices.push_back("mnist");
    if (param.name != "count") param.when.insert(param.when.begin(), one_set.begin(), one_set.end());
  }
  params.push_back(Param::points("points", "data"));
  params.back().when = of_images(one_set, false);
  params.push_back(Param::integer("map_points", "data", 2000, 100, 10000).log_scale().in_unit("samples"));
  params.back().when = with(map_task, {"data", {"mnist", "file"}});
  return params;
}

}  // namespace

const RegisterDemo registered_clustering([] {
  return Demo{
      .name = "clustering",
      .place = 8,
      .steps_per_second = 2,
      .params = {{Param::choice("task", "data", "clusters", {"clusters", "how_many", "comparison", "map"})},
                 data_params(),
                 {Param::integer("seed", "data", 1, 0, 2147483647)},
                 cluster_params(clusters_task),
                 map_params(map_task)},
      .views = {{.name = "clusters",
                 .kind = "scatter",
                 .wide = true,
                 .when = of_images(on_plane, false),
                 .section = "learning"},
                {.name = "map", .kind = "scatter", .wide = true, .when = map_task, .section = "learning"},
                {.name = "originals", .kind = "scatter", .when = of_images(map_task, false), .section = "learning"},
                {.name = "map_quality", .kind = "table", .when = map_task, .section = "learning"},
                {.name = "centres",
                 .kind = "images",
                 .wide = true,
                 .when = of_images(clusters_task, true),
                 .section = "learning"},
                {.name = "digits", .kind = "matrix", .when = of_images(clusters_task, true), .section = "learning"},
                {.name = "methods", .kind = "comparison", .wide = true, .when = comparison_task, .section = "learning"},
                {.name = "dendrogram",
                 .kind = "scatter",
                 .when = with(clusters_task, {"method", {"agglomerative", "hdbscan"}}),
                 .section = "learning"},
                {.name = "verdicts", .kind = "table", .when = how_many_task, .section = "learning"},
                {.name = "elbow", .kind = "line_chart", .when = how_many_task, .section = "learning"},
                {.name = "silhouettes", .kind = "line_chart", .when = how_many_task, .section = "learning"},
                {.name = "bic", .kind = "line_chart", .when = how_many_task, .section = "learning"},
                {.name = "gap", .kind = "line_chart", .when = how_many_task, .section = "learning"},
                {.name = "loss", .kind = "line_chart", .when = {{"task", {"clusters", "map"}}}, .section = "learning"},
                {.name = "scores", .kind = "table", .when = clusters_task, .section = "learning"},
                {.name = "members", .kind = "table", .when = of_images(clusters_task, false), .section = "learning"}},
      .assets = {{"mnist", {{"data", {"mnist"}}}}},
      .files = {"csv"},
      .table_target = "classes",
      .presets = {{"blobs", {{"classes", 4}, {"clusters", 4}, {"noise", 0.2}}},
                  {"how-many", {{"task", "how_many"}, {"classes", 4}, {"noise", 0.15}}, 60},
                  {"comparison", {{"task", "comparison"}, {"count", 1500}}, 60},
                  {"unequal", {{"data", "unequal_blobs"}, {"count", 600}, {"noise", 0}}},
                  {"mixture", {{"method", "gaussian_mixture"}, {"data", "stretched_blobs"}, {"noise", 0}}, 6},
                  {"dbscan",
                   {{"method", "dbscan"}, {"data", "moons"}, {"count", 400}, {"noise", 0.15}, {"radius", 0.5}},
                   10},
                  {"dendrogram", {{"method", "agglomerative"}, {"count", 120}, {"noise", 0.3}}, 15},
                  {"spectral",
                   {{"method", "spectral"},
                    {"data", "rings"},
                    {"noise", 0},
                    {"classes", 2},
                    {"clusters", 2},
                    {"count", 600},
                    {"neighbours", 10}},
                   3},
                  {"mean-shift", {{"method", "mean_shift"}, {"classes", 5}, {"radius", 1.5}}, 4},
                  {"kmeans-digits", {{"data", "mnist"}, {"clusters", 10}}, 6},
                  {"no-structure", {{"data", "no_structure"}, {"clusters", 5}}},
                  {"pca-digits", {{"task", "map"}, {"map_method", "pca"}, {"data", "mnist"}}, 6},
                  {"tsne-digits", {{"task", "map"}, {"map_method", "tsne"}, {"data", "mnist"}}, 60},
                  {"umap-digits", {{"task", "map"}, {"map_method", "umap"}, {"data", "mnist"}}, 30},
                  {"sizes-mean-nothing",
                   {{"task", "map"}, {"map_method", "tsne"}, {"data", "unequal_blobs"}, {"count", 600}, {"noise", 0}},
                   60}},
      .devices = {Device::cpu},
      .make = [] { return std::make_unique<Clustering>(); },
      .values_of_file = [](const OwnFile&) { return Json({{"task", "clusters"}, {"data", "file"}}); },
  };
});

}  // namespace gradlab
