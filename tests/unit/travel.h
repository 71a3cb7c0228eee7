// What tests of looking back share.
#pragma once

#include <map>
#include <string>

#include "demos/run/run.h"
#include "engine/core/hash.h"

namespace gradlab {

/// By step, what a run was.
using Marks = std::map<std::int64_t, std::string>;

inline std::string mark(Run& run) {
  return hash_of(run.fingerprint()) + run.values().json().dump();
}

inline void go_to(Run& run, std::int64_t step) {
  run.go_to(step);
  while (run.go_there()) continue;
}

}  // namespace gradlab
