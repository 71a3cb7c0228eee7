// The parameters of methods that draw maps, and what they come to.
#pragma once

#include <vector>

#include "demos/core/params.h"
#include "engine/learn/map/map.h"

namespace gradlab {

/// "map_method", and all that some method is told, each shown where it is; all of them while `when` holds.
std::vector<Param> map_params(const std::vector<Condition>& when);

MapOptions map_options(const Values& values);

}  // namespace gradlab
