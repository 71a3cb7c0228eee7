#include "web/ui/draw/raised.h"

#include "web/ui/style/theme.h"

namespace gradlab::ui {

void draw_shadow(ImDrawList* list, Box box, float rounding) {
  for (const float spread : {8.0f, 5.0f, 3.0f, 1.0f}) {
    const float grow = dp(spread);
    list->AddRectFilled(box.low - ImVec2(grow, grow - dp(3)), box.high + ImVec2(grow, grow + dp(3)),
                        with_alpha(theme().shadow, theme().dark ? 0.10f : 0.028f), rounding + grow);
  }
}

void draw_raised(ImDrawList* list, Box box) {
  const float rounding = dp(8);
  list->PushClipRectFullScreen();
  draw_shadow(list, box, rounding);
  list->AddRectFilled(box.low, box.high, theme().raised, rounding);
  list->AddRect(box.low, box.high, theme().raised_edge, rounding, 0, hairline());
  list->PopClipRect();
}

}  // namespace gradlab::ui
