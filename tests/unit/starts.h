// What a visitor can begin with, for tests that go through all of it.
#pragma once

#include <string>
#include <vector>

#include "demos/core/experiment.h"

namespace gradlab {

struct Start {
  std::string name;  ///< "<demo>", or "<demo>/<preset>"
  Json values;
  bool diverges = false;  ///< as the preset says
};

/// The initial values, and every preset of a demo.
inline std::vector<Start> starts_of(const Demo& demo) {
  std::vector<Start> starts = {{demo.name, Json::object()}};
  for (const Preset& preset : demo.presets)
    starts.push_back({demo.name + "/" + preset.id, preset.values, preset.diverges});
  return starts;
}

/// Calls visit(demo, start) for those of every demo.
template <typename Visit>
void for_each_start(Visit visit) {
  for (const Demo& demo : Registry<Demo>::all()) {
    for (const Start& start : starts_of(demo)) visit(demo, start);
  }
}

}  // namespace gradlab
