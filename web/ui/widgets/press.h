// What can be pressed. Every control is a box with its own look; Dear ImGui keeps the focus, the keyboard and the
// pointer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "web/ui/draw/box.h"
#include "web/ui/draw/icon.h"

namespace gradlab::ui {

struct Press {
  bool clicked = false, hovered = false, held = false;
  ImGuiID id = 0;
};

/// Of a surface that is pressed.
ImU32 press_color(const Press& press);
/// Makes `box` pressable, with a ring where the keyboard's focus is, and `tip` after a moment of hovering.
Press press(const char* id, Box box, std::string_view tip = {});
/// Whether the pointer is over `box`, where nothing can be pressed and the keyboard does not stop.
bool pointed_at(Box box);
/// A ring around the item that has the keyboard's focus.
void draw_focus(Box box, ImGuiID id, float rounding);

/// The CSS cursor for this frame; later calls win.
void set_cursor(const char* name);
/// Once per frame: the cursor that was asked for.
const char* take_cursor();

bool icon_button(const char* id, Box box, Icon icon, std::string_view tip, bool active = false, bool enabled = true);
bool word_button(const char* id, Box box, std::string_view word, std::string_view tip, bool active);
bool text_button(const char* id, Box box, std::string_view label);
/// Width that a text button needs.
float text_button_width(std::string_view label);

/// A switch at the right of `box`; returns true when it was turned.
bool toggle(const char* id, Box box, bool& on);
/// A row of choices; returns the one chosen now, or -1.
int segmented(const char* id, Box box, const std::vector<std::string>& labels, int chosen);

}  // namespace gradlab::ui
