#include "web/ui/draw/mark.h"

#include "web/ui/draw/box.h"
#include "web/ui/style/theme.h"

namespace gradlab::ui {

void draw_point(ImDrawList* list, ImVec2 at, Mark mark, ImU32 color, float scale) {
  const float radius = dp(4) * scale, edge = dp(1.25f) * std::min(scale, 1.0f);
  const ImU32 outline = theme().card;
  switch (mark) {
    case Mark::train:
      list->AddCircleFilled(at, radius + edge, outline);
      list->AddCircleFilled(at, radius, color);
      break;
    case Mark::test:
      list->AddCircleFilled(at, radius + edge, outline);
      list->AddCircle(at, radius - dp(0.75f), color, 0, dp(1.75f));
      break;
    case Mark::own: {
      const float reach = radius * 1.45f;
      const auto diamond = [&](float r, ImU32 fill) {
        list->AddQuadFilled({at.x, at.y - r}, {at.x + r, at.y}, {at.x, at.y + r}, {at.x - r, at.y}, fill);
      };
      diamond(reach + dp(2), theme().text);
      diamond(reach, color);
      break;
    }
  }
}

}  // namespace gradlab::ui
