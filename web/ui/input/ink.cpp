#include "web/ui/input/ink.h"

#include <imgui_internal.h>

#include <optional>

namespace gradlab::ui {
namespace {

struct InkBox {
  ImGuiID id;
  Box box;
  ImGuiWindow* window;
};

std::vector<InkBox> boxes;
std::optional<ImGuiID> drawn_in;
ImGuiID trail_of = 0;
std::vector<InkPoint> trail;

/// The box under `at`, unless something lies over it.
const InkBox* box_at(ImVec2 at) {
  if (!ImGui::GetCurrentContext()->OpenPopupStack.empty()) return nullptr;
  ImGuiWindow *window = nullptr, *ignored = nullptr;
  ImGui::FindHoveredWindowEx(at, true, &window, &ignored);
  const auto found =
      std::ranges::find_if(boxes, [&](const InkBox& each) { return each.box.contains(at) && each.window == window; });
  return found == boxes.end() ? nullptr : &*found;
}

}  // namespace

void keep_ink(ImGuiID id, Box box) {
  boxes.push_back({id, box, ImGui::GetCurrentWindow()});
}

void forget_ink_boxes() {
  boxes.clear();
}

std::vector<InkPoint> take_ink(ImGuiID id) {
  if (trail_of != id) return {};
  return std::exchange(trail, {});
}

bool drawing_ink(ImGuiID id) {
  return drawn_in == id;
}

bool receive_ink(PointerKind kind, ImVec2 at, int button) {
  if (kind == PointerKind::down && button == 0) {
    const InkBox* box = box_at(at);
    drawn_in = box ? std::optional(box->id) : std::nullopt;
    if (!box) return false;
    if (trail_of != box->id) trail.clear();
    trail_of = box->id;
    trail.push_back({at, true});
    return true;
  }
  if (!drawn_in) return false;
  if (kind == PointerKind::move) trail.push_back({at, false});
  if (kind == PointerKind::up || kind == PointerKind::leave) drawn_in.reset();
  return true;
}

}  // namespace gradlab::ui
