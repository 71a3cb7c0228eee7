// The keyboard: from the page's names of keys to Dear ImGui's.
#pragma once

#include <string_view>

namespace gradlab::ui {

/// `code` as in KeyboardEvent.code.
void receive_key(std::string_view code, bool down);
/// 1 shift, 2 ctrl, 4 alt, 8 meta.
void receive_modifiers(int modifiers);

}  // namespace gradlab::ui
