#include "web/ui/layout/grid.h"

#include <limits>

namespace gradlab::ui {
namespace {

struct Row {
  std::size_t first = 0, count = 0;
  std::vector<float> widths, liked;  ///< of each item; `liked` are the heights
  float ideal = 0.0f, least = 0.0f, height = 0.0f;
  bool rigid = false;  ///< has something that minds its height
};

/// False where the items are too many for the width.
bool fit_row(const std::vector<GridItem>& items, Row& row, float width, float gap) {
  const float room = width - gap * static_cast<float>(row.count - 1);
  float weights = 0.0f, least_widths = 0.0f;
  for (std::size_t i = row.first; i < row.first + row.count; ++i) {
    weights += items[i].weight;
    least_widths += items[i].least_width;
  }
  if (least_widths > room && row.count > 1) return false;
  const float spare = std::max(room - least_widths, 0.0f);
  for (std::size_t i = row.first; i < row.first + row.count; ++i) {
    const float share = room * items[i].weight / weights;
    const bool roomy = row.count == 1 || least_widths < room * 0.8f;
    row.widths.push_back(roomy ? share : items[i].least_width + spare * items[i].weight / weights);
  }
  row.ideal = row.least = 0.0f;
  row.rigid = false;
  for (std::size_t i = 0; i < row.count; ++i) {
    row.liked.push_back(std::max(items[row.first + i].ideal(row.widths[i]), 1.0f));
    row.ideal = std::max(row.ideal, row.liked.back());
    row.least = std::max(row.least, items[row.first + i].least(row.widths[i]));
    row.rigid |= items[row.first + i].rigidity >= 1.0f;
  }
  return true;
}

/// Shares `room` among the rigid rows or the others, up to that part of the way to their ideal heights; returns what is
/// left.
float grow(std::vector<Row>& rows, float room, bool rigid, float part) {
  float lacking = 0.0f;
  for (const Row& row : rows) lacking += row.rigid == rigid ? row.ideal - row.height : 0.0f;
  const float share = lacking > 0.0f ? std::min(part, room / lacking) : 0.0f;
  for (Row& row : rows) {
    if (row.rigid == rigid) row.height += (row.ideal - row.height) * share;
  }
  return room - lacking * share;
}

/// Gives each row its height; returns what is left over the least ones or, below 0, missing.
float fit_heights(std::vector<Row>& rows, float height, float gap) {
  const float room = height - gap * static_cast<float>(rows.size() - 1);
  float least = 0.0f, flexible = 0.0f;
  const bool any_rigid = std::ranges::any_of(rows, &Row::rigid);
  for (Row& row : rows) {
    row.height = row.least;
    least += row.least;
    if (row.rigid == any_rigid) flexible += row.ideal;
  }
  if (least > room) {
    for (Row& row : rows) row.height = row.ideal;
    return room - least;
  }
  float spare = grow(rows, room - least, true, 0.6f);
  spare = grow(rows, spare, false, 1.0f);
  spare = grow(rows, spare, true, 1.0f);
  for (Row& row : rows) {
    if (row.rigid == any_rigid) row.height += spare * row.ideal / flexible;
  }
  return room - least;
}

double cost_of(const std::vector<GridItem>& items, const std::vector<Row>& rows, float left, float height) {
  double cost = left < 0.0f ? 1.5 - 2.0 * static_cast<double>(left / height) : 0.0;
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.count; ++i) {
      const double off = std::log(static_cast<double>(row.height / row.liked[i]));
      cost += static_cast<double>(items[row.first + i].rigidity) * off * off;
    }
  }
  return cost;
}

Grid place(const std::vector<Row>& rows, float gap) {
  Grid grid;
  float y = 0.0f;
  for (const Row& row : rows) {
    float x = 0.0f;
    for (const float width : row.widths) {
      grid.boxes.push_back(Box{{x, y}, {x + width, y + row.height}}.rounded());
      x += width + gap;
    }
    y += row.height + gap;
  }
  grid.height = std::round(y - gap);
  return grid;
}

}  // namespace

Grid lay_out(const std::vector<GridItem>& items, float width, float height, float gap) {
  if (items.empty()) return {};
  // Every row that there can be, by its first item and its length; without widths where it does not fit.
  std::vector<std::vector<Row>> possible(items.size());
  for (std::size_t first = 0; first < items.size(); ++first) {
    for (std::size_t count = 1; first + count <= items.size(); ++count) {
      Row& row = possible[first].emplace_back();
      row.first = first;
      row.count = count;
      if (!fit_row(items, row, width, gap)) break;  // and no longer one does
    }
  }
  const std::size_t breaks = std::min<std::size_t>(items.size() - 1, 11);
  double best = std::numeric_limits<double>::infinity();
  Grid grid;
  for (std::size_t choice = 0; choice < (std::size_t{1} << breaks); ++choice) {
    std::vector<Row> rows;
    std::size_t first = 0;
    bool fits = true;
    for (std::size_t next = 1; fits && next <= items.size(); ++next) {
      const bool ends = next == items.size() || next > breaks || ((choice >> (next - 1)) & 1u);
      if (!ends) continue;
      fits = next - first <= possible[first].size() && !possible[first][next - first - 1].widths.empty();
      if (fits) rows.push_back(possible[first][next - first - 1]);
      first = next;
    }
    if (!fits) continue;
    const float left = fit_heights(rows, height, gap);
    const double cost = cost_of(items, rows, left, height);
    if (cost >= best) continue;
    best = cost;
    grid = place(rows, gap);
  }
  return grid;
}

}  // namespace gradlab::ui
