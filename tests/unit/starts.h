// What a visitor can begin with, for tests that go through all of it.
#pragma once

#include <string>
#include <vector>

#include "demos/core/experiment.h"
#include "tests/unit/sanitized.h"

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

/// Of these every third where sanitizers look on: from preset to preset it is values that differ, and not code.
inline std::vector<Start> watched_starts(const Demo& demo) {
  std::vector<Start> watched;
  const std::vector<Start> all = starts_of(demo);
  for (std::size_t i = 0; i < all.size(); i += is_sanitized ? 3 : 1) watched.push_back(all[i]);
  return watched;
}

/// Calls visit(demo, start) for those of every demo.
template <typename Visit>
void for_each_start(Visit visit) {
  for (const Demo& demo : Registry<Demo>::all()) {
    for (const Start& start : starts_of(demo)) visit(demo, start);
  }
}

template <typename Visit>
void for_each_watched_start(Visit visit) {
  for (const Demo& demo : Registry<Demo>::all()) {
    for (const Start& start : watched_starts(demo)) visit(demo, start);
  }
}

}  // namespace gradlab
