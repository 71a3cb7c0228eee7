// What a visitor may try in a demo's presets, one thing after another, and what is then to be seen.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "demos/core/experiment.h"

namespace gradlab {

/// Texts: try.<demo>.<preset>.<id>, what the button says, and the same with .look, what is then to be seen.
struct Try {
  std::string id;
  Json written = Json::object();  ///< {name: text} that it sets, as links write it; none: it is done in the view
  std::string view = {};          ///< where it is to be seen or done; empty: wherever the visitor looks
  std::string answers = {};       ///< the kind of situation in which it is what to do next
  bool anew = false;              ///< from step 0, though what it sets applies to the running model
  std::int64_t learned = 0;       ///< what the preset has learned after so many steps, trained in the build; 0: none
};

/// Those of a demo's presets, in their order.
struct Tries {
  std::string name;  ///< the demo's
  std::map<std::string, std::vector<Try>> presets;
};

/// The last line of a demo's file of tries.
using RegisterTries = Registry<Tries>::Add;

/// None where the demo has none for that preset.
std::vector<Try> tries_of(const Demo& demo, const Preset& preset);

}  // namespace gradlab
