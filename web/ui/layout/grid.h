// Places cards in rows that fill the room, each close to the shape it likes.
#pragma once

#include <functional>
#include <vector>

#include "web/ui/draw/box.h"

namespace gradlab::ui {

struct GridItem {
  float weight = 1.0f;  ///< its share of a row's width
  float least_width = 0.0f;
  float rigidity = 1.0f;  ///< how much it minds another height than the one it likes
  /// The height it likes at a width, and the least that will do.
  std::function<float(float width)> ideal, least;
};

struct Grid {
  std::vector<Box> boxes;  ///< from (0, 0), in the order of the items
  float height = 0.0f;     ///< above the room's: it must be scrolled
};

/// Tries every way to break the items into rows.
Grid lay_out(const std::vector<GridItem>& items, float width, float height, float gap);

}  // namespace gradlab::ui
