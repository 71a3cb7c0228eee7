#include "web/ui/views/path_stage.h"

#include <imgui.h>

#include "web/ui/draw/axis_labels.h"
#include "web/ui/draw/number.h"
#include "web/ui/draw/tip.h"
#include "web/ui/draw/token.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/widgets/press.h"

namespace gradlab::ui {
namespace {

std::vector<std::string> names_of(const Json& list, int count) {
  std::vector<std::string> names;
  for (const std::string& name : strings_of(list)) names.push_back(lone_token(name));
  if (!names.empty()) names.resize(static_cast<std::size_t>(count));
  return names;
}

float label_height() {
  return type_size(Type::ticks) + dp(6);
}

}  // namespace

void PathStage::read(const Json& json, const ViewData& data) {
  label = ui::label(string_of(member(json, "label")));
  note = ui::label(string_of(member(json, "note")));
  shape = string_of(member(json, "shape"));
  const std::string name = string_of(member(json, "values"));
  const Numbers& line = data.tensor(name, 1);
  const Numbers& table = data.tensor(name, 2);
  values = line.empty() ? table.values : line.values;
  rows = !line.empty() ? 1 : table.empty() ? 0 : table.length(0);
  columns = !line.empty() ? line.length(0) : table.empty() ? 0 : table.length(1);
  row_names = names_of(member(json, "rows"), rows);
  column_names = names_of(member(json, "columns"), columns);
  bars = flag_of(member(json, "bars"));
  selected = integer_of(member(json, "selected"), -1);
  Range range;
  for (const Json& end : elements(member(json, "range"))) range.include(number_of(end, NAN));
  ramp = Ramp(string_of(member(json, "palette"), "diverging") != "sequential", range, values);
}

void PathStage::paint() {
  if (values.empty() || bars) return;
  std::vector<ImU32> pixels;
  for (const float value : values) pixels.push_back(ramp.color(value));
  picture.set(columns, rows, pixels, Picture::Edges::sharp);
}

float PathStage::height(float width) const {
  if (values.empty()) return 0.0f;
  if (values.size() == 1) return type_size(Type::strong) + dp(2);
  const float names = column_names.empty() ? 0.0f : label_height();
  if (bars) return dp(64) + names;
  if (rows == 1) return dp(22) + names;
  const float square = width / static_cast<float>(columns);
  return std::clamp(square, row_names.empty() ? dp(4) : type_size(Type::ticks), dp(18)) * static_cast<float>(rows) +
         names;
}

/// Where the cells are: between the rows' names at the left and the columns' below. A cell is at most 48 pixels wide.
Box PathStage::grid(Box box) const {
  if (!column_names.empty()) box.cut_bottom(label_height());
  if (!row_names.empty()) box.cut_left(std::min(widest_label(row_names), 0.3f * box.width()) + dp(6));
  box.high.x = std::min(box.high.x, box.low.x + dp(48) * static_cast<float>(columns));
  return box.rounded();
}

void PathStage::draw(ImDrawList* list, Box box) const {
  if (values.empty()) return;
  if (values.size() == 1)
    return draw_text_in(list, Type::strong, box.low, box.high, {0, 0}, theme().accent,
                        number_text(static_cast<double>(values[0])));
  const Box area = grid(box);
  const ImVec2 cell(area.width() / static_cast<float>(columns), area.height() / static_cast<float>(rows));
  const bool pointed = pointed_at(area);
  const ImVec2 way = ImGui::GetIO().MousePos - area.low;
  const int column = pointed ? std::clamp(static_cast<int>(way.x / cell.x), 0, columns - 1) : -1;
  const int row = pointed ? std::clamp(static_cast<int>(way.y / cell.y), 0, rows - 1) : -1;
  const bool selects_row = rows > 1;
  if (!row_names.empty())
    draw_labels_beside(list, area, area.low.x - box.low.x, row_names, row >= 0 ? row : selects_row ? selected : -1);
  if (!column_names.empty())
    draw_labels_level(list, area, area.high.y + dp(4), column_names,
                      column >= 0   ? column
                      : selects_row ? -1
                                    : selected);
  const auto mark = [&](Box place, ImU32 color, float width) {
    list->AddRect(place.low - ImVec2(dp(1), dp(1)), place.high + ImVec2(dp(1), dp(1)), color, dp(2), 0, width);
  };
  if (bars) {
    draw_bars(list, area, column);
  } else {
    picture.draw(list, area);
    list->AddRect(area.low, area.high, theme().card_edge, 0.0f, 0, hairline());
    const ImVec2 corner = area.low + (selects_row ? ImVec2(0, cell.y * static_cast<float>(selected))
                                                  : ImVec2(cell.x * static_cast<float>(selected), 0));
    if (selected >= 0 && selected < (selects_row ? rows : columns))
      mark({corner, corner + ImVec2(selects_row ? area.width() : cell.x, cell.y)}, theme().text, dp(1.5f));
  }
  if (column < 0) return;
  const ImVec2 corner = area.low + ImVec2(cell.x * static_cast<float>(column), cell.y * static_cast<float>(row));
  if (!bars) mark({corner, corner + cell}, theme().text, dp(2));
  tip(row, column);
}

/// From zero upwards or downwards; with the numbers where they have room.
void PathStage::draw_bars(ImDrawList* list, Box area, int under) const {
  const double low = std::min(0.0, ramp.low()), high = std::max({0.0, ramp.high(), low + 1e-30});
  Range own;
  own.include(values);
  const double bottom = own.low >= 0.0 ? 0.0 : low;
  const float head = type_size(Type::ticks) + dp(2), room = area.height() - head;
  const auto y_of = [&](double value) {
    const double part = std::clamp((value - bottom) / (high - bottom), 0.0, 1.0);
    return area.high.y - room * static_cast<float>(part);
  };
  const float slot = area.width() / static_cast<float>(columns), zero = y_of(0.0);
  for (int i = 0; i < columns; ++i) {
    const float value = this->value(0, i), left = area.low.x + slot * static_cast<float>(i);
    const float inset = std::min(dp(3), slot / 6);
    if (i == under)
      list->AddRectFilled({left, area.low.y}, {left + slot, area.high.y}, with_alpha(theme().text_faint, 0.08f), dp(3));
    if (!std::isfinite(value)) continue;
    const float y = y_of(static_cast<double>(value));
    list->AddRectFilled({left + inset, std::min(y, zero - hairline())}, {left + slot - inset, std::max(y, zero)},
                        i == selected ? theme().accent : theme().axis, std::min(dp(3), slot / 6),
                        ImDrawFlags_RoundCornersTop);
    const std::string number = number_text(static_cast<double>(value));
    if (text_size(Type::ticks, number).x <= slot - dp(2))
      draw_text_in(list, Type::ticks, {left, std::min(y, zero) - head}, {left + slot, std::min(y, zero) - dp(1)},
                   {0.5f, 1}, i == selected ? theme().text : theme().text_soft, number);
  }
  list->AddLine({area.low.x, zero}, {area.high.x, zero}, theme().axis, hairline());
}

void PathStage::tip(int row, int column) const {
  const std::string x = column_names.empty() ? text("ui.path.index", {{"index", column + 1}})
                                             : column_names[static_cast<std::size_t>(column)];
  const std::string y = rows == 1           ? ""
                        : row_names.empty() ? text("ui.path.row", {{"index", row + 1}})
                                            : row_names[static_cast<std::size_t>(row)];
  const float number = value(row, column);
  draw_tip(ImGui::GetIO().MousePos, label,
           {{y.empty() ? x : y + " · " + x, measure_text(static_cast<double>(number)), bars ? 0 : ramp.color(number)}});
}

}  // namespace gradlab::ui
