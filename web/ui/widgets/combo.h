// One of many: a field that opens a list.
#pragma once

#include <string>
#include <vector>

#include "web/ui/draw/box.h"

namespace gradlab::ui {

struct Option {
  std::string label;
  std::vector<float> sketch;  ///< drawn beside it as a small curve; may be empty
};

/// Returns the one chosen now, or -1. `prompt` stands in the field where none is chosen.
int combo(const char* id, Box box, const std::vector<Option>& options, int chosen, const std::string& prompt = {});

}  // namespace gradlab::ui
