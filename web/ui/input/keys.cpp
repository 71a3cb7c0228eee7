#include "web/ui/input/keys.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <utility>

namespace gradlab::ui {
namespace {

constexpr std::array<std::pair<std::string_view, ImGuiKey>, 33> names = {{
    {"Tab", ImGuiKey_Tab},
    {"ArrowLeft", ImGuiKey_LeftArrow},
    {"ArrowRight", ImGuiKey_RightArrow},
    {"ArrowUp", ImGuiKey_UpArrow},
    {"ArrowDown", ImGuiKey_DownArrow},
    {"PageUp", ImGuiKey_PageUp},
    {"PageDown", ImGuiKey_PageDown},
    {"Home", ImGuiKey_Home},
    {"End", ImGuiKey_End},
    {"Insert", ImGuiKey_Insert},
    {"Delete", ImGuiKey_Delete},
    {"Backspace", ImGuiKey_Backspace},
    {"Space", ImGuiKey_Space},
    {"Enter", ImGuiKey_Enter},
    {"Escape", ImGuiKey_Escape},
    {"ShiftLeft", ImGuiKey_LeftShift},
    {"ShiftRight", ImGuiKey_RightShift},
    {"ControlLeft", ImGuiKey_LeftCtrl},
    {"ControlRight", ImGuiKey_RightCtrl},
    {"AltLeft", ImGuiKey_LeftAlt},
    {"AltRight", ImGuiKey_RightAlt},
    {"MetaLeft", ImGuiKey_LeftSuper},
    {"MetaRight", ImGuiKey_RightSuper},
    {"Minus", ImGuiKey_Minus},
    {"Equal", ImGuiKey_Equal},
    {"Period", ImGuiKey_Period},
    {"Comma", ImGuiKey_Comma},
    {"NumpadAdd", ImGuiKey_KeypadAdd},
    {"NumpadSubtract", ImGuiKey_KeypadSubtract},
    {"NumpadMultiply", ImGuiKey_KeypadMultiply},
    {"NumpadDivide", ImGuiKey_KeypadDivide},
    {"NumpadDecimal", ImGuiKey_KeypadDecimal},
    {"NumpadEnter", ImGuiKey_KeypadEnter},
}};

ImGuiKey in_row(ImGuiKey first, int steps) {
  return static_cast<ImGuiKey>(static_cast<int>(first) + steps);
}

ImGuiKey key_of(std::string_view code) {
  const char last = code.empty() ? '\0' : code.back();
  if (code.size() == 4 && code.starts_with("Key") && last >= 'A' && last <= 'Z') return in_row(ImGuiKey_A, last - 'A');
  const bool digit = last >= '0' && last <= '9';
  if (code.size() == 6 && code.starts_with("Digit") && digit) return in_row(ImGuiKey_0, last - '0');
  if (code.size() == 7 && code.starts_with("Numpad") && digit) return in_row(ImGuiKey_Keypad0, last - '0');
  const auto found = std::ranges::find(names, code, &std::pair<std::string_view, ImGuiKey>::first);
  return found == names.end() ? ImGuiKey_None : found->second;
}

}  // namespace

void receive_key(std::string_view code, bool down) {
  if (const ImGuiKey key = key_of(code); key != ImGuiKey_None) ImGui::GetIO().AddKeyEvent(key, down);
}

void receive_modifiers(int modifiers) {
  ImGuiIO& io = ImGui::GetIO();
  constexpr std::array<ImGuiKey, 4> keys = {ImGuiMod_Shift, ImGuiMod_Ctrl, ImGuiMod_Alt, ImGuiMod_Super};
  for (std::size_t i = 0; i < keys.size(); ++i) io.AddKeyEvent(keys[i], ((modifiers >> i) & 1) != 0);
}

}  // namespace gradlab::ui
