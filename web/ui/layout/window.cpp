#include "web/ui/layout/window.h"

#include <imgui.h>

namespace gradlab::ui {

Window::Window(const char* name, Box box, bool in_front) {
  ImGui::SetNextWindowPos(box.low);
  ImGui::SetNextWindowSize({box.width(), box.height()});
  const ImGuiWindowFlags order = in_front ? 0 : ImGuiWindowFlags_NoBringToFrontOnFocus;
  ImGui::Begin(name, nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | order);
}

Window::~Window() {
  ImGui::End();
}

Scroll::Scroll(const char* name, Box box) : top_(box.low.y), bottom_(box.low.y) {
  ImGui::SetCursorScreenPos(box.low);
  ImGui::BeginChild(name, {box.width(), box.height()}, ImGuiChildFlags_NavFlattened, ImGuiWindowFlags_NoSavedSettings);
  top_ = ImGui::GetCursorScreenPos().y;
}

Scroll::~Scroll() {
  ImGui::SetCursorScreenPos({ImGui::GetWindowPos().x, bottom_ - 1.0f});
  ImGui::Dummy({1.0f, 1.0f});
  ImGui::EndChild();
}

bool Scroll::scrolls() const {
  return ImGui::GetScrollMaxY() > 0.0f;
}

}  // namespace gradlab::ui
