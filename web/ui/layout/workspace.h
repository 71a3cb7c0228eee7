// The whole canvas: the views in the middle, the controls at the right or, on a phone, in a sheet from below.
#pragma once

#include <string>

#include "web/ui/draw/box.h"

namespace gradlab::ui {

struct Layout {
  bool phone = false;
  bool sheet = false;  ///< the sheet of controls is open
};

void receive_layout(Layout layout);
/// Inside an ImGui frame; `size` of the canvas in device pixels.
void draw_workspace(ImVec2 size);

/// The views in `box`, with `below` free pixels under the last one.
void draw_views(Box box, bool phone, float below);
/// Tells the shell which card is at a place of the canvas, in device pixels, and where it stands.
void receive_pick(ImVec2 place);
/// Shows the views of that section from the next frame on.
void open_section(const std::string& name);

}  // namespace gradlab::ui
