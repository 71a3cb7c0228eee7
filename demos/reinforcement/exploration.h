// How often an agent tries what it does not think best, and how that fades.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "demos/core/params.h"

namespace gradlab {

struct ExplorationDefaults {
  double first = 0.3, last = 0.02;
  std::int64_t fading = 300;
};
/// "exploration", "least_exploration", "fading", all behind the prefix, shown while `when` holds.
std::vector<Param> exploration_params(const std::string& prefix, const std::vector<Condition>& when,
                                      ExplorationDefaults defaults);

struct Exploration {
  double first = 0.0, last = 0.0;
  std::int64_t fading = 1;  ///< steps from the first to the last

  Exploration() = default;
  /// values are exploration_params'.
  explicit Exploration(const Values& values, const std::string& prefix = "")
      : first(values.number(prefix + "exploration")),
        last(std::min(first, values.number(prefix + "least_exploration"))),
        fading(values.integer(prefix + "fading")) {}
  double at(std::int64_t step) const {
    return std::max(last, first - (first - last) * static_cast<double>(step) / static_cast<double>(fading));
  }
};

}  // namespace gradlab
