#include "demos/files/table_facts.h"

#include <algorithm>

#include "demos/core/number_text.h"
#include "demos/files/table_classes.h"
#include "demos/files/table_series.h"
#include "engine/core/error.h"

namespace gradlab {

namespace {

using Column = CsvTable::Column;

const char* kind_name(Column::Kind kind) {
  switch (kind) {
    case Column::Kind::number: return "number";
    case Column::Kind::yes_no: return "yes_no";
    case Column::Kind::date: return "date";
    case Column::Kind::text: break;
  }
  return "text";
}

Json column_facts(const Column& column) {
  Json sample = Json::array();
  for (std::size_t row = 0; row < std::min<std::size_t>(3, column.texts.size()); ++row)
    sample.push_back(cut_short(column.texts[row]));
  const std::size_t different =
      count_classes(column.texts, column.numeric() ? most_table_classes + 1 : column.texts.size());
  Json facts = {{"name", column.name},    {"kind", kind_name(column.kind)},   {"numeric", column.numeric()},
                {"empty", column.empty},  {"unreadable", column.unreadable},  {"sample", sample},
                {"different", different}, {"counts_rows", column.counts_rows}};
  if (column.unreadable > 0) facts["unreadable_example"] = cut_short(column.unreadable_example);
  const bool shifted = column.kind == Column::Kind::number && !column.origin.empty();
  if (!column.read_example.empty() || shifted) {
    const std::string& text = shifted ? column.texts[column.example_row] : column.read_example;
    facts["read"] = {{"text", cut_short(text)}, {"number", column.numbers[column.example_row]}};
  }
  if (!column.unit.empty()) facts["unit"] = column.unit;
  if (!column.origin.empty()) facts["origin"] = column.origin;
  return facts;
}

Json note(const char* key, Json arguments) {
  return {{"key", key}, {"arguments", std::move(arguments)}};
}

Json series_use(const TableSeries& series) {
  Json notes = Json::array();
  if (series.time) {
    const Json column = {{"column", series.time->name}};
    notes.push_back(note(series.was_reversed ? "table.turned"
                         : series.was_mixed  ? "table.sorted"
                                             : "table.in_order",
                         column));
    if (series.longest > 1.01 * series.shortest) {
      notes.push_back(note("table.unequal_steps", {{"least", short_text(series.shortest)},
                                                   {"most", short_text(series.longest)},
                                                   {"unit", {{"key", "table.unit." + series.time->unit}}}}));
    }
  } else {
    notes.push_back(note("table.order_of_rows", Json::object()));
  }
  if (series.bridged > 0) notes.push_back(note("table.bridged", {{"count", series.bridged}}));
  if (series.left_out > 0) notes.push_back(note("table.left_out", {{"count", series.left_out}}));
  return {{"rows", series.values.size()}, {"notes", notes}};
}

}  // namespace

Json columns_of(const KeptTable& kept) {
  Json columns = Json::array();
  for (const Column& column : kept.table->columns) columns.push_back(column_facts(column));
  const TableLayout& layout = kept.table->layout;
  return {{"table", kept.handle},
          {"columns", columns},
          {"rows", kept.table->rows},
          {"first_line", layout.first_line},
          {"has_header", layout.header_rows > 0}};
}

Json use_of(const OwnFile& file, const std::string& learns) {
  if (learns == "series") return series_use(series_of(file));
  const bool numeric = learns == "number";
  if (numeric) target_of_numbers(file, "notice.file_target");
  if (file.inputs.empty()) fail("csv", "no input column", "at least one");
  const RowCounts counts = counted_rows(file, numeric);
  Json use = {{"rows", file.fill ? counts.fillable : counts.whole},
              {"fillable", counts.fillable - counts.whole},
              {"notes", Json::array()}};
  const auto most = std::ranges::max_element(counts.lacks_one);
  if (file.inputs.size() > 1 && *most > 0) {
    const auto input = static_cast<std::size_t>(most - counts.lacks_one.begin());
    use["without"] = {{"column", file.inputs[input]}, {"rows", counts.whole + *most}};
  }
  if (!numeric && use["rows"] >= 2) {
    const TableClasses classes = classes_in(file, usable_rows(file, false));
    if (classes.labels.size() > classes.names.size()) {
      use["notes"].push_back(
          note("table.spellings", {{"spellings", classes.labels.size()}, {"classes", classes.names.size()}}));
    }
  }
  return use;
}

}  // namespace gradlab
