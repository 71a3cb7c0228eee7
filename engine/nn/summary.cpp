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
    SummaryRow row{before == 0 ? kind : kind + "_" + std::to_string(before), outputs_[index], 0};
    row.output[0] = 0;
    for (const Parameter& parameter : layers_[index]->parameters()) row.parameters += parameter.tensor.size();
    rows.push_back(std::move(row));
  }
  return rows;
}

namespace {

using Cells = std::array<std::string, 3>;  // layer, output shape, parameters

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
  std::vector<Cells> lines = {{"Layer", "Output shape", "Parameters"}};
  std::int64_t total = 0;
  for (const SummaryRow& row : summary) {
    lines.push_back({row.layer, shape_text(row.output), with_commas(row.parameters)});
    total += row.parameters;
  }
  lines.push_back({"Total", "", with_commas(total)});

  std::array<std::size_t, 3> widths{};
  for (const Cells& cells : lines) {
    for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], cells[i].size());
  }
  const std::size_t line_width = widths[0] + widths[1] + widths[2] + 4;
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& [layer, output, parameters] = lines[i];
    if (i == 1) text += std::string(line_width, '=') + "\n";
    if (i + 1 == lines.size()) text += std::string(line_width, '-') + "\n";
    text += layer + std::string(widths[0] - layer.size() + 2, ' ');
    text += output + std::string(widths[1] - output.size() + 2, ' ');
    text += std::string(widths[2] - parameters.size(), ' ') + parameters + "\n";
  }
  return text;
}

}  // namespace gradlab
