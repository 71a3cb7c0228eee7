#include <imgui.h>

#include <algorithm>
#include <numeric>

#include "web/ui/style/theme.h"
#include "web/ui/views/attention_head.h"
#include "web/ui/views/attention_text.h"
#include "web/ui/widgets/press.h"

namespace gradlab::ui {
namespace {

/// Weights below are not drawn.
constexpr float least_weight = 0.004f;

/// Between two texts.
float texts_gap(float width) {
  return std::clamp(0.1f * width, dp(40), dp(96));
}

/// For arcs above a text.
float arcs_room(float width, const AttentionText& text) {
  return text.lines > 1 ? AttentionText::line_gap() : texts_gap(width);
}

/// The chosen one first, then the rest by their weights.
std::vector<int> by_weight(const AttentionHead& head, int query) {
  std::vector<int> order(head.keys.size());
  std::iota(order.begin(), order.end(), 0);
  if (query < 0) return order;
  std::ranges::stable_sort(order, std::greater(), [&](int key) {
    return head.of_itself() && key == query ? 2.0f : head.sees(query, key) ? head.weight(query, key) : -1.0f;
  });
  return order;
}

ImU32 arc_color(float weight) {
  return with_alpha(theme().positive, 0.15f + 0.85f * std::sqrt(weight));
}

void draw_ground(ImDrawList* list, Box box, float weight) {
  const float seam = box.width() > dp(14) ? dp(1) : 0.0f;
  list->AddRectFilled(box.low + ImVec2(seam, 0), box.high - ImVec2(seam, 0),
                      with_alpha(theme().positive, 0.4f * std::sqrt(weight)), seam > 0.0f ? dp(4) : 0.0f);
}

/// From the top of one token to that of another in its line; between lines from edge to edge. `room`: how far an arc
/// may rise above a line.
void draw_arc(ImDrawList* list, Box from, Box to, float room, ImU32 color, float width) {
  const float start = from.center().x, end = to.center().x;
  if (from.low.y != to.low.y) {
    const bool upwards = to.low.y < from.low.y;
    const ImVec2 a(start, upwards ? from.low.y : from.high.y), b(end, upwards ? to.high.y : to.low.y);
    const ImVec2 half(0, (b.y - a.y) / 2);
    return list->AddBezierCubic(a, a + half, b - half, b, color, width);
  }
  const ImVec2 a(start, from.low.y), b(end, to.low.y);
  if (start == end) return list->AddCircle(a - ImVec2(0, dp(5)), dp(4), color, 0, std::min(width, dp(2.5f)));
  width = std::min(width, 0.35f * std::abs(end - start) + dp(1));
  const ImVec2 up(0, -1.33f * std::clamp(0.45f * std::abs(end - start), std::min(dp(8), room), room));
  list->AddBezierCubic(a, a + up, b + up, b, color, width);
}

}  // namespace

float arcs_height(const AttentionHead& head, float width) {
  const AttentionText queries(head.queries, width);
  if (head.of_itself()) return arcs_room(width, queries) + queries.height();
  const AttentionText keys(head.keys, width);
  return keys.height() + texts_gap(width) + queries.height();
}

AttentionPlace draw_arcs(ImDrawList* list, Box box, const AttentionHead& head, int query) {
  const bool alone = head.of_itself();
  AttentionText queries(head.queries, box.width());
  queries.move({box.low.x, box.high.y - queries.height()});
  AttentionText keys = alone ? queries : AttentionText(head.keys, box.width());
  if (!alone) keys.move(box.low);

  const Press pressed = press("arcs", {{box.low.x, box.high.y - queries.height()}, box.high});
  AttentionPlace under;
  if (pressed.hovered) under = {queries.at(ImGui::GetIO().MousePos), -1, pressed.clicked};
  if (pressed.hovered && under.query < 0) set_cursor("default");
  if (under.query >= 0) query = under.query;
  if (query >= static_cast<int>(head.queries.size())) query = -1;

  std::vector<int> order(head.queries.size());
  std::iota(order.begin(), order.end(), 0);
  if (query >= 0) {
    const Box from = queries.boxes[static_cast<std::size_t>(query)];
    const float count = static_cast<float>(head.keys.size());
    const float most = keys.crowded ? std::min(dp(4.5f), 0.4f * box.width() / count) : dp(4.5f);
    const float room = arcs_room(box.width(), queries) - dp(3);
    const auto each_seen = [&](auto&& draw) {
      for (int k = 0; k < static_cast<int>(head.keys.size()); ++k) {
        const float weight = head.weight(query, k);
        if (head.sees(query, k) && weight >= least_weight) draw(keys.boxes[static_cast<std::size_t>(k)], weight);
      }
    };
    each_seen([&](Box to, float weight) { draw_ground(list, to, weight); });
    each_seen(
        [&](Box to, float weight) { draw_arc(list, from, to, room, arc_color(weight), dp(0.75f) + most * weight); });
    list->AddRect(from.low - ImVec2(dp(1), 0), from.high + ImVec2(dp(1), 0), theme().text, dp(4), 0, dp(1.5f));
    std::swap(order.front(), order[static_cast<std::size_t>(query)]);
  }
  keys.draw(list, by_weight(head, query), alone ? query : -1);
  if (!alone) queries.draw(list, order, query);
  return under;
}

}  // namespace gradlab::ui
