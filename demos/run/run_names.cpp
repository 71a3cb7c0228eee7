// What a demo's values call for, by name.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "demos/run/run.h"
#include "engine/core/error.h"

namespace gradlab {

std::vector<std::string> asset_names(const Demo& demo, const Values& values) {
  std::vector<std::string> names;
  for (const AssetNeed& need : demo.assets) {
    if (holds(need.when, values)) names.push_back(need.name);
  }
  return names;
}

std::set<std::string> view_names(const Demo& demo, const Values& values) {
  std::set<std::string> names;
  for (const ViewSpec& view : demo.views) {
    if (holds(view.when, values)) names.insert(view.name);
  }
  return names;
}

const Preset& find_preset(const Demo& demo, std::string_view id) {
  for (const Preset& preset : demo.presets) {
    if (preset.id == id) return preset;
  }
  fail("preset", id, "a preset of " + demo.name);
}

}  // namespace gradlab
