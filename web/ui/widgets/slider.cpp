#include "web/ui/widgets/slider.h"

#include <imgui_internal.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "web/ui/draw/number.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/widgets/press.h"

namespace gradlab::ui {
namespace {

/// Where a logarithmic scale that includes zero begins, as a share of its high end; below lies zero.
constexpr double zero_share = 1e-6, zero_part = 0.04;

double tidy(double value, double step) {
  return std::round(value / step) * step;
}

/// A power of ten below `size`, so that size has `digits` digits of it.
double digit_step(double size, int digits) {
  return std::pow(10.0, std::floor(std::log10(size)) - digits + 1);
}

double linear_step(const Reach& reach) {
  if (reach.whole) return 1.0;
  const double length = reach.high - reach.low, power = digit_step(length / 200.0, 1);
  const double leading = length / 200.0 / power;
  return power * (leading <= 1.0 ? 1.0 : leading <= 2.0 ? 2.0 : leading <= 5.0 ? 5.0 : 10.0);
}

void hide_imgui_colors() {
  for (const ImGuiCol which : {ImGuiCol_FrameBg, ImGuiCol_FrameBgHovered, ImGuiCol_FrameBgActive, ImGuiCol_SliderGrab,
                               ImGuiCol_SliderGrabActive, ImGuiCol_Text}) {
    ImGui::PushStyleColor(which, IM_COL32_BLACK_TRANS);
  }
}

}  // namespace

double Reach::part(double value) const {
  if (!logarithmic) return high > low ? std::clamp((value - low) / (high - low), 0.0, 1.0) : 0.0;
  const bool has_zero = low <= 0.0;
  const double start = has_zero ? high * zero_share : low;
  if (value < start) return 0.0;
  const double part = std::log(value / start) / std::log(high / start);
  return std::clamp(has_zero ? zero_part + (1.0 - zero_part) * part : part, 0.0, 1.0);
}

double Reach::value(double part) const {
  if (!logarithmic) return std::clamp(tidy(low + (high - low) * part, linear_step(*this)), low, high);
  const bool has_zero = low <= 0.0;
  if (has_zero && part < zero_part) return low;
  const double start = has_zero ? high * zero_share : low;
  const double exact = start * std::pow(high / start, has_zero ? (part - zero_part) / (1.0 - zero_part) : part);
  return std::clamp(tidy(exact, whole ? 1.0 : digit_step(exact, 2)), low, high);
}

double Reach::beside(double value, int direction) const {
  const double step = logarithmic && !whole && value > 0.0 ? digit_step(value * (direction < 0 ? 0.999 : 1.001), 2)
                                                           : linear_step(*this);
  return std::clamp(tidy(value + direction * step, step), low, high);
}

std::optional<double> slider(const char* id, Box box, const Reach& reach, double value, std::optional<double> initial) {
  const float knob = dp(touch() ? 22 : 16), before = static_cast<float>(reach.part(value));
  float part = before;
  ImGui::SetCursorScreenPos(box.low);
  ImGui::SetNextItemWidth(box.width());
  hide_imgui_colors();
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(0, (box.height() - ImGui::GetFontSize()) / 2));
  ImGui::PushStyleVar(ImGuiStyleVar_GrabMinSize, knob);
  ImGui::PushID(id);
  const bool moved = ImGui::SliderFloat("##slider", &part, 0.0f, 1.0f, "%.6f", ImGuiSliderFlags_NoInput);
  ImGui::PopID();
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor(6);
  const bool held = ImGui::IsItemActive(), hovered = ImGui::IsItemHovered(ImGuiHoveredFlags_NoNavOverride);
  if (hovered || held) set_cursor("pointer");

  std::optional<double> chosen;
  if (moved) {
    double next = reach.value(static_cast<double>(part));
    const bool by_keys = ImGui::GetCurrentContext()->ActiveIdSource != ImGuiInputSource_Mouse;
    if (by_keys && next == value) next = reach.beside(value, part > before ? 1 : -1);
    if (next != value) chosen = next;
  }

  ImDrawList* list = ImGui::GetWindowDrawList();
  const auto place = [&](double of) {
    return box.low.x + knob / 2 + (box.width() - knob) * static_cast<float>(reach.part(of));
  };
  const float y = std::round(box.center().y), half = dp(2), x = place(chosen.value_or(value));
  list->AddRectFilled({box.low.x, y - half}, {box.high.x, y + half}, theme().strong ? theme().axis : theme().track,
                      half);
  if (initial)
    list->AddRectFilled({place(*initial) - dp(1), y - dp(5)}, {place(*initial) + dp(1), y + dp(5)}, theme().axis,
                        dp(1));
  list->AddRectFilled({box.low.x, y - half}, {x, y + half}, theme().accent, half);
  if (held) list->AddCircleFilled({x, y}, knob / 2 + dp(5), with_alpha(theme().accent, 0.18f));
  list->AddCircleFilled({x, y}, knob / 2, theme().dark ? theme().accent : theme().card);
  if (!theme().dark)
    list->AddCircle({x, y}, knob / 2 - dp(1),
                    hovered || held ? theme().accent : mix(theme().accent, theme().card, 0.25f), 0, dp(2));
  draw_focus(box, ImGui::GetItemID(), dp(6));
  return chosen;
}

std::optional<double> number_field(const char* id, Box box, const Reach& reach, double value, const std::string& unit,
                                   float align) {
  std::array<char, 48> buffer;
  std::snprintf(buffer.data(), buffer.size(), "%.6g", value);
  ImGui::PushID(id);
  const ImGuiID item = ImGui::GetID("##field");
  const bool typing = ImGui::GetActiveID() == item;
  ImGui::SetCursorScreenPos(box.low);
  ImGui::SetNextItemWidth(box.width());
  ImGui::PushFont(type_font(Type::figures), type_size(Type::figures) / pixel_ratio());
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(dp(6), (box.height() - ImGui::GetFontSize()) / 2));
  if (!typing) ImGui::PushStyleColor(ImGuiCol_Text, IM_COL32_BLACK_TRANS);
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->ChannelsSplit(2);
  list->ChannelsSetCurrent(1);
  ImGui::InputText("##field", buffer.data(), buffer.size(),
                   ImGuiInputTextFlags_CharsScientific | ImGuiInputTextFlags_AutoSelectAll);
  const bool entered = ImGui::IsItemDeactivatedAfterEdit(), hovered = ImGui::IsItemHovered();
  if (!typing) ImGui::PopStyleColor();
  ImGui::PopStyleVar();
  ImGui::PopFont();
  list->ChannelsSetCurrent(0);
  if (typing || hovered) {
    list->AddRectFilled(box.low, box.high, typing ? theme().card : theme().hover, dp(6));
    list->AddRect(box.low, box.high, typing ? theme().accent : theme().raised_edge, dp(6), 0,
                  typing ? dp(1.5f) : hairline());
  }
  list->ChannelsMerge();
  if (hovered) set_cursor("text");
  if (!typing) {
    const std::string shown = number_text(value) + (unit.empty() ? "" : " " + unit);
    const float margin = align < 1.0f ? dp(2) : dp(6);
    draw_text_in(list, Type::figures, box.low + ImVec2(std::min(margin, dp(4)), 0), box.high - ImVec2(margin, 0),
                 {align, 0.5f}, theme().text, shown);
  }
  draw_focus(box, item, dp(6));
  ImGui::PopID();
  if (!entered) return {};
  char* end = buffer.data();
  const double typed = std::strtod(buffer.data(), &end);
  if (end == buffer.data() || !std::isfinite(typed)) return {};
  return std::clamp(reach.whole ? std::round(typed) : typed, reach.low, reach.high);
}

}  // namespace gradlab::ui
