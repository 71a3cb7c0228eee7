#include "demos/files/own_table.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "engine/core/error.h"
#include "engine/core/hash.h"

namespace gradlab {

namespace {

constexpr std::size_t fewest_in_series = 20;

void require_table(const OwnFile& file) {
  if (!file.table) throw Refusal{"notice.file_not_table", Json::object()};
}

/// Refuses another kind of column with the text `otherwise`.
const CsvTable::Column& numeric_target(const OwnFile& file, const char* otherwise) {
  require_table(file);
  const CsvTable::Column& target = file.table->columns[file.target];
  if (!target.numeric()) throw Refusal{otherwise, {{"column", target.name}}};
  return target;
}

/// Rows whose chosen inputs, and the target where it must be one, are numbers.
std::vector<std::size_t> whole_rows(const OwnFile& file, bool numeric_target) {
  if (file.inputs.empty()) fail("csv", "no input column", "at least one");
  const auto& columns = file.table->columns;
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < static_cast<std::size_t>(file.table->rows); ++row) {
    const auto is_number = [&](std::size_t column) { return std::isfinite(columns[column].numbers[row]); };
    const bool target = numeric_target ? is_number(file.target) : !columns[file.target].texts[row].empty();
    if (target && std::all_of(file.inputs.begin(), file.inputs.end(), is_number)) rows.push_back(row);
  }
  if (rows.size() < 2) throw Refusal{"notice.file_without_rows", {{"rows", rows.size()}}};
  return rows;
}

Tensor inputs_of(const OwnFile& file, const std::vector<std::size_t>& rows) {
  const auto width = static_cast<std::int64_t>(file.inputs.size());
  Tensor inputs = Tensor::empty({static_cast<std::int64_t>(rows.size()), width});
  float* next = inputs.data();
  for (const std::size_t row : rows) {
    for (const std::size_t column : file.inputs) *next++ = file.table->columns[column].numbers[row];
  }
  return inputs;
}

}  // namespace

KeptTable kept_table(std::span<const std::uint8_t> csv) {
  const std::string_view text(reinterpret_cast<const char*>(csv.data()), csv.size());
  return {hash_of(csv), std::make_shared<const CsvTable>(read_csv(text))};
}

Json columns_of(const KeptTable& kept) {
  Json columns = Json::array();
  for (const CsvTable::Column& column : kept.table->columns) {
    Json sample = Json::array();
    for (std::size_t row = 0; row < std::min<std::size_t>(3, column.texts.size()); ++row)
      sample.push_back(column.texts[row].substr(0, 40));
    columns.push_back(
        {{"name", column.name}, {"numeric", column.numeric()}, {"missing", column.missing}, {"sample", sample}});
  }
  return {{"table", kept.handle}, {"columns", columns}, {"rows", kept.table->rows}};
}

OwnFile own_table(const Json& chosen, const std::shared_ptr<const CsvTable>& table) {
  const auto column = [&](const Json& index) {
    const std::int64_t number = whole_number(index, "csv");
    if (number < 0 || number >= static_cast<std::int64_t>(table->columns.size())) {
      fail("csv", "column " + std::to_string(number), "a column of the file");
    }
    return static_cast<std::size_t>(number);
  };
  OwnFile file{.table = table, .target = column(chosen.at("target"))};
  for (const Json& index : chosen.at("inputs")) file.inputs.push_back(column(index));
  return file;
}

LabelledRows labelled_rows(const OwnFile& file, std::int64_t most_classes) {
  require_table(file);
  const std::vector<std::size_t> rows = whole_rows(file, false);
  const CsvTable::Column& target = file.table->columns[file.target];
  std::vector<std::string> names;
  for (const std::size_t row : rows) names.push_back(target.texts[row]);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  if (names.size() < 2 || static_cast<std::int64_t>(names.size()) > most_classes) {
    throw Refusal{"notice.file_classes", {{"column", target.name}, {"classes", names.size()}, {"most", most_classes}}};
  }
  LabelledRows result{{inputs_of(file, rows), Tensor::empty({static_cast<std::int64_t>(rows.size())}, DType::int32)},
                      names};
  std::int32_t* next = result.data.targets.indices();
  for (const std::size_t row : rows) {
    *next++ =
        static_cast<std::int32_t>(std::lower_bound(names.begin(), names.end(), target.texts[row]) - names.begin());
  }
  return result;
}

Dataset numeric_rows(const OwnFile& file) {
  const CsvTable::Column& target = numeric_target(file, "notice.file_target");
  const std::vector<std::size_t> rows = whole_rows(file, true);
  Dataset data{inputs_of(file, rows), Tensor::empty({static_cast<std::int64_t>(rows.size()), 1})};
  for (std::size_t i = 0; i < rows.size(); ++i) data.targets.data()[i] = target.numbers[rows[i]];
  return data;
}

std::vector<float> series_of(const OwnFile& file) {
  const CsvTable::Column& target = numeric_target(file, "notice.series_target");
  std::vector<float> values;
  std::ranges::copy_if(target.numbers, std::back_inserter(values), [](float value) { return std::isfinite(value); });
  if (values.size() < fewest_in_series) {
    throw Refusal{"notice.series_short",
                  {{"column", target.name}, {"rows", values.size()}, {"least", fewest_in_series}}};
  }
  return values;
}

}  // namespace gradlab
