#include "demos/clustering/map_params.h"

namespace gradlab {

std::vector<Param> map_params(const std::vector<Condition>& when) {
  const MapOptions usual;
  std::vector<Param> params = {
      Param::choice("map_method", "model", "tsne", Registry<MapEntry>::menu([](const MapEntry&) { return true; })),
      Param::number("perplexity", "model", usual.perplexity, 2, 100)
          .log_scale()
          .applies_live()
          .shown_when("map_method", {"tsne"}),
      Param::number("exaggeration", "model", 4, 1, 20).log_scale().applies_live().shown_when("map_method", {"tsne"}),
      Param::integer("map_neighbours", "model", usual.neighbours, 2, 100)
          .log_scale()
          .applies_live()
          .shown_when("map_method", {"umap"}),
      Param::number("min_dist", "model", usual.min_dist, 0, 1).applies_live().shown_when("map_method", {"umap"})};
  for (Param& param : params) param.when.insert(param.when.begin(), when.begin(), when.end());
  return params;
}

MapOptions map_options(const Values& values) {
  return {.perplexity = values.number("perplexity"),
          .exaggeration = values.number("exaggeration"),
          .neighbours = values.integer("map_neighbours"),
          .min_dist = values.number("min_dist")};
}

}  // namespace gradlab
