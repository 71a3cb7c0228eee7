#include "web/ui/input/pointer.h"

#include <imgui_internal.h>

#include <vector>

#include "web/ui/input/clock.h"
#include "web/ui/input/ink.h"
#include "web/ui/style/theme.h"

namespace gradlab::ui {
namespace {

enum class Gesture { none, undecided, scroll, drag };

constexpr double rest_ms = 350.0;

Gesture gesture = Gesture::none;
ImVec2 began, last;
double began_at = -1.0;  ///< the frame after the finger came down; below 0: that is still to come
ImGuiWindow* scrolled = nullptr;
float speed = 0.0f;  ///< of the scrolling, in device pixels a second
float way_this_frame = 0.0f;
bool rested = false;
std::vector<Box> drag_boxes;

void press_down(ImVec2 at) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMousePosEvent(at.x, at.y);
  io.AddMouseButtonEvent(ImGuiMouseButton_Left, true);
}

/// The innermost window under `at` that has more than it shows.
ImGuiWindow* scrollable_at(ImVec2 at) {
  ImGuiWindow *window = nullptr, *ignored = nullptr;
  ImGui::FindHoveredWindowEx(at, true, &window, &ignored);
  while (window && window->ScrollMax.y <= 0.0f) window = window->ParentWindow;
  return window;
}

void scroll_by(float pixels) {
  if (!scrolled) return;
  const float target = std::clamp(scrolled->Scroll.y + pixels, 0.0f, scrolled->ScrollMax.y);
  if (target == scrolled->Scroll.y) speed = 0.0f;
  scrolled->Scroll.y = target;
}

void decide(ImVec2 at) {
  const ImVec2 way = at - began;
  if (std::hypot(way.x, way.y) < dp(8)) return;
  const bool kept = std::ranges::any_of(drag_boxes, [](const Box& box) { return box.contains(began); });
  scrolled = std::abs(way.y) > std::abs(way.x) && !kept ? scrollable_at(began) : nullptr;
  gesture = scrolled ? Gesture::scroll : Gesture::drag;
  if (gesture == Gesture::drag) {
    press_down(began);
    ImGui::GetIO().AddMousePosEvent(at.x, at.y);
  }
}

void move_finger(ImVec2 at) {
  if (gesture == Gesture::undecided) decide(at);
  if (gesture == Gesture::drag) ImGui::GetIO().AddMousePosEvent(at.x, at.y);
  if (std::hypot(at.x - began.x, at.y - began.y) > dp(8)) rested = false;
  if (gesture == Gesture::scroll) {
    scroll_by(last.y - at.y);
    way_this_frame += last.y - at.y;
  }
  last = at;
}

void receive_finger(PointerKind kind, ImVec2 at, bool draws) {
  ImGuiIO& io = ImGui::GetIO();
  if (kind == PointerKind::down) {
    gesture = draws ? Gesture::drag : Gesture::undecided;
    began = last = at;
    began_at = -1.0;
    scrolled = nullptr;
    speed = 0.0f;
    if (draws) press_down(at);
  } else if (kind == PointerKind::move) {
    move_finger(at);
  } else {
    if (gesture == Gesture::undecided && kind == PointerKind::up) {
      press_down(at);
      io.AddMouseButtonEvent(ImGuiMouseButton_Left, false);
    }
    if (gesture == Gesture::drag) {
      io.AddMouseButtonEvent(ImGuiMouseButton_Left, false);
      io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
    }
    gesture = Gesture::none;
  }
}

int imgui_button(int button) {
  return button == 1 ? ImGuiMouseButton_Middle : button == 2 ? ImGuiMouseButton_Right : ImGuiMouseButton_Left;
}

}  // namespace

void receive_pointer(PointerKind kind, ImVec2 at, int button, PointerType type) {
  ImGuiIO& io = ImGui::GetIO();
  if (kind == PointerKind::down) {
    set_touch(type == PointerType::touch);
    rested = false;
  }
  io.AddMouseSourceEvent(type == PointerType::touch ? ImGuiMouseSource_TouchScreen
                         : type == PointerType::pen ? ImGuiMouseSource_Pen
                                                    : ImGuiMouseSource_Mouse);
  const bool draws = receive_ink(kind, at, button);
  if (type == PointerType::touch) return receive_finger(kind, at, draws);
  if (kind == PointerKind::leave) return io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
  io.AddMousePosEvent(at.x, at.y);
  if (kind != PointerKind::move) io.AddMouseButtonEvent(imgui_button(button), kind == PointerKind::down);
}

void receive_wheel(float dx, float dy) {
  ImGui::GetIO().AddMouseWheelEvent(-dx / 100.0f, -dy / 100.0f);
}

void move_pointer() {
  if (gesture == Gesture::undecided) {
    if (began_at < 0.0) began_at = frame_time();
    const double left = began_at + rest_ms - frame_time();
    if (left > 0.0) return draw_again_in(left);
    gesture = Gesture::drag;
    rested = true;
    press_down(began);
  }
  if (gesture == Gesture::scroll) {
    speed += 0.5f * (way_this_frame / frame_seconds() - speed);
    way_this_frame = 0.0f;
    return draw_again_in(0);
  }
  if (gesture != Gesture::none || theme().still || std::abs(speed) < dp(20)) return;
  scroll_by(speed * frame_seconds());
  speed *= std::exp(-3.5f * frame_seconds());
  draw_again_in(0);
}

bool finger_rested() {
  return rested;
}

void keep_vertical_drags(Box box) {
  drag_boxes.push_back(box);
}
void forget_vertical_drags() {
  drag_boxes.clear();
}

}  // namespace gradlab::ui
