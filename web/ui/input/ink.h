// Drawing by hand: every place that a pointer passes while it is down in a box kept for that, also between two frames.
#pragma once

#include <vector>

#include "web/ui/draw/box.h"
#include "web/ui/input/pointer.h"

namespace gradlab::ui {

/// In this box, which the current window shows, a mouse, a finger and a pen draw; to be said every frame.
void keep_ink(ImGuiID id, Box box);
void forget_ink_boxes();

struct InkPoint {
  ImVec2 at;            ///< device pixels
  bool begins = false;  ///< a stroke
};
/// What was drawn in that box since the last call.
std::vector<InkPoint> take_ink(ImGuiID id);
/// A stroke in that box is not over.
bool drawing_ink(ImGuiID id);

/// Every event of a pointer; true while it draws.
bool receive_ink(PointerKind kind, ImVec2 at, int button);

}  // namespace gradlab::ui
