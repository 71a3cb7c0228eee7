// Where two numbers of a model stood in the course of training, kept on the device where the model is.
#pragma once

#include <utility>
#include <vector>

#include "engine/io/archive.h"

namespace gradlab {

/// Every place at first, then ever fewer, 64 for each doubling of the steps.
class WeightPath {
 public:
  /// After one more step. x and y: one number each.
  void add(const Tensor& x, const Tensor& y);
  /// From now on every place again, as at first: the numbers are off to somewhere else.
  void turn() { steps_ = 0; }
  std::vector<std::pair<float, float>> places() const;
  void state(Archive& archive);

 private:
  void thin_out();

  static constexpr std::int64_t most_places = 1024;
  Tensor places_ = Tensor::zeros({most_places, 2});  // of which the first `count_` are taken
  std::int64_t count_ = 0, steps_ = 0;
};

}  // namespace gradlab
