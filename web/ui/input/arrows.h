// The arrow keys for a view that is steered by them: while it claims them, they neither walk from control to control
// nor are the page's shortcuts.
#pragma once

#include <imgui.h>

#include <array>

namespace gradlab::ui {

inline constexpr std::array<ImGuiKey, 4> arrow_keys = {ImGuiKey_UpArrow, ImGuiKey_RightArrow, ImGuiKey_DownArrow,
                                                       ImGuiKey_LeftArrow};

/// To be said every frame.
void claim_arrows(ImGuiID owner);
void forget_arrows();
/// Somebody claims them.
bool arrows_claimed();

}  // namespace gradlab::ui
