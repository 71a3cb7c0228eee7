#include <algorithm>
#include <array>
#include <map>

#include "engine/core/error.h"
#include "engine/nn/nn.h"

namespace gradlab {

std::vector<SummaryRow> Sequential::summary() const {
  if (outputs_.size() != layers_.size()) fail("summary", "a model that is not built", "build first");
  std::vector<SummaryRow> rows;
  std::map<std::string, int> seen;
  for (std::size_t index = 0; index < layers_.size(); ++index) {
    const std::string kind(layers_[index]->kind());
    const int before = seen[kind]++;
    SummaryRow row{before == 0 ? kind : kind + "_" + std::to_string(before), outputs_[index]};
    row.output[0] = 0;
    row.multiply_adds = layers_[index]->multiply_adds();
    for (const Parameter& parameter : layers_[index]->parameters()) row.parameters += parameter.tensor.size();
    rows.push_back(std::move(row));
  }
  return rows;
}

namespace {

using Cells = std::array<std::string, 4>;  // layer, output shape, parameters, multiply-adds

std::string with_commas(std::int64_t number) {
  std::string digits = std::to_string(number);
  for (auto place = static_cast<std::ptrdiff_t>(digits.size()) - 3; place > 0; place -= 3) {
    digits.insert(digits.begin() + place, ',');
  }
  return digits;
}

}  // namespace

std::string shape_text(const Shape& output) {
  const std::string text = output.to_string();
  return "[N" + text.substr(std::min(text.find(','), text.size() - 1));
}

std::string to_text(const std::vector<SummaryRow>& summary) {
  std::vector<Cells> lines = {{"Layer", "Output shape", "Parameters", "Multiply-adds"}};
  std::int64_t parameters = 0, multiply_adds = 0;
  for (const SummaryRow& row : summary) {
    lines.push_back({row.layer, shape_text(row.output), with_commas(row.parameters), with_commas(row.multiply_adds)});
    parameters += row.parameters;
    multiply_adds += row.multiply_adds;
  }
  lines.push_back({"Total", "", with_commas(parameters), with_commas(multiply_adds)});

  std::array<std::size_t, 4> widths{};
  for (const Cells& cells : lines) {
    for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], cells[i].size());
  }
  const std::size_t line_width = widths[0] + widths[1] + widths[2] + widths[3] + 6;
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i == 1) text += std::string(line_width, '=') + "\n";
    if (i + 1 == lines.size()) text += std::string(line_width, '-') + "\n";
    for (std::size_t column = 0; column < lines[i].size(); ++column) {
      const std::string &cell = lines[i][column], gap(widths[column] - cell.size(), ' ');
      text += (column == 0 ? "" : "  ") + (column < 2 ? cell + gap : gap + cell);  // words left, numbers right
    }
    text += "\n";
  }
  return text;
}

}  // namespace gradlab
