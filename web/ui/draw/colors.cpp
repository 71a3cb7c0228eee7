#include "web/ui/draw/colors.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "web/ui/style/theme.h"

namespace gradlab::ui {
namespace {

constexpr std::array<ImU32, 4> light_amounts = {IM_COL32(18, 62, 110, 255), IM_COL32(40, 126, 176, 255),
                                                IM_COL32(134, 196, 222, 255), IM_COL32(240, 246, 250, 255)};
constexpr std::array<ImU32, 4> dark_amounts = {IM_COL32(190, 228, 250, 255), IM_COL32(74, 152, 204, 255),
                                               IM_COL32(34, 82, 122, 255), IM_COL32(26, 36, 46, 255)};

}  // namespace

ImU32 sign_color(float value) {
  return value < 0.0f ? theme().negative : theme().positive;
}

ImU32 ink_on(ImU32 ground) {
  const ImVec4 g = ImGui::ColorConvertU32ToFloat4(ground);
  // Relative luminance as WCAG 2 defines it, with gamma 2.2. Its contrasts with black and white are equal at 0.18, but
  // eyes find white on a clear blue easier to read.
  const float luminance = 0.2126f * std::pow(g.x, 2.2f) + 0.7152f * std::pow(g.y, 2.2f) + 0.0722f * std::pow(g.z, 2.2f);
  return luminance > 0.3f ? IM_COL32(16, 24, 32, 255) : IM_COL32_WHITE;
}

ImU32 signed_color(float value) {
  const float size = std::isfinite(value) ? std::min(std::abs(value), 1.0f) : 0.0f;
  return mix(theme().neutral, sign_color(value), size);
}

ImU32 amount_color(float part) {
  const auto& colors = theme().dark ? dark_amounts : light_amounts;
  const float place = std::isfinite(part) ? std::clamp(part, 0.0f, 1.0f) * 3.0f : 3.0f;
  const auto below = static_cast<std::size_t>(std::min(place, 2.0f));
  return mix(colors[below], colors[below + 1], place - static_cast<float>(below));
}

ImU32 class_color(int index) {
  return index < 0 ? theme().text_faint : theme().classes[static_cast<std::size_t>(index) % theme().classes.size()];
}

ImU32 series_color(const std::string& role, int repeated) {
  if (role == "a" || role == "b" || role == "c") return class_color(role[0] - 'a');
  if (repeated > 0) return class_color(2 + repeated);
  if (role == "train") return theme().train;
  if (role == "test") return theme().test;
  if (role == "lately") return with_alpha(theme().train, 0.4f);  // of training, but not what tests compare with
  if (role == "reference") return theme().reference;
  if (role == "former") return theme().text_faint;
  return theme().other;
}

}  // namespace gradlab::ui
