// A new row of the data, whose inputs a visitor sets: what they are called, between what they lie, where they stand.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "demos/core/params.h"
#include "engine/data/data.h"

namespace gradlab {

class RowInputs {
 public:
  RowInputs() = default;
  /// Of samples [N, D] in the visitor's units; at first all stand at the mean of the training part.
  RowInputs(const Split& split, std::vector<std::string> names);

  /// The numbers that are set, as far as they go; the others stand at their mean.
  void set(const std::vector<double>& numbers);
  const std::vector<float>& row() const { return row_; }
  /// All inputs at their place, as [1, D].
  Tensor tensor() const;
  /// What Experiment::row_inputs tells of it. A single input can go beyond the data, to foretell what comes.
  Json json() const;
  /// The lowest and the highest number of an input in the data; both 0 where there are no rows, or no such input.
  std::pair<float, float> range(std::size_t input) const;
  /// "age = 41.5, income = 2300": those from the input `first` on; empty where there are none.
  std::string text_from(std::size_t first) const;

 private:
  std::vector<std::string> names_;
  std::vector<float> low_, high_, mean_, row_;
};

}  // namespace gradlab
