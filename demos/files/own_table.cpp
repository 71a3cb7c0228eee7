#include "demos/files/own_table.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "demos/core/number_text.h"
#include "engine/core/error.h"
#include "engine/core/hash.h"

namespace gradlab {

namespace {

using Column = CsvTable::Column;

constexpr std::size_t fewest_in_series = 20;
constexpr std::size_t most_filled_told = 4;

void require_table(const OwnFile& file) {
  if (!file.table) throw Refusal{"notice.file_not_table", Json::object()};
}

bool has_target(const OwnFile& file, bool numeric, std::size_t row) {
  const Column& target = file.table->columns[file.target];
  return numeric ? std::isfinite(target.numbers[row]) : !target.texts[row].empty();
}

bool has_number(const OwnFile& file, std::size_t column, std::size_t row) {
  return std::isfinite(file.table->columns[column].numbers[row]);
}

std::vector<std::size_t> rows_of(const OwnFile& file, bool numeric_target) {
  if (file.inputs.empty()) fail("csv", "no input column", "at least one");
  std::vector<std::size_t> rows = usable_rows(file, numeric_target);
  if (rows.size() < 2) throw Refusal{"notice.file_without_rows", {{"rows", rows.size()}}};
  return rows;
}

Tensor inputs_of(const OwnFile& file, const std::vector<std::size_t>& rows) {
  const auto width = static_cast<std::int64_t>(file.inputs.size());
  Tensor inputs = Tensor::empty({static_cast<std::int64_t>(rows.size()), width});
  float* next = inputs.data();
  for (const std::size_t row : rows) {
    for (const std::size_t column : file.inputs) *next++ = static_cast<float>(file.table->columns[column].numbers[row]);
  }
  return inputs;
}

}  // namespace

const Column& target_of_numbers(const OwnFile& file, const char* otherwise) {
  require_table(file);
  const Column& target = file.table->columns[file.target];
  if (!target.numeric()) throw Refusal{otherwise, {{"column", target.name}}};
  return target;
}

RowCounts counted_rows(const OwnFile& file, bool numeric_target) {
  RowCounts counts{.lacks_one = std::vector<std::size_t>(file.inputs.size())};
  for (std::size_t row = 0; row < static_cast<std::size_t>(file.table->rows); ++row) {
    if (!has_target(file, numeric_target, row)) continue;
    std::size_t gaps = 0, last = 0;
    for (std::size_t input = 0; input < file.inputs.size(); ++input) {
      if (!has_number(file, file.inputs[input], row)) ++gaps, last = input;
    }
    if (gaps == 0) ++counts.whole;
    if (gaps < file.inputs.size()) ++counts.fillable;
    if (gaps == 1) ++counts.lacks_one[last];
  }
  return counts;
}

std::vector<std::size_t> usable_rows(const OwnFile& file, bool numeric_target) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < static_cast<std::size_t>(file.table->rows); ++row) {
    const auto is_there = [&](std::size_t column) { return has_number(file, column, row); };
    const bool enough =
        file.fill ? std::ranges::any_of(file.inputs, is_there) : std::ranges::all_of(file.inputs, is_there);
    if (enough && has_target(file, numeric_target, row)) rows.push_back(row);
  }
  return rows;
}

TableClasses classes_in(const OwnFile& file, const std::vector<std::size_t>& rows) {
  const Column& target = file.table->columns[file.target];
  std::vector<std::string> texts;
  for (const std::size_t row : rows) texts.push_back(target.texts[row]);
  TableClasses classes = table_classes(texts);
  const auto count = static_cast<std::int64_t>(classes.names.size());
  if (count < 2 || count > most_table_classes) {
    throw Refusal{target.numeric() || count < 2 ? "notice.file_classes" : "notice.file_names",
                  {{"column", target.name}, {"classes", count}, {"most", most_table_classes}}};
  }
  return classes;
}

LayoutChoice layout_choice(const Json& message) {
  LayoutChoice choice;
  if (message.contains("first_line")) {
    choice.first_line = whole_number(message["first_line"], "csv");
    if (*choice.first_line < 1) fail("csv", "first_line " + std::to_string(*choice.first_line), "1 or more");
  }
  if (message.contains("has_header")) choice.has_header = message["has_header"].get<bool>();
  return choice;
}

KeptTable kept_table(std::span<const std::uint8_t> csv, const LayoutChoice& choice) {
  const std::string_view text(reinterpret_cast<const char*>(csv.data()), csv.size());
  const std::string chosen = choice.first_line || choice.has_header
                                 ? "-" + std::to_string(choice.first_line.value_or(0)) + "-" +
                                       std::to_string(choice.has_header.value_or(false))
                                 : "";
  try {
    return {hash_of(csv) + chosen, std::make_shared<const CsvTable>(read_csv(text, {}, choice))};
  } catch (const TableError& error) {
    const CsvLimits limits;
    throw Refusal{"notice.table." + error.problem,
                  {{"rows", limits.rows}, {"columns", limits.columns}, {"cells", limits.cells}}};
  }
}

OwnFile own_table(const Json& chosen, const std::shared_ptr<const CsvTable>& table) {
  const auto column = [&](const Json& index) {
    const std::int64_t number = whole_number(index, "csv");
    if (number < 0 || number >= static_cast<std::int64_t>(table->columns.size())) {
      fail("csv", "column " + std::to_string(number), "a column of the file");
    }
    return static_cast<std::size_t>(number);
  };
  OwnFile file{.table = table,
               .target = column(chosen.at("target")),
               .name = chosen.value("name", ""),
               .fill = chosen.value("fill", false)};
  for (const Json& index : chosen.at("inputs")) file.inputs.push_back(column(index));
  return file;
}

LabelledRows labelled_rows(const OwnFile& file) {
  require_table(file);
  const std::vector<std::size_t> rows = rows_of(file, false);
  const TableClasses classes = classes_in(file, rows);
  const std::vector<std::string>& texts = file.table->columns[file.target].texts;
  std::vector<std::int32_t> labels;
  for (const std::size_t row : rows) labels.push_back(classes.labels.at(texts[row]));
  return {{inputs_of(file, rows), Tensor::indices(labels, {static_cast<std::int64_t>(rows.size())})}, classes.names};
}

Dataset numeric_rows(const OwnFile& file) {
  const Column& target = target_of_numbers(file, "notice.file_target");
  const std::vector<std::size_t> rows = rows_of(file, true);
  Dataset data{inputs_of(file, rows), Tensor::empty({static_cast<std::int64_t>(rows.size()), 1})};
  for (std::size_t i = 0; i < rows.size(); ++i) data.targets.data()[i] = static_cast<float>(target.numbers[rows[i]]);
  return data;
}

std::string fill_gaps(Split& split, const OwnFile& file) {
  std::string told;
  const std::size_t width = file.inputs.size();
  std::size_t filled_columns = 0;
  for (std::size_t column = 0; column < width; ++column) {
    double sum = 0.0;
    std::int64_t known = 0, gaps = 0;
    const auto each = [&](Dataset& part, auto visit) {
      for (std::int64_t row = 0; row < part.size(); ++row)
        visit(part.inputs.data()[row * static_cast<std::int64_t>(width) + static_cast<std::int64_t>(column)]);
    };
    each(split.train, [&](float value) {
      if (!std::isnan(value)) sum += value, ++known;
    });
    double value = known > 0 ? sum / static_cast<double>(known) : 0.0;
    const Column& kind = file.table->columns[file.inputs[column]];
    if (kind.kind == Column::Kind::yes_no) value = value >= 0.5 ? 1.0 : 0.0;
    for (Dataset* part : {&split.train, &split.test}) {
      each(*part, [&](float& cell) {
        if (std::isnan(cell)) cell = static_cast<float>(value), ++gaps;
      });
    }
    if (gaps == 0) continue;
    ++filled_columns;
    if (filled_columns <= most_filled_told) {
      told += (told.empty() ? "" : ", ") + kind.numbers_name() + ": " + short_text(value);
    }
  }
  return filled_columns > most_filled_told ? told + ", …" : told;
}

std::optional<Refusal> remark_on_gaps(std::string& filled) {
  if (filled.empty()) return {};
  return Refusal{"notice.gaps_filled", {{"values", std::exchange(filled, "")}}};
}

std::vector<std::string> input_names(const OwnFile& file) {
  std::vector<std::string> names;
  for (const std::size_t column : file.inputs) names.push_back(file.table->columns[column].numbers_name());
  return names;
}

std::string target_name(const OwnFile& file) {
  return file.table->columns[file.target].numbers_name();
}

std::string file_name(const Setup& setup) {
  return setup.file != nullptr && setup.values.choice("data") == "file" ? setup.file->name : "";
}

TableSeries series_of(const OwnFile& file) {
  const Column& target = target_of_numbers(file, "notice.series_target");
  TableSeries series = table_series(*file.table, file.target);
  if (series.values.size() < fewest_in_series) {
    throw Refusal{"notice.series_short",
                  {{"column", target.name}, {"rows", series.values.size()}, {"least", fewest_in_series}}};
  }
  return series;
}

}  // namespace gradlab
