#include "web/ui/style/theme.h"

#include <algorithm>
#include <cmath>

#include "web/ui/style/data_colors.h"
#include "web/ui/style/type.h"

namespace gradlab::ui {
namespace {

constexpr ImU32 rgb(unsigned hex) {
  return IM_COL32((hex >> 16) & 255u, (hex >> 8) & 255u, hex & 255u, 255u);
}

void take(Theme& theme, const DataColors& colors) {
  theme.card = rgb(colors.card);
  theme.positive = rgb(colors.positive), theme.negative = rgb(colors.negative);
  theme.train = rgb(colors.train), theme.test = rgb(colors.test);
  std::ranges::transform(colors.classes, theme.classes.begin(), rgb);
}

Theme light() {
  Theme t;
  take(t, light_data_colors);
  t.page = rgb(0xf3f5f8), t.card_edge = rgb(0xe1e6ec);
  t.raised = rgb(0xffffff), t.raised_edge = rgb(0xd5dce4), t.shadow = rgb(0x1b2733);
  t.text = rgb(0x17212b), t.text_soft = rgb(0x556270), t.text_faint = rgb(0x64707d);
  t.paper = rgb(0xf1f4f7);
  t.grid = rgb(0xebeff3), t.axis = rgb(0xc3ccd5), t.track = rgb(0xe1e7ed), t.hover = rgb(0xf0f4f8),
  t.press = rgb(0xe4ebf2);
  t.accent = rgb(0x0877bd), t.accent_soft = rgb(0xe3f1fa), t.on_accent = rgb(0xffffff);
  t.neutral = rgb(0xf2f4f6), t.reference = rgb(0x7b8895), t.other = rgb(0x0c8568);
  t.good = rgb(0x1b7f4b), t.bad = rgb(0xc22f2f);
  return t;
}

Theme dark() {
  Theme t;
  t.dark = true;
  take(t, dark_data_colors);
  t.page = rgb(0x0f141a), t.card_edge = rgb(0x28323d);
  t.raised = rgb(0x1f2832), t.raised_edge = rgb(0x374350), t.shadow = rgb(0x000000);
  t.text = rgb(0xe8edf3), t.text_soft = rgb(0xa6b2bf), t.text_faint = rgb(0x8c99a7);
  t.paper = rgb(0x0d1217);
  t.grid = rgb(0x222b35), t.axis = rgb(0x44515e), t.track = rgb(0x303c48), t.hover = rgb(0x232d38),
  t.press = rgb(0x2c3844);
  t.accent = rgb(0x4aa8e8), t.accent_soft = rgb(0x1a3446), t.on_accent = rgb(0x0b1218);
  t.neutral = rgb(0x222b34), t.reference = rgb(0x8a97a5), t.other = rgb(0x34c29c);
  t.good = rgb(0x4cc38a), t.bad = rgb(0xff8a80);
  return t;
}

/// Who asks for more contrast: letters of 7:1 and edges and axes of 3:1 and more, as tokens.css has them.
void strengthen(Theme& t) {
  t.text = rgb(t.dark ? 0xffffff : 0x000000);
  t.text_soft = t.text_faint = rgb(t.dark ? 0xcfd8e1 : 0x333e4a);
  t.card_edge = t.axis = rgb(t.dark ? 0x8c99a7 : 0x64707d);
  t.raised_edge = rgb(t.dark ? 0xa6b2bf : 0x556270);
  t.grid = rgb(t.dark ? 0x44515e : 0xc3ccd5);
  t.accent = rgb(t.dark ? 0x7cc4f4 : 0x05507f), t.on_accent = rgb(t.dark ? 0x000000 : 0xffffff);
  t.good = rgb(t.dark ? 0x7fe0b2 : 0x0f5c34), t.bad = rgb(t.dark ? 0xffb4ad : 0x8f1d1d);
}

Theme current = light();
float ratio = 1.0f;
bool finger = false, phone = false;

void style_imgui() {
  if (!ImGui::GetCurrentContext()) return;
  ImGuiStyle style;
  style.FontScaleDpi = ratio;
  style.FontSizeBase = type_size(Type::body) / ratio;
  style.WindowPadding = style.DisplayWindowPadding = style.DisplaySafeAreaPadding = {0, 0};
  style.WindowBorderSize = style.ChildBorderSize = style.FrameBorderSize = 0.0f;
  style.PopupBorderSize = 0.0f;
  style.PopupRounding = dp(8);
  style.FrameRounding = dp(6);
  style.FramePadding = {dp(8), dp(6)};
  style.ItemSpacing = {dp(8), dp(8)};
  style.ScrollbarSize = dp(touch() ? 4.0f : 8.0f);
  style.ScrollbarRounding = dp(4);
  style.GrabMinSize = dp(16);
  style.GrabRounding = dp(8);
  style.WindowMinSize = {1, 1};
  for (ImVec4& color : style.Colors) color = {0, 0, 0, 0};
  const auto paint = [&](ImGuiCol which, ImU32 color) { style.Colors[which] = ImGui::ColorConvertU32ToFloat4(color); };
  paint(ImGuiCol_Text, current.text);
  paint(ImGuiCol_TextDisabled, current.text_faint);
  paint(ImGuiCol_ScrollbarGrab, with_alpha(current.text_faint, 0.35f));
  paint(ImGuiCol_ScrollbarGrabHovered, with_alpha(current.text_faint, 0.6f));
  paint(ImGuiCol_ScrollbarGrabActive, with_alpha(current.text_faint, 0.8f));
  paint(ImGuiCol_TextSelectedBg, with_alpha(current.accent, 0.3f));
  paint(ImGuiCol_InputTextCursor, current.text);
  ImGui::GetStyle() = style;
}

}  // namespace

const Theme& theme() {
  return current;
}

void set_theme(bool is_dark, bool still, bool strong) {
  current = is_dark ? dark() : light();
  current.still = still, current.strong = strong;
  if (strong) strengthen(current);
  style_imgui();
}

void set_pixel_ratio(float value) {
  if (ratio == value) return;
  ratio = value;
  style_imgui();
}

float pixel_ratio() {
  return ratio;
}
float hairline() {
  return std::max(1.0f, std::floor(ratio));
}

bool touch() {
  return finger || phone;
}

void set_touch(bool value) {
  if (finger == value) return;
  finger = value;
  style_imgui();
}

void set_phone(bool value) {
  if (phone == value) return;
  phone = value;
  style_imgui();
}

ImU32 with_alpha(ImU32 color, float alpha) {
  const auto a = static_cast<float>(color >> IM_COL32_A_SHIFT) * std::clamp(alpha, 0.0f, 1.0f);
  return (color & ~IM_COL32_A_MASK) | (static_cast<ImU32>(a + 0.5f) << IM_COL32_A_SHIFT);
}

ImU32 mix(ImU32 a, ImU32 b, float part) {
  ImU32 result = 0;
  for (int shift = 0; shift < 32; shift += 8) {
    const auto from = static_cast<float>((a >> shift) & 255u), to = static_cast<float>((b >> shift) & 255u);
    result |= static_cast<ImU32>(from + (to - from) * part + 0.5f) << shift;
  }
  return result;
}

}  // namespace gradlab::ui
