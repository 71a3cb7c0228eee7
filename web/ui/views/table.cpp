// Names and numbers in rows.
#include <array>
#include <numeric>

#include "web/ui/draw/number.h"
#include "web/ui/layout/card.h"
#include "web/ui/layout/window.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"

namespace gradlab::ui {
namespace {

struct Cell {
  std::string text;
  bool number = false;
};

/// In two lines as equal as its words allow; the second is empty for a single word.
std::array<std::string, 2> in_two_lines(const std::string& text) {
  const std::size_t middle = text.size() / 2, left = text.rfind(' ', middle), right = text.find(' ', middle);
  const bool later = left == std::string::npos || (right != std::string::npos && right - middle < middle - left);
  const std::size_t at = later ? right : left;
  if (at == std::string::npos) return {text, ""};
  return {text.substr(0, at), text.substr(at + 1)};
}

class Table final : public View {
 public:
  using View::View;

  void receive(const ViewData& data) override {
    columns_.clear();
    rows_.clear();
    for (const std::string& column : strings_of(data.option("columns"))) columns_.push_back({label(column), false});
    for (const Json& row : elements(data.option("rows"))) {
      std::vector<Cell>& cells = rows_.emplace_back();
      for (const Json& value : elements(row)) {
        const bool number = !value.is_string();
        cells.push_back({number ? number_text(number_of(value, NAN)) : label(value.get<std::string>()), number});
        if (number && cells.size() <= columns_.size()) columns_[cells.size() - 1].number = true;
      }
      cells.resize(columns_.size());
    }
    total_ = flag_of(data.option("total")) && !rows_.empty();
  }

  void draw(Card& card) override {
    const bool tight = needed_width() > card.body.width();
    const std::vector<float> edges = place_columns(card.body, tight);
    draw_heads(card.list, card.body, edges, tight);
    rule(card.list, card.body, card.body.low.y);
    Scroll scroll("rows", {card.body.low, card.body.high + ImVec2(card_padding() - dp(4), 0)});
    ImDrawList* list = ImGui::GetWindowDrawList();
    float y = scroll.top();
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const bool last = total_ && i + 1 == rows_.size();
      const Box row{{card.body.low.x, y}, {card.body.high.x, y + row_height()}};
      if (i > 0) rule(list, row, y, last);
      draw_row(list, row, rows_[i], edges, tight ? Type::ticks : last ? Type::strong : Type::body, theme().text);
      y += row_height();
    }
    scroll.end_at(y);
  }

  float natural_height(float width) const override {
    const bool two_lines = needed_width() > width && heads_have_two_lines();
    return row_height() * static_cast<float>(rows_.size() + 1) + dp(4) + (two_lines ? type_size(Type::ticks) : 0.0f);
  }

 private:
  static float row_height() { return type_size(Type::body) + dp(11); }

  static void rule(ImDrawList* list, Box row, float y, bool strong = false) {
    const float crisp = std::floor(y) + 0.5f * hairline();
    list->AddLine({row.low.x, crisp}, {row.high.x, crisp}, strong ? theme().axis : theme().grid, hairline());
  }

  bool heads_have_two_lines() const {
    return std::ranges::any_of(columns_, [](const Cell& head) { return !in_two_lines(head.text)[1].empty(); });
  }

  /// The columns' names, cut off `body`.
  void draw_heads(ImDrawList* list, Box& body, const std::vector<float>& edges, bool tight) const {
    if (!tight) return draw_row(list, body.cut_top(row_height()), columns_, edges, Type::small, theme().text_soft);
    std::array<std::vector<Cell>, 2> lines;
    for (const Cell& head : columns_) {
      auto [upper, lower] = in_two_lines(head.text);
      if (lower.empty()) std::swap(upper, lower);
      lines[0].push_back({upper, head.number});
      lines[1].push_back({lower, head.number});
    }
    if (heads_have_two_lines())
      draw_row(list, body.cut_top(type_size(Type::ticks)), lines[0], edges, Type::ticks, theme().text_soft);
    draw_row(list, body.cut_top(type_size(Type::ticks)), lines[1], edges, Type::ticks, theme().text_soft);
    body.cut_top(dp(8));
  }

  /// Of each column's longest text, in small type and with names in two lines where the table is tight.
  std::vector<float> widths(bool tight) const {
    std::vector<float> widths;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      float width = tight ? 0.0f : text_size(Type::small, columns_[c].text).x;
      for (const std::string& line : in_two_lines(columns_[c].text))
        width = std::max(width, text_size(Type::ticks, line).x);
      for (const auto& row : rows_)
        width = std::max(width, text_size(tight ? Type::ticks : Type::strong, row[c].text).x);
      widths.push_back(width + dp(tight ? 8 : 16));
    }
    return widths;
  }

  float needed_width() const {
    const std::vector<float> each = widths(false);
    return std::accumulate(each.begin(), each.end(), 0.0f);
  }

  /// Left edges of the columns and the right edge of the last: as wide as their content, the rest shared out. What
  /// lacks is taken from the first, which names the rows, and then from all.
  std::vector<float> place_columns(Box body, bool tight) const {
    std::vector<float> each = widths(tight);
    if (each.empty()) return {body.low.x};
    float sum = std::accumulate(each.begin(), each.end(), 0.0f);
    const float first = std::clamp(each[0] - std::max(0.0f, sum - body.width()), 0.5f * each[0], each[0]);
    sum -= each[0] - first;
    each[0] = first;
    const float spare = (body.width() - sum) / static_cast<float>(each.size());
    std::vector<float> edges = {body.low.x};
    for (const float width : each)
      edges.push_back(edges.back() + (spare > 0 ? width + spare : width * body.width() / sum));
    return edges;
  }

  void draw_row(ImDrawList* list, Box row, const std::vector<Cell>& cells, const std::vector<float>& edges, Type type,
                ImU32 color) const {
    for (std::size_t c = 0; c < cells.size(); ++c) {
      const bool right = columns_[c].number;
      const float gap = type == Type::ticks ? dp(4) : dp(8);
      const ImVec2 low(edges[c] + (c > 0 && !right ? gap : 0), row.low.y),
          high(edges[c + 1] - (right ? 0 : gap), row.high.y);
      const Type cell_type = cells[c].number && type == Type::body ? Type::figures : type;
      const ImU32 ink = cells[c].text == number_text(NAN) ? theme().text_faint : color;
      draw_text_in(list, cell_type, low, high, {right ? 1.0f : 0.0f, 0.5f}, ink, cells[c].text);
    }
  }

  std::vector<Cell> columns_;
  std::vector<std::vector<Cell>> rows_;
  bool total_ = false;
};

}  // namespace

const RegisterView registered_table({"table", 1.5f, 250.0f, 200.0f, 1.0f, make_kind<Table>, 320.0f});

}  // namespace gradlab::ui
