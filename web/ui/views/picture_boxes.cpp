#include "web/ui/views/picture_boxes.h"

#include <algorithm>
#include <cmath>

#include "web/ui/draw/colors.h"
#include "web/ui/draw/number.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"

namespace gradlab::ui {
namespace {

/// Above the box, or inside where the picture ends.
void draw_name(ImDrawList* list, Box box, float top, ImU32 color, const std::string& name) {
  const float height = type_size(Type::ticks), width = text_size(Type::ticks, name).x + dp(5);
  const float y = box.low.y - height >= top ? box.low.y - height : box.low.y;
  const ImVec2 low(box.low.x, y), high(box.low.x + width, y + height);
  list->AddRectFilled(low, high, color, dp(2));
  draw_text_in(list, Type::ticks, low, high, {0.5f, 0.5f}, ink_on(color), name);
}

}  // namespace

void PictureBoxes::read(const Json& list) {
  marks_.clear();
  for (const Json& json : elements(list)) {
    const Json& corners = elements(member(json, "box"));
    if (corners.size() != 4) continue;
    const auto corner = [&](std::size_t i) { return static_cast<float>(number_of(corners[i], NAN)); };
    Mark mark{.picture = integer_of(member(json, "picture"), -1),
              .of_class = integer_of(member(json, "class")),
              .box = {{corner(0), corner(1)}, {corner(2), corner(3)}},
              .label = label(string_of(member(json, "label")))};
    const double score = number_of(member(json, "score"), NAN);
    mark.guessed = std::isfinite(score);
    if (mark.guessed) mark.score = std::clamp(static_cast<float>(score), 0.0f, 1.0f);
    const bool finite = std::isfinite(mark.box.low.x + mark.box.low.y + mark.box.high.x + mark.box.high.y);
    if (finite) marks_.push_back(std::move(mark));
  }
}

void PictureBoxes::draw(ImDrawList* list, int picture, Box place, int width, int height) const {
  const ImVec2 scale(place.width() / static_cast<float>(width), place.height() / static_cast<float>(height));
  const auto at = [&](ImVec2 pixel) {
    return ImVec2(std::clamp(place.low.x + pixel.x * scale.x, place.low.x, place.high.x),
                  std::clamp(place.low.y + pixel.y * scale.y, place.low.y, place.high.y));
  };
  for (const Mark& mark : marks_) {
    if (mark.picture != picture) continue;
    const Box box{at(mark.box.low), at(mark.box.high)};
    const ImU32 color = class_color(mark.of_class);
    list->AddRect(box.low, box.high, with_alpha(color, 0.4f + 0.6f * mark.score), dp(1), 0, dp(1.5f));
    draw_name(list, box, place.low.y, color, mark.label);
  }
}

void PictureBoxes::tell(int picture, std::vector<TipRow>& rows) const {
  for (const Mark& mark : marks_) {
    if (mark.picture == picture)
      rows.push_back({mark.label, mark.guessed ? fixed_text(mark.score, 2) : "", class_color(mark.of_class)});
  }
}

float least_width_with_boxes() {
  return dp(104);
}

}  // namespace gradlab::ui
