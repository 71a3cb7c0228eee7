#include "demos/parts/row_inputs.h"

#include <algorithm>
#include <cmath>

#include "demos/core/number_text.h"

namespace gradlab {

RowInputs::RowInputs(const Split& split, std::vector<std::string> names)
    : names_(std::move(names)),
      low_(names_.size(), INFINITY),
      high_(names_.size(), -INFINITY),
      mean_(names_.size(), 0.0f) {
  if (split.train.size() > 0) mean_ = Standardization::of(split.train.inputs).mean;
  for (const Dataset* part : {&split.train, &split.test}) {
    for (std::int64_t i = 0; part->size() > 0 && i < part->inputs.size(); ++i) {
      const auto column = static_cast<std::size_t>(i) % names_.size();
      low_[column] = std::min(low_[column], part->inputs.read()[static_cast<std::size_t>(i)]);
      high_[column] = std::max(high_[column], part->inputs.read()[static_cast<std::size_t>(i)]);
    }
  }
  row_ = mean_;
}

void RowInputs::set(const std::vector<double>& numbers) {
  row_ = mean_;
  for (std::size_t i = 0; i < std::min(numbers.size(), row_.size()); ++i) row_[i] = static_cast<float>(numbers[i]);
}

Tensor RowInputs::tensor() const {
  return Tensor::from(row_, {1, static_cast<std::int64_t>(row_.size())});
}

Json RowInputs::json() const {
  Json inputs = Json::array();
  for (std::size_t i = 0; i < names_.size(); ++i) {
    const bool there = low_[i] < high_[i];  // else wide enough to be moved in
    const float beyond = there && names_.size() == 1 ? (high_[i] - low_[i]) / 2 : 0.0f;
    inputs.push_back({{"label", "=" + names_[i]},
                      {"low", there ? low_[i] - beyond : row_[i] - 1.0f},
                      {"high", there ? high_[i] + beyond : row_[i] + 1.0f},
                      {"at", row_[i]}});
  }
  return inputs;
}

std::pair<float, float> RowInputs::range(std::size_t input) const {
  if (input >= names_.size() || low_[input] > high_[input]) return {0.0f, 0.0f};
  return {low_[input], high_[input]};
}

std::string RowInputs::text_from(std::size_t first) const {
  std::string text;
  for (std::size_t i = first; i < names_.size(); ++i)
    text += (text.empty() ? "" : ", ") + names_[i] + " = " + short_text(static_cast<double>(row_[i]));
  return text;
}

}  // namespace gradlab
