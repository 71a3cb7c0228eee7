#include <imgui.h>

#include <algorithm>
#include <numeric>

#include "web/ui/draw/colors.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/views/attention_head.h"
#include "web/ui/widgets/press.h"

namespace gradlab::ui {
namespace {

/// Weights below are not drawn.
constexpr float least_weight = 0.004f;

float row_height() {
  return type_size(Type::body) + dp(8);
}

/// Tokens side by side: each as wide as it is where all have room, otherwise all equally narrow.
struct Line {
  std::vector<float> left, right;
  bool whole = false;  ///< every token has the room that it needs

  Line(const std::vector<std::string>& tokens, Box box) {
    const float gap = dp(6);
    std::vector<float> widths;
    for (const std::string& token : tokens) widths.push_back(text_size(Type::body, token).x + gap);
    const float needed = std::accumulate(widths.begin(), widths.end(), 0.0f);
    whole = needed <= box.width();
    const float more = std::min((box.width() - needed) / static_cast<float>(tokens.size()), dp(14));
    float x = whole ? box.low.x + (box.width() - needed - more * static_cast<float>(tokens.size())) / 2 : box.low.x;
    for (const float width : widths) {
      left.push_back(x);
      x += whole ? width + more : box.width() / static_cast<float>(tokens.size());
      right.push_back(x);
    }
  }
  float middle(int i) const { return (left[static_cast<std::size_t>(i)] + right[static_cast<std::size_t>(i)]) / 2; }
  int at(float x) const {
    const auto after = std::ranges::upper_bound(right, x);
    return left.empty() || x < left.front() || after == right.end() ? -1 : static_cast<int>(after - right.begin());
  }
};

/// Those with room, the first of `order` first.
void draw_tokens(ImDrawList* list, const Line& line, float top, const std::vector<std::string>& tokens,
                 const std::vector<int>& order, int strong) {
  std::vector<std::pair<float, float>> taken;
  for (const int i : order) {
    const bool lit = i == strong;
    const Type type = lit ? Type::strong : Type::body;
    const std::string& token = tokens[static_cast<std::size_t>(i)];
    const float half = text_size(type, token).x / 2, middle = line.middle(i);
    const bool free = std::ranges::none_of(taken, [&](const auto& span) {
      return middle - half < span.second + dp(3) && span.first - dp(3) < middle + half;
    });
    if (!free && !line.whole) continue;
    taken.emplace_back(middle - half, middle + half);
    draw_text(list, type, {middle - half, top + dp(4)}, lit ? theme().text : theme().text_soft, token);
  }
}

/// The chosen one, then the rest by their weights.
std::vector<int> by_weight(const AttentionHead& head, int query) {
  std::vector<int> order(head.keys.size());
  std::iota(order.begin(), order.end(), 0);
  if (query < 0) return order;
  std::ranges::stable_sort(order, std::greater(), [&](int key) {
    return head.of_itself() && key == query ? 2.0f : head.sees(query, key) ? head.weight(query, key) : -1.0f;
  });
  return order;
}

void draw_ground(ImDrawList* list, const Line& line, float top, int i, ImU32 color) {
  const auto index = static_cast<std::size_t>(i);
  const float seam = line.right[index] - line.left[index] > dp(6) ? dp(1) : 0.0f;
  list->AddRectFilled({line.left[index] + seam, top}, {line.right[index] - seam, top + row_height()}, color,
                      seam > 0.0f ? dp(4) : 0.0f);
}

void draw_arc(ImDrawList* list, ImVec2 from, ImVec2 to, float rise, float weight) {
  const ImU32 color = with_alpha(theme().positive, 0.15f + 0.85f * std::sqrt(weight));
  const float width = dp(0.75f + 4.5f * weight);
  if (rise > 0.0f) {  // over one line of text
    const ImVec2 up(0, -rise * 1.33f);
    list->AddBezierCubic(from, from + up, to + up, to, color, width);
  } else {
    const ImVec2 half(0, (to.y - from.y) / 2);
    list->AddBezierCubic(from, from + half, to - half, to, color, width);
  }
}

}  // namespace

float arcs_height(const AttentionHead& head, float width) {
  const float arcs = std::clamp(0.16f * width, dp(56), dp(120));
  return arcs + row_height() * (head.of_itself() ? 1.0f : 2.0f);
}

AttentionPlace draw_arcs(ImDrawList* list, Box box, const AttentionHead& head, int query) {
  const bool alone = head.of_itself();
  const Line queries(head.queries, box), keys(head.keys, box);
  const float query_top = box.high.y - row_height(), key_top = alone ? query_top : box.low.y;
  const Press pressed = press("arcs", {{box.low.x, alone ? box.low.y : query_top}, box.high});
  AttentionPlace under;
  if (pressed.hovered) under = {queries.at(ImGui::GetIO().MousePos.x), -1, pressed.clicked};
  if (pressed.hovered && under.query < 0) set_cursor("default");
  if (under.query >= 0) query = under.query;
  if (query >= static_cast<int>(head.queries.size())) query = -1;

  const int count = static_cast<int>(head.keys.size());
  const auto drawn = [&](int key) { return head.sees(query, key) && head.weight(query, key) >= least_weight; };
  for (int k = 0; query >= 0 && k < count; ++k) {
    if (drawn(k))
      draw_ground(list, keys, key_top, k, with_alpha(theme().positive, 0.4f * std::sqrt(head.weight(query, k))));
  }
  for (int k = 0; query >= 0 && k < count; ++k) {
    if (!drawn(k)) continue;
    const float way = std::abs(keys.middle(k) - queries.middle(query));
    const float room = key_top - box.low.y - dp(4);
    const float rise = alone ? std::clamp(0.45f * way, std::min(dp(10), room), room) : 0.0f;
    const ImVec2 from(queries.middle(query), query_top), to(keys.middle(k), alone ? key_top : key_top + row_height());
    if (alone && k == query) {
      list->AddCircle({to.x, to.y - dp(5)}, dp(4),
                      with_alpha(theme().positive, 0.15f + 0.85f * std::sqrt(head.weight(query, k))), 0,
                      dp(0.75f + 2.5f * head.weight(query, k)));
    } else {
      draw_arc(list, from, to, rise, head.weight(query, k));
    }
  }
  if (query >= 0) {
    const auto index = static_cast<std::size_t>(query);
    list->AddRect({queries.left[index], query_top}, {queries.right[index], query_top + row_height()}, theme().text,
                  dp(4), 0, dp(1.5f));
  }
  draw_tokens(list, keys, key_top, head.keys, by_weight(head, query), alone ? query : -1);
  if (!alone) {
    std::vector<int> order(head.queries.size());
    std::iota(order.begin(), order.end(), 0);
    if (query >= 0) std::swap(order.front(), order[static_cast<std::size_t>(query)]);
    draw_tokens(list, queries, query_top, head.queries, order, query);
  }
  return under;
}

}  // namespace gradlab::ui
