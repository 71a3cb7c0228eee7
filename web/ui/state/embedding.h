// How the workspace is shown in a frame of another page: which cards alone, and which controls.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "web/ui/frame/json.h"

namespace gradlab::ui {

struct Embedding {
  bool framed = false;
  std::vector<std::string> cards;  ///< views by name, in their order; none: all
  std::set<std::string> hidden;    ///< "controls", and parameters by name
  std::set<std::string> locked;    ///< parameters that cannot be changed; "all" for all

  bool hides(const std::string& name) const { return hidden.contains(name); }
  bool locks(const std::string& name) const { return locked.contains("all") || locked.contains(name); }
};

const Embedding& embedding();
void receive_embedding(const Json& message);

}  // namespace gradlab::ui
