#include "web/ui/draw/axis_labels.h"

#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"

namespace gradlab::ui {
namespace {

constexpr float longest_upright = 64.0f;  // CSS pixels

float line_height() {
  return type_size(Type::ticks);
}

/// Every how many-th label has room.
int stride(float needed, float room) {
  return std::max(1, static_cast<int>(std::ceil(needed / std::max(room, 0.01f))));
}

ImU32 ink(bool lit) {
  return lit ? theme().text : theme().text_faint;
}

/// Whether label `i` is drawn: in its turn, but for those that the lit one would touch.
bool shown(int i, int every, int lit) {
  if (i == lit) return true;
  return i % every == 0 && (lit < 0 || std::abs(i - lit) >= every);
}

bool stands_upright(const std::vector<std::string>& names, float column) {
  return widest_label(names) + dp(4) > column && column >= 0.9f * line_height();
}

/// Turned to read from below, its beginning at `foot`.
void draw_upright(ImDrawList* list, ImVec2 foot, ImU32 color, const std::string& name) {
  const int first = list->VtxBuffer.Size;
  // It is set where nothing of it is cut off, then turned and moved.
  const ImVec2 clip = list->GetClipRectMin(), start(std::ceil(clip.x), std::ceil(clip.y));
  draw_text(list, Type::ticks, start, color, shortened(Type::ticks, name, dp(longest_upright)));
  const ImVec2 to(std::round(foot.x - line_height() / 2), std::round(foot.y));
  for (int i = first; i < list->VtxBuffer.Size; ++i) {
    const ImVec2 way = list->VtxBuffer[i].pos - start;
    list->VtxBuffer[i].pos = to + ImVec2(way.y, -way.x);
  }
}

}  // namespace

float widest_label(const std::vector<std::string>& names) {
  float widest = 0.0f;
  for (const std::string& name : names) widest = std::max(widest, text_size(Type::ticks, name).x);
  return widest;
}

void draw_labels_beside(ImDrawList* list, Box area, float room, const std::vector<std::string>& names, int lit) {
  const float row = area.height() / static_cast<float>(names.size());
  const int every = stride(line_height(), row);
  for (int i = 0; i < static_cast<int>(names.size()); ++i) {
    if (!shown(i, every, lit)) continue;
    const float middle = area.low.y + row * (static_cast<float>(i) + 0.5f);
    draw_text_in(list, Type::ticks, {area.low.x - room, middle - line_height() / 2},
                 {area.low.x - dp(6), middle + line_height() / 2}, {1, 0.5f}, ink(i == lit),
                 names[static_cast<std::size_t>(i)]);
  }
}

float labels_above_height(const std::vector<std::string>& names, float column) {
  return stands_upright(names, column) ? std::min(widest_label(names), dp(longest_upright)) : line_height();
}

void draw_labels_above(ImDrawList* list, Box area, const std::vector<std::string>& names, int lit) {
  const float column = area.width() / static_cast<float>(names.size());
  if (!stands_upright(names, column))
    return draw_labels_level(list, area, area.low.y - dp(3) - line_height(), names, lit);
  for (int i = 0; i < static_cast<int>(names.size()); ++i) {
    const ImVec2 foot(area.low.x + column * (static_cast<float>(i) + 0.5f), area.low.y - dp(4));
    draw_upright(list, foot, ink(i == lit), names[static_cast<std::size_t>(i)]);
  }
}

void draw_labels_level(ImDrawList* list, Box area, float top, const std::vector<std::string>& names, int lit) {
  const float column = area.width() / static_cast<float>(names.size());
  const float needed = std::min(widest_label(names), dp(64)) + dp(6);
  const int every = stride(needed, column);
  for (int i = 0; i < static_cast<int>(names.size()); ++i) {
    if (!shown(i, every, lit)) continue;
    const float middle = area.low.x + column * (static_cast<float>(i) + 0.5f);
    const float half = std::max(column, needed) / 2 - dp(2);
    draw_text_in(list, Type::ticks, {middle - half, top}, {middle + half, top + line_height()}, {0.5f, 0},
                 ink(i == lit), names[static_cast<std::size_t>(i)]);
  }
}

}  // namespace gradlab::ui
