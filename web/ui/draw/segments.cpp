#include "web/ui/draw/segments.h"

#include <algorithm>
#include <cmath>

#include "web/ui/draw/box.h"
#include "web/ui/style/theme.h"

namespace gradlab::ui {

namespace {

void draw_head(ImDrawList* list, ImVec2 from, ImVec2 to, ImU32 ink) {
  const ImVec2 way = to - from;
  const float length = std::hypot(way.x, way.y), size = std::min(dp(5), 0.6f * length);
  if (size < dp(1)) return;
  const ImVec2 back = way * (size / length), side = ImVec2(-back.y, back.x) * 0.5f;
  list->AddTriangleFilled(to, to - back + side, to - back - side, ink);
}

}  // namespace

void draw_segment(ImDrawList* list, ImVec2 from, ImVec2 to, ImU32 ink, bool arrow) {
  list->AddLine(from, to, ink, dp(1.5f));
  if (arrow) draw_head(list, from, to, ink);
}

}  // namespace gradlab::ui
