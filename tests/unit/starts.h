// What a visitor can begin with, for tests that go through all of it.
#pragma once

#include <string>

#include "demos/core/experiment.h"

namespace gradlab {

/// Calls visit(name, values) for the initial values, "<demo>", and every preset of a demo, "<demo>/<preset>".
template <typename Visit>
void for_each_start(const Demo& demo, Visit visit) {
  visit(demo.name, Json::object());
  for (const Preset& preset : demo.presets) visit(demo.name + "/" + preset.id, preset.values);
}

/// Calls visit(demo, name, values) for those of every demo.
template <typename Visit>
void for_each_start(Visit visit) {
  for (const Demo& demo : Registry<Demo>::all()) {
    for_each_start(demo, [&](const std::string& name, const Json& values) { visit(demo, name, values); });
  }
}

}  // namespace gradlab
