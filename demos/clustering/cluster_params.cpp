#include "demos/clustering/cluster_params.h"

#include <algorithm>
#include <utility>

namespace gradlab {

namespace {

Condition heeding(const std::string& argument) {
  Condition condition{"method", {}};
  for (const ClusterEntry& entry : Registry<ClusterEntry>::all()) {
    if (std::ranges::find(entry.arguments, argument) != entry.arguments.end()) condition.values.push_back(entry.name);
  }
  return condition;
}

}  // namespace

std::vector<Param> cluster_params(const std::vector<Condition>& when) {
  const ClusterArguments usual;
  std::vector<Param> params = {
      Param::choice("method", "model", "kmeans", Registry<ClusterEntry>::menu([](const auto&) { return true; })),
      Param::integer("clusters", "model", usual.clusters, 1, 20),
      Param::choice("start", "model", usual.start, {"k-means++", "random"}),
      Param::choice("linkage", "model", usual.linkage, {"single", "complete", "average", "ward"}),
      Param::number("radius", "model", usual.radius, 0.05, 5).log_scale(),
      Param::integer("neighbours", "model", usual.neighbours, 1, 50),
      Param::integer("smallest", "model", usual.smallest, 2, 200).log_scale().in_unit("samples"),
      Param::integer("batch_size", "model", usual.batch_size, 1, 512).log_scale().in_unit("samples")};
  for (Param& param : params) {
    param.when = when;
    if (param.name != "method") param.when.push_back(heeding(param.name));
  }
  return params;
}

ClusterArguments cluster_arguments(const Values& values, std::int64_t points) {
  return {.clusters = std::min(values.integer("clusters"), points),
          .start = values.choice("start"),
          .batch_size = values.integer("batch_size"),
          .linkage = values.choice("linkage"),
          .radius = values.number("radius"),
          .neighbours = values.integer("neighbours"),
          .smallest = values.integer("smallest")};
}

}  // namespace gradlab
