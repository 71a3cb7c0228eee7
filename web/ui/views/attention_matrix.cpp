#include <imgui.h>

#include "web/ui/draw/axis_labels.h"
#include "web/ui/draw/colors.h"
#include "web/ui/draw/number.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/views/attention_head.h"
#include "web/ui/widgets/press.h"

namespace gradlab::ui {

float AttentionHead::weight(int query, int key) const {
  const float weight = weights[static_cast<std::size_t>(query) * keys.size() + static_cast<std::size_t>(key)];
  return std::isfinite(weight) ? std::clamp(weight, 0.0f, 1.0f) : 0.0f;
}

ImU32 weight_color(float weight) {
  return amount_color(1.0f - std::sqrt(weight));
}

void AttentionMatrix::paint(const AttentionHead& head) {
  const int rows = static_cast<int>(head.queries.size()), columns = static_cast<int>(head.keys.size());
  std::vector<ImU32> pixels;
  pixels.reserve(head.weights.size());
  for (int q = 0; q < rows; ++q) {
    for (int k = 0; k < columns; ++k)
      pixels.push_back(head.sees(q, k) ? weight_color(head.weight(q, k)) : theme().card);
  }
  picture_.set(columns, rows, pixels, Picture::Edges::sharp);
}

AttentionPlace AttentionMatrix::draw(ImDrawList* list, Box box, const AttentionHead& head, int query) const {
  const int rows = static_cast<int>(head.queries.size()), columns = static_cast<int>(head.keys.size());
  const float room = std::min(widest_label(head.queries), 0.28f * box.width()) + dp(6);
  box.cut_left(room);
  const float across = box.width() / static_cast<float>(columns);
  box.cut_top(labels_above_height(head.keys, across) + dp(4));
  const float widest_cell = std::min(dp(56), 2.0f * box.height() / static_cast<float>(rows));
  box.high.x = std::min(box.high.x, box.low.x + widest_cell * static_cast<float>(columns));
  box.high.y =
      std::min(box.high.y, box.low.y + 1.3f * box.width() / static_cast<float>(columns) * static_cast<float>(rows));
  const Box area = box.rounded();
  if (area.width() < dp(24) || area.height() < dp(24)) return {};
  picture_.draw(list, area, dp(2));

  const ImVec2 cell(area.width() / static_cast<float>(columns), area.height() / static_cast<float>(rows));
  AttentionPlace under;
  const Press pressed = press("matrix", area);
  if (pressed.hovered) {
    const ImVec2 way = ImGui::GetIO().MousePos - area.low;
    under = {std::clamp(static_cast<int>(way.y / cell.y), 0, rows - 1),
             std::clamp(static_cast<int>(way.x / cell.x), 0, columns - 1), pressed.clicked};
  }
  const auto box_of = [&](int q, int k) {
    const ImVec2 low = area.low + ImVec2(cell.x * static_cast<float>(k), cell.y * static_cast<float>(q));
    return Box{low, low + cell};
  };
  const bool told = cell.x >= text_size(Type::ticks, "0.00").x + dp(4) && cell.y >= type_size(Type::ticks);
  for (int q = 0; told && q < rows; ++q) {
    for (int k = 0; k < columns; ++k) {
      if (!head.sees(q, k)) continue;
      const Box place = box_of(q, k);
      draw_text_in(list, Type::ticks, place.low, place.high, {0.5f, 0.5f}, ink_on(weight_color(head.weight(q, k))),
                   fixed_text(static_cast<double>(head.weight(q, k)), 2));
    }
  }
  draw_labels_beside(list, area, room, head.queries, under.query >= 0 ? under.query : query);
  draw_labels_above(list, area, head.keys, under.key);
  if (query >= 0 && query < rows) {
    const float away = std::max(0.0f, dp(2) - cell.y / 4);  // around a low row, not over it
    list->AddRect(box_of(query, 0).low - ImVec2(0, away), box_of(query, columns - 1).high + ImVec2(0, away),
                  theme().text, dp(1), 0, dp(1.5f));
  }
  if (under.query >= 0) {
    const Box place = box_of(under.query, under.key);
    list->AddRect(place.low - ImVec2(dp(1), dp(1)), place.high + ImVec2(dp(1), dp(1)), theme().text, dp(2), 0, dp(2));
  }
  return under;
}

}  // namespace gradlab::ui
