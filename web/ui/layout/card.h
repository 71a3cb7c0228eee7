// The surface a view is drawn on: a title, a line about it, tools at the right, and the body.
#pragma once

#include <string_view>

#include "web/ui/draw/icon.h"
#include "web/ui/frame/view.h"

namespace gradlab::ui {

struct Card {
  Box box, body;
  ImDrawList* list = nullptr;
  bool alone = false;       ///< fills the workspace
  bool scrolls = false;     ///< the column of views can be scrolled, so the wheel belongs to it
  float tools_left = 0.0f;  ///< tools stand to the right of this

  /// A button in the header, to the left of those before; returns true when pressed.
  bool tool(Icon icon, std::string_view tip, bool active = false);
  bool tool(std::string_view word, std::string_view tip, bool active = false);
  /// Room of that width in the header, to the left of the tools.
  Box header(float width);
};

/// Height of a card of that width around a body of that height.
float card_height(const ViewSpec& spec, float width, float body);
float card_padding();
/// Draws the surface and the header, with room for tools of that width. `of`: whose data it shows; empty: nobody's.
Card begin_card(const ViewSpec& spec, Box box, float tools, const std::string& of);
/// A calm stand-in for a body that has not arrived; `pulse` 0..1.
void draw_skeleton(ImDrawList* list, Box body, float pulse);

}  // namespace gradlab::ui
