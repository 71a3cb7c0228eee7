#include "demos/files/table_series.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gradlab {

namespace {

constexpr double most_bridged = 0.2;  // of the rows: more would be a series of straight lines

const CsvTable::Column* dates_in(const CsvTable& table, std::size_t target) {
  for (const CsvTable::Column& column : table.columns) {
    if (column.kind == CsvTable::Column::Kind::date && &column != &table.columns[target]) return &column;
  }
  return nullptr;
}

/// `values` with straight lines where NaN stands between numbers.
std::int64_t bridge(std::vector<double>& values) {
  std::int64_t bridged = 0;
  for (std::size_t i = 1; i < values.size(); ++i) {
    if (!std::isnan(values[i])) continue;
    std::size_t next = i;
    while (std::isnan(values[next])) ++next;
    const double step = (values[next] - values[i - 1]) / static_cast<double>(next - i + 1);
    for (; i < next; ++i, ++bridged) values[i] = values[i - 1] + step;
  }
  return bridged;
}

}  // namespace

TableSeries table_series(const CsvTable& table, std::size_t target) {
  const std::vector<double>& numbers = table.columns[target].numbers;
  TableSeries series{.values = {}, .time = dates_in(table, target)};
  std::vector<std::size_t> rows(numbers.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  if (series.time) {
    const std::vector<double>& time = series.time->numbers;
    std::erase_if(rows, [&](std::size_t row) { return std::isnan(time[row]); });
    const auto earlier = [&](std::size_t a, std::size_t b) { return time[a] < time[b]; };
    const bool ordered = std::ranges::is_sorted(rows, earlier);
    series.was_reversed = !ordered && std::is_sorted(rows.rbegin(), rows.rend(), earlier);
    series.was_mixed = !ordered && !series.was_reversed;
    if (series.was_reversed) std::ranges::reverse(rows);
    std::ranges::stable_sort(rows, earlier);
  }
  const auto is_gap = [&](std::size_t row) { return std::isnan(numbers[row]); };
  while (!rows.empty() && is_gap(rows.back())) rows.pop_back();
  rows.erase(rows.begin(), std::ranges::find_if_not(rows, is_gap));
  const auto gaps = std::ranges::count_if(rows, is_gap);
  if (static_cast<double>(gaps) > most_bridged * static_cast<double>(rows.size())) {
    series.left_out = gaps;
    std::erase_if(rows, is_gap);
  }
  std::vector<double> values;
  for (const std::size_t row : rows) values.push_back(numbers[row]);
  series.bridged = bridge(values);
  series.values.assign(values.begin(), values.end());
  if (!series.time || rows.size() < 2) return series;
  series.shortest = INFINITY;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const double step = series.time->numbers[rows[i]] - series.time->numbers[rows[i - 1]];
    series.shortest = std::min(series.shortest, step);
    series.longest = std::max(series.longest, step);
  }
  return series;
}

}  // namespace gradlab
