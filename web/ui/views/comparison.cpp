// Small pictures of points in rows and columns: what every method makes of every set.
#include <imgui.h>

#include "web/ui/draw/colors.h"
#include "web/ui/draw/scale.h"
#include "web/ui/draw/tip.h"
#include "web/ui/layout/card.h"
#include "web/ui/render/renderer.h"
#include "web/ui/state/outbox.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/views/cluster_marks.h"
#include "web/ui/widgets/press.h"

namespace gradlab::ui {
namespace {

class Comparison final : public View {
 public:
  using View::View;

  void receive(const ViewData& data) override {
    rows_ = labels_of(data.option("rows"));
    columns_ = labels_of(data.option("columns"));
    captions_ = labels_of(data.option("captions"));
    captions_.resize(rows_.size() * columns_.size());
    points_.clear();
    labels_.clear();
    ranges_.clear();
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      points_.push_back(data.tensor("points." + std::to_string(row), 2));
      Range& range = ranges_.emplace_back();
      range.include(points_.back().values);
    }
    for (std::size_t cell = 0; cell < captions_.size(); ++cell)
      labels_.push_back(data.tensor("labels." + std::to_string(cell), 1).values);
  }

  void draw(Card& card) override {
    if (rows_.empty() || columns_.empty()) return;
    Box body = card.body;
    turned_ = body.width() < dp(620);
    const std::vector<std::string>&down = turned_ ? columns_ : rows_, &across = turned_ ? rows_ : columns_;
    const float heads = head_lines(across, body) * type_size(Type::ticks) + dp(6);
    const Box names = body.cut_left(names_width(down, body));
    const Box top = body.cut_top(heads);
    const float width = body.width() / static_cast<float>(across.size()),
                height = body.height() / static_cast<float>(down.size());
    for (std::size_t i = 0; i < across.size(); ++i) {
      const float left = body.low.x + width * static_cast<float>(i);
      draw_wrapped(card.list, {{left + dp(2), top.low.y}, {left + width - dp(2), top.high.y}}, across[i], true);
    }
    for (std::size_t d = 0; d < down.size(); ++d) {
      const float upper = body.low.y + height * static_cast<float>(d);
      draw_wrapped(card.list, {{names.low.x, upper}, {names.high.x - dp(6), upper + height}}, down[d], false);
      for (std::size_t a = 0; a < across.size(); ++a) {
        const float left = body.low.x + width * static_cast<float>(a);
        const Box cell{{left, upper}, {left + width, upper + height}};
        draw_cell(card.list, cell.shrunk(dp(2)).rounded(), turned_ ? a : d, turned_ ? d : a);
      }
    }
  }

 private:
  static std::vector<std::string> labels_of(const Json& list) {
    std::vector<std::string> labels;
    for (const std::string& each : strings_of(list)) labels.push_back(label(each));
    return labels;
  }

  static float names_width(const std::vector<std::string>& names, Box body) {
    float widest = 0.0f;
    for (const std::string& name : names) widest = std::max(widest, text_size(Type::ticks, name).x);
    return std::min(widest + dp(8), 0.16f * body.width() + dp(24));
  }

  static float head_lines(const std::vector<std::string>& names, Box body) {
    const float room = 0.8f * body.width() / static_cast<float>(names.size());
    float lines = 1.0f;
    for (const std::string& name : names) lines = std::max(lines, std::ceil(text_size(Type::ticks, name).x / room));
    return std::min(lines, 3.0f);
  }

  static void draw_wrapped(ImDrawList* list, Box box, const std::string& name, bool centred) {
    const ImVec2 size = text_size(Type::ticks, name, box.width());
    const float x = centred ? box.center().x - std::min(size.x, box.width()) / 2 : box.low.x;
    const float y = centred ? box.high.y - dp(4) - size.y : box.center().y - size.y / 2;
    draw_lines(list, Type::ticks, {x, std::max(box.low.y, y)}, theme().text_soft, name, box.width(), 3);
  }

  void draw_cell(ImDrawList* list, Box box, std::size_t row, std::size_t column) const {
    const std::size_t cell = row * columns_.size() + column;
    ImGui::PushID(static_cast<int>(cell));
    const Press area = press("cell", box);
    ImGui::PopID();
    fill_box(list, box, mix(theme().card, theme().track, 0.35f), dp(4));
    if (area.hovered) {
      set_cursor("pointer");
      list->AddRect(box.low, box.high, theme().accent, dp(4), 0, dp(1.5f));
    }
    draw_cell_points(list, box, row, labels_[cell]);
    const float line = type_size(Type::ticks);
    const ImVec2 words = text_size(Type::ticks, captions_[cell]);
    if (!captions_[cell].empty() && words.x < box.width() && box.height() > 3 * line) {
      const ImVec2 corner = box.high - ImVec2(dp(3), dp(2)), low = corner - words - ImVec2(dp(3), 0);
      list->AddRectFilled(low, corner, with_alpha(theme().card, 0.8f), dp(3));
      draw_text_in(list, Type::ticks, low, corner, {0.5f, 0.5f}, theme().text, captions_[cell]);
    }
    if (area.hovered) draw_tip(ImGui::GetIO().MousePos, columns_[column], {{rows_[row], captions_[cell]}});
    if (area.clicked)
      send({{"type", "input"},
            {"view", spec().name},
            {"kind", "choose"},
            {"row", static_cast<int>(row)},
            {"column", static_cast<int>(column)}});
  }

  void draw_cell_points(ImDrawList* list, Box box, std::size_t row, const std::vector<float>& labels) const {
    const Numbers& points = points_[row];
    if (points.empty() || ranges_[row].empty()) return;
    const Box inner = box.shrunk(dp(4));
    const float side = std::min(inner.width(), inner.height());
    const double low = ranges_[row].low, span = std::max(ranges_[row].high - low, 1e-9);
    const float half = std::max(0.75f, dp(side > dp(70) ? 1.1f : 0.8f));
    for (int i = 0; i < points.length(0); ++i) {
      const std::span<const float> p = points.slice(i);
      const auto part = [&](float value) {
        return static_cast<float>((static_cast<double>(value) - low) / span - 0.5);
      };
      const ImVec2 at = inner.center() + ImVec2(side * part(p[0]), -side * part(p[1]));
      const auto index = static_cast<std::size_t>(i);
      const ImU32 ink = index < labels.size() ? class_color(static_cast<int>(labels[index])) : theme().text_faint;
      list->AddRectFilled(at - ImVec2(half, half), at + ImVec2(half, half), ink);
    }
  }

  std::vector<std::string> rows_, columns_, captions_;
  std::vector<Numbers> points_;             ///< of each row
  std::vector<Range> ranges_;               ///< of their coordinates
  std::vector<std::vector<float>> labels_;  ///< of each cell, row by row
  bool turned_ = false;                     ///< rows stand side by side, where the card is narrow
};

}  // namespace

const RegisterView registered_comparison({"comparison", 1.4f, 300.0f, 420.0f, 2.0f, make_kind<Comparison>});

}  // namespace gradlab::ui
