// A text between whose tokens arcs are drawn: in one line where it fits, in a few where it must, and otherwise in one
// with only those tokens written that have room.
#pragma once

#include <string>
#include <vector>

#include "web/ui/draw/box.h"

namespace gradlab::ui {

struct AttentionText {
  std::vector<std::string> tokens;  ///< as they are written
  std::vector<Box> boxes;           ///< one each
  int lines = 1;
  bool crowded = false;  ///< not every token has room

  /// From (0, 0).
  AttentionText(const std::vector<std::string>& names, float width);
  float height() const;
  void move(ImVec2 way);
  /// The token at `at`, or -1.
  int at(ImVec2 at) const;
  /// Where there is no room for all, the first of `order` first.
  void draw(ImDrawList* list, const std::vector<int>& order, int strong) const;

  static float line_height();
  /// Between two lines, for arcs.
  static float line_gap();
};

}  // namespace gradlab::ui
