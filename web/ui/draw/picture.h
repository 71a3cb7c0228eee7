// Pixels of our own on the graphics card: fields and heat maps.
#pragma once

#include <imgui.h>

#include <memory>
#include <span>

#include "web/ui/draw/box.h"

namespace gradlab::ui {

class Picture {
 public:
  Picture() = default;
  ~Picture();
  Picture(const Picture&) = delete;
  Picture& operator=(const Picture&) = delete;

  enum class Edges { smooth, sharp };  ///< of its pixels, where it is drawn larger

  /// `pixels` row by row from the top, width * height of them.
  void set(int width, int height, std::span<const ImU32> pixels, Edges edges = Edges::smooth);
  bool empty() const { return !texture_; }
  /// All of it.
  void draw(ImDrawList* list, Box box, float rounding = 0.0f) const;
  /// What lies between the corners `from` and `to`, in its pixels; white takes the colour `tint`.
  void draw_part(ImDrawList* list, Box box, ImVec2 from, ImVec2 to, ImU32 tint = IM_COL32_WHITE,
                 float rounding = 0.0f) const;

 private:
  ImTextureData* texture_ = nullptr;
};

/// Once per frame, before anything is drawn: frees what is no longer used and uploads again what a lost context took.
void keep_pictures();

}  // namespace gradlab::ui
