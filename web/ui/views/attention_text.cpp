#include "web/ui/views/attention_text.h"

#include <algorithm>
#include <numeric>

#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/views/token_flow.h"

namespace gradlab::ui {
namespace {

constexpr int most_lines = 6;

/// In a text that is read, a space is a space.
std::string with_spaces(std::string name) {
  const std::string sign = "␣";
  for (std::size_t at = name.find(sign); at != std::string::npos; at = name.find(sign))
    name.replace(at, sign.size(), " ");
  return name;
}

}  // namespace

float AttentionText::line_height() {
  return type_size(Type::body) + dp(8);
}
float AttentionText::line_gap() {
  return dp(18);
}

AttentionText::AttentionText(const std::vector<std::string>& names, float width) : tokens(names) {
  const float gap = dp(6), height = line_height(), count = static_cast<float>(std::max<std::size_t>(1, names.size()));
  std::vector<float> widths;
  for (const std::string& name : names) widths.push_back(text_size(Type::body, name).x + gap);
  const float needed = std::accumulate(widths.begin(), widths.end(), 0.0f);
  if (needed > width) {
    std::ranges::transform(names, tokens.begin(), with_spaces);
    const TokenFlow flow = TokenFlow::of(tokens, 0, width);
    lines = std::max(1, flow.lines);
    for (std::size_t i = 0; i < tokens.size() && lines <= most_lines; ++i) {
      const TokenFlow::Place& place = flow.places[i];
      if (place.trimmed) tokens[i].erase(0, 1);
      const float top = static_cast<float>(place.line) * (height + line_gap());
      boxes.push_back(Box{{place.x, top}, {place.x + place.width, top + height}}.rounded());
    }
    if (lines <= most_lines) return;
    lines = 1;
    crowded = true;
    tokens = names;
  }
  const float more = std::min((width - needed) / count, dp(14));
  float x = crowded ? 0.0f : (width - needed - more * count) / 2;
  for (const float each : widths) {
    const float step = crowded ? width / count : each + more;
    boxes.push_back({{x, 0}, {x + step, height}});
    x += step;
  }
  if (!read_from_right(names)) return;
  for (Box& box : boxes) box = {{width - box.high.x, box.low.y}, {width - box.low.x, box.high.y}};
}

float AttentionText::height() const {
  return static_cast<float>(lines) * (line_height() + line_gap()) - line_gap();
}

void AttentionText::move(ImVec2 way) {
  for (Box& box : boxes) box = {box.low + way, box.high + way};
}

int AttentionText::at(ImVec2 at) const {
  const auto found = std::ranges::find_if(boxes, [&](const Box& box) { return box.contains(at); });
  return found == boxes.end() ? -1 : static_cast<int>(found - boxes.begin());
}

void AttentionText::draw(ImDrawList* list, const std::vector<int>& order, int strong) const {
  std::vector<std::pair<float, float>> taken;
  for (const int i : order) {
    const auto index = static_cast<std::size_t>(i);
    const float half = text_size(Type::body, tokens[index]).x / 2, middle = boxes[index].center().x;
    const auto touches = [&](const auto& span) {
      return middle - half < span.second + dp(3) && span.first - dp(3) < middle + half;
    };
    if (crowded && std::ranges::any_of(taken, touches)) continue;
    taken.emplace_back(middle - half, middle + half);
    draw_text(list, Type::body, {middle - half, boxes[index].low.y + dp(4)},
              i == strong ? theme().text : theme().text_soft, tokens[index]);
  }
}

}  // namespace gradlab::ui
