#include "web/ui/input/arrows.h"

#include <imgui_internal.h>

namespace gradlab::ui {
namespace {

bool claimed = false;

}  // namespace

void claim_arrows(ImGuiID owner) {
  claimed = true;
  for (const ImGuiKey key : arrow_keys) ImGui::SetKeyOwner(key, owner);
}

void forget_arrows() {
  claimed = false;
}

bool arrows_claimed() {
  return claimed;
}

}  // namespace gradlab::ui
