// A table of amounts as shaded cells, such as which class was taken for which.
#include <imgui.h>

#include "web/ui/draw/colors.h"
#include "web/ui/draw/number.h"
#include "web/ui/draw/picture.h"
#include "web/ui/draw/tip.h"
#include "web/ui/layout/card.h"
#include "web/ui/state/outbox.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/widgets/press.h"

namespace gradlab::ui {
namespace {

/// A row and a column, or none.
struct Cell {
  int row = -1, column = -1;
  bool there() const { return row >= 0 && column >= 0; }
  bool operator==(const Cell&) const = default;
};

class Matrix final : public View {
 public:
  using View::View;

  void receive(const ViewData& data) override {
    x_label_ = label(string_of(data.option("x")));
    y_label_ = label(string_of(data.option("y")));
    values_ = data.tensor("values", 2);
    columns_ = names(data.option("columns"), values_.empty() ? 0 : values_.length(1));
    rows_ = names(data.option("rows"), values_.empty() ? 0 : values_.length(0));
    by_sign_ = string_of(data.option("palette")) == "diverging";
    choose_ = flag_of(data.option("choose"));
    const std::vector<int> selected = integers_of(data.option("selected"));
    selected_ = selected.size() == 2 ? Cell{selected[0], selected[1]} : Cell{};
    confusion_ = !by_sign_ && rows_ == columns_;
    measure();
    painted_ = false;
  }

  /// Row and column, from 0, as digits are called.
  std::vector<int> chosen() const override {
    return choose_ && selected_.there() ? std::vector{selected_.row, selected_.column} : std::vector<int>{};
  }
  void choose(const std::vector<int>& place) override {
    if (values_.empty() || !choose_ || place.size() != 2) return;
    const Cell cell{place[0], place[1]};
    if (cell.there() && cell.row < rows() && cell.column < columns() && !(cell == selected_)) ask_for(cell);
  }

  void draw(Card& card) override {
    if (values_.empty()) return;
    paint();
    const Box area = place(card.body);
    if (area.width() < dp(24) || area.height() < dp(24)) return;
    picture_.draw(card.list, area, dp(3));
    draw_seams(card.list, area);
    if (confusion_) draw_classes(card.list, area);
    draw_labels(card.list, area, card.body);
    const Press cells = press("cells", area);
    const Cell under = cells.hovered ? cell_at(area, ImGui::GetIO().MousePos) : Cell{};
    draw_numbers(card.list, area);
    if (choose_ && selected_.there()) outline(card.list, cell_box(area, selected_), theme().text, dp(2));
    if (!under.there()) return;
    set_cursor(choose_ ? "pointer" : "crosshair");
    draw_crosshair(card.list, area, under);
    tip(under);
    if (cells.clicked && choose_) ask_for(under);
  }

 private:
  void ask_for(Cell cell) const {
    send({{"type", "input"}, {"view", spec().name}, {"kind", "choose"}, {"row", cell.row}, {"column", cell.column}});
  }

  static std::vector<std::string> names(const Json& list, int count) {
    std::vector<std::string> names;
    for (const std::string& name : strings_of(list)) names.push_back(label(name));
    names.resize(static_cast<std::size_t>(count));
    return names;
  }

  int rows() const { return values_.length(0); }
  int columns() const { return values_.length(1); }
  float value(Cell cell) const { return values_.slice(cell.row)[static_cast<std::size_t>(cell.column)]; }

  void measure() {
    sums_.clear();
    largest_ = 1e-9f;
    for (int row = 0; !values_.empty() && row < rows(); ++row) {
      float sum = 0.0f;
      for (const float each : values_.slice(row)) {
        if (!std::isfinite(each)) continue;
        sum += std::abs(each);
        largest_ = std::max(largest_, std::abs(each));
      }
      sums_.push_back(sum);
    }
  }

  /// Of its row, 0..1.
  float share(Cell cell) const {
    const float sum = sums_[static_cast<std::size_t>(cell.row)];
    return sum > 0.0f && std::isfinite(value(cell)) ? std::abs(value(cell)) / sum : 0.0f;
  }

  /// Right answers in the colour of their class, wrong ones in none; few are seen as well as many.
  ImU32 color(Cell cell) const {
    if (by_sign_) return signed_color(value(cell) / largest_);
    const ImU32 right = cell.row == cell.column ? class_color(cell.row) : theme().text_faint;
    return mix(theme().neutral, confusion_ ? right : theme().positive, std::pow(share(cell), 0.45f));
  }

  /// When the numbers or the theme have changed.
  void paint() {
    if (painted_ && painted_dark_ == theme().dark) return;
    std::vector<ImU32> pixels;
    for (int row = 0; row < rows(); ++row) {
      for (int column = 0; column < columns(); ++column) pixels.push_back(color({row, column}));
    }
    picture_.set(columns(), rows(), pixels, Picture::Edges::sharp);
    painted_ = true;
    painted_dark_ = theme().dark;
  }

  /// Between the labels; a cell is at most twice as wide as it is high.
  Box place(Box body) const {
    float widest = 0.0f;
    for (const std::string& name : rows_) widest = std::max(widest, text_size(Type::ticks, name).x);
    widest = std::max(widest, text_size(Type::ticks, y_label_).x);
    body.cut_left(std::min(widest, 0.3f * body.width()) + dp(8));
    body.cut_top((x_label_.empty() ? 1.0f : 2.0f) * line_height() + dp(4));
    const float widest_cell = 2.0f * body.height() / static_cast<float>(rows()),
                highest_cell = 1.4f * body.width() / static_cast<float>(columns());
    body.high.x = std::min(body.high.x, body.low.x + widest_cell * static_cast<float>(columns()));
    body.high.y = std::min(body.high.y, body.low.y + highest_cell * static_cast<float>(rows()));
    return body.rounded();
  }

  static float line_height() { return type_size(Type::ticks) + dp(4); }

  Box cell_box(Box area, Cell cell) const {
    const auto x = [&](int column) {
      return area.low.x + area.width() * static_cast<float>(column) / static_cast<float>(columns());
    };
    const auto y = [&](int row) {
      return area.low.y + area.height() * static_cast<float>(row) / static_cast<float>(rows());
    };
    return {{x(cell.column), y(cell.row)}, {x(cell.column + 1), y(cell.row + 1)}};
  }

  Cell cell_at(Box area, ImVec2 mouse) const {
    const ImVec2 way = mouse - area.low;
    return {std::clamp(static_cast<int>(way.y / area.height() * static_cast<float>(rows())), 0, rows() - 1),
            std::clamp(static_cast<int>(way.x / area.width() * static_cast<float>(columns())), 0, columns() - 1)};
  }

  /// Gaps between cells that are large enough to have some.
  void draw_seams(ImDrawList* list, Box area) const {
    const Box first = cell_box(area, {0, 0});
    const float width = std::min(first.width(), first.height()) > dp(14) ? dp(2) : hairline();
    if (std::min(first.width(), first.height()) < dp(7)) return;
    for (int column = 1; column < columns(); ++column) {
      const float x = seam(cell_box(area, {0, column}).low.x, width);
      list->AddRectFilled({x, area.low.y}, {x + width, area.high.y}, theme().card);
    }
    for (int row = 1; row < rows(); ++row) {
      const float y = seam(cell_box(area, {row, 0}).low.y, width);
      list->AddRectFilled({area.low.x, y}, {area.high.x, y + width}, theme().card);
    }
  }

  /// The colours of the classes, along the labels of what is so and what was answered.
  void draw_classes(ImDrawList* list, Box area) const {
    const float width = dp(3), gap = dp(1);
    for (int i = 0; i < rows(); ++i) {
      const Box cell = cell_box(area, {i, i});
      list->AddRectFilled({cell.low.x + gap, area.low.y - width - gap}, {cell.high.x - gap, area.low.y - gap},
                          class_color(i));
      list->AddRectFilled({area.low.x - width - gap, cell.low.y + gap}, {area.low.x - gap, cell.high.y - gap},
                          class_color(i));
    }
  }

  /// Where a gap of whole pixels begins that covers the border at `at`.
  static float seam(float at, float width) { return std::floor(at - (std::floor(width) - 1.0f) / 2); }

  void draw_labels(ImDrawList* list, Box area, Box body) const {
    const float line = line_height();
    const float heads = area.low.y - line - dp(4);
    draw_text_in(list, Type::ticks, {body.low.x, heads}, {area.low.x - dp(6), heads + line}, {1, 0.5f},
                 theme().text_soft, y_label_);
    if (!x_label_.empty())
      draw_text_in(list, Type::ticks, {area.low.x, heads - line}, {area.high.x, heads}, {0.5f, 0.5f}, theme().text_soft,
                   x_label_);
    float widest = 0.0f;
    for (const std::string& name : columns_) widest = std::max(widest, text_size(Type::ticks, name).x);
    const Box first = cell_box(area, {0, 0});
    const int across = stride(std::min(widest, dp(64)) + dp(4), first.width()), down = stride(line, first.height());
    for (int column = 0; column < columns(); column += across) {
      const Box cell = cell_box(area, {0, column});
      const float half = first.width() * static_cast<float>(across) / 2;
      draw_text_in(list, Type::ticks, {cell.center().x - half, heads}, {cell.center().x + half, heads + line},
                   {0.5f, 0.5f}, theme().text_faint, columns_[static_cast<std::size_t>(column)]);
    }
    for (int row = 0; row < rows(); row += down) {
      const float middle = cell_box(area, {row, 0}).center().y;
      draw_text_in(list, Type::ticks, {body.low.x, middle - line / 2}, {area.low.x - dp(6), middle + line / 2},
                   {1, 0.5f}, theme().text_faint, rows_[static_cast<std::size_t>(row)]);
    }
  }

  /// Every how many-th label has room.
  static int stride(float needed, float room) { return std::max(1, static_cast<int>(std::ceil(needed / room))); }

  std::string cell_text(Cell cell) const {
    if (value(cell) == 0.0f && confusion_) return "";
    return by_sign_ ? number_text(static_cast<double>(value(cell))) : tick_text(static_cast<double>(value(cell)), 1.0);
  }

  /// Those that have room: where that is scarce, the few that went wrong.
  void draw_numbers(ImDrawList* list, Box area) const {
    const Box first = cell_box(area, {0, 0});
    if (first.width() < dp(14) || first.height() < type_size(Type::ticks)) return;
    for (int row = 0; row < rows(); ++row) {
      for (int column = 0; column < columns(); ++column) {
        const Cell cell{row, column};
        const Box box = cell_box(area, cell);
        const std::string number = cell_text(cell);
        if (text_size(Type::ticks, number).x <= first.width() - dp(2))
          draw_text_in(list, Type::ticks, box.low, box.high, {0.5f, 0.5f}, ink_on(color(cell)), number);
      }
    }
  }

  static void outline(ImDrawList* list, Box box, ImU32 ink, float width) {
    list->AddRect(box.low, box.high, ink, dp(2), 0, width);
  }

  void draw_crosshair(ImDrawList* list, Box area, Cell under) const {
    const Box cell = cell_box(area, under);
    const ImU32 band = with_alpha(theme().text, 0.55f);
    outline(list, {{area.low.x, cell.low.y}, {area.high.x, cell.high.y}}, band, hairline());
    outline(list, {{cell.low.x, area.low.y}, {cell.high.x, area.high.y}}, band, hairline());
    outline(list, cell, theme().text, dp(2));
  }

  void tip(Cell under) const {
    std::vector<TipRow> rows = {{y_label_, rows_[static_cast<std::size_t>(under.row)]},
                                {x_label_, columns_[static_cast<std::size_t>(under.column)]}};
    rows.push_back(
        {text(by_sign_ ? "ui.matrix.value" : "ui.matrix.count"),
         by_sign_ ? number_text(static_cast<double>(value(under))) : fixed_text(static_cast<double>(value(under)), 0),
         color(under)});
    if (!by_sign_)
      rows.push_back({text("ui.matrix.share"), fixed_text(100.0 * static_cast<double>(share(under)), 1) + " %"});
    draw_tip(ImGui::GetIO().MousePos, "", rows);
  }

  std::string x_label_, y_label_;
  std::vector<std::string> columns_, rows_;
  Numbers values_;
  std::vector<float> sums_;  ///< of each row
  float largest_ = 1.0f;
  bool by_sign_ = false, confusion_ = false, choose_ = false, painted_ = false, painted_dark_ = false;
  Cell selected_;
  Picture picture_;
};

}  // namespace

const RegisterView registered_matrix({"matrix", 1.1f, 260.0f, 220.0f, 1.0f, make_kind<Matrix>});

}  // namespace gradlab::ui
