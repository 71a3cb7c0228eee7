// The sheet from below that holds the controls on a phone.
#pragma once

#include "web/ui/draw/box.h"

namespace gradlab::ui {

class Sheet {
 public:
  void open(bool open);
  /// Height that stays visible when it is closed.
  static float peek();
  /// Of the canvas that it covers now.
  float shown() const { return shown_; }
  /// Draws the sheet with the controls over the lower part of `canvas`.
  void draw(Box canvas);

 private:
  enum class Rest { closed, half, full };
  float height_of(Rest rest, float canvas) const;
  void settle(float canvas);

  Rest rest_ = Rest::closed;
  float shown_ = 0.0f;
  float grabbed_ = -1.0f;  ///< shown when the handle was taken; below 0: it is not held
};

}  // namespace gradlab::ui
