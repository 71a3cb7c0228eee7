// The points that a visitor added to a picture: dragged to another place, or clicked away.
#pragma once

#include "web/ui/draw/plot.h"
#include "web/ui/widgets/press.h"

namespace gradlab::ui {

class OwnPoints {
 public:
  /// Whether the pointer has to do with one of them, so that a click adds none.
  bool edit(const Plot& plot, const Press& area);

 private:
  int held_ = -1;
  bool moved_ = false;
  ImVec2 pressed_at_;
};

}  // namespace gradlab::ui
