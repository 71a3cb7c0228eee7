// An input of a new row of the data: its name, its number, and a track to move it along.
#pragma once

#include <functional>
#include <optional>

#include "web/ui/draw/box.h"
#include "web/ui/frame/catalogue.h"

namespace gradlab::ui {

/// Where the parts of one stand.
struct RowPlace {
  Box label, number, track;
};

/// The inputs of the parameter's row from `first` on, each where `place_of` has it, until that gives no place. Returns
/// the row when the visitor moved one.
std::optional<Json> draw_row(const Param& param, int first,
                             const std::function<std::optional<RowPlace>(int)>& place_of);

}  // namespace gradlab::ui
