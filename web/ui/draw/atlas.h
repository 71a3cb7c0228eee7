// Small pictures of one size, side by side on the graphics card, with sharp pixels.
#pragma once

#include <string>

#include "web/ui/draw/picture.h"
#include "web/ui/draw/scale.h"
#include "web/ui/frame/view_data.h"

namespace gradlab::ui {

/// How numbers become colours: ink on paper; by sign; by amount; red, green and blue as they are; or the colour of
/// a class, 1 for the first, and paper for 0.
enum class Palette { gray, sign, heat, rgb, classes };
Palette palette_of(const std::string& name);

class Atlas {
 public:
  /// `images` [n, h, w], or [n, h, w, 3] for rgb. Without `range` each image has its own, around zero by sign.
  void paint(const Numbers& images, Palette palette, Range range);
  int count() const { return count_; }
  /// Width over height of one picture.
  float aspect() const { return static_cast<float>(width_) / static_cast<float>(height_); }
  /// Picture `i`, as large as fits into the middle of the box.
  void draw(ImDrawList* list, Box box, int i) const;
  /// Where draw() puts it.
  Box place(Box box) const;

 private:
  int count_ = 0, columns_ = 1, width_ = 1, height_ = 1;
  Picture picture_;
};

}  // namespace gradlab::ui
