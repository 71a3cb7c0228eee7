#include "demos/reinforcement/exploration.h"

namespace gradlab {

std::vector<Param> exploration_params(const std::string& prefix, const std::vector<Condition>& when,
                                      ExplorationDefaults defaults) {
  std::vector<Param> params = {
      Param::number("exploration", "training", defaults.first, 0, 1).applies_live(),
      Param::number("least_exploration", "training", defaults.last, 0, 1).applies_live(),
      Param::integer("fading", "training", defaults.fading, 1, 100000).log_scale().in_unit("steps").applies_live()};
  for (Param& param : params) {
    param.when = when;
    if (prefix.empty()) continue;
    param.term = param.name;
    param.name = prefix + param.name;
  }
  return params;
}

}  // namespace gradlab
