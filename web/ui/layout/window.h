// Dear ImGui windows without any look of their own.
#pragma once

#include "web/ui/draw/box.h"

namespace gradlab::ui {

/// A window over `box`; between construction and destruction all items belong to it.
class Window {
 public:
  Window(const char* name, Box box, bool in_front = false);
  ~Window();
};

/// A part of a window that scrolls; its content begins at `top()`.
class Scroll {
 public:
  Scroll(const char* name, Box box);
  ~Scroll();
  float top() const { return top_; }
  bool scrolls() const;
  /// Where the content ends, so that it can be scrolled to there.
  void end_at(float y) { bottom_ = y; }

 private:
  float top_, bottom_;
};

}  // namespace gradlab::ui
