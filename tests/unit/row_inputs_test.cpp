#include "demos/parts/row_inputs.h"

#include <doctest/doctest.h>

namespace gradlab {
namespace {

Split table() {
  Split split;
  split.train = {Tensor::from({20, 1, 40, 3}, {2, 2}), Tensor::from({0, 1}, {2, 1})};
  split.test = {Tensor::from({60, 2}, {1, 2}), Tensor::from({0}, {1, 1})};
  return split;
}

}  // namespace

TEST_CASE("row inputs: they lie among all samples, and stand at the mean of those that train until they are set") {
  RowInputs inputs(table(), {"age", "income"});
  CHECK(inputs.row() == std::vector<float>{30, 2});
  CHECK(inputs.json()[0] == Json({{"label", "=age"}, {"low", 20.0f}, {"high", 60.0f}, {"at", 30.0f}}));
  CHECK(inputs.text_from(0) == "age = 30, income = 2");
  inputs.set({41.5});
  CHECK(inputs.row() == std::vector<float>{41.5f, 2});
  CHECK(inputs.tensor().shape() == Shape{1, 2});
  CHECK(inputs.text_from(1) == "income = 2");
  CHECK(inputs.text_from(2).empty());
  inputs.set({1, 2, 3, 4});
  CHECK(inputs.row() == std::vector<float>{1, 2});
  inputs.set({});
  CHECK(inputs.row() == std::vector<float>{30, 2});
}

TEST_CASE("row inputs: a single one goes beyond the data, and one that never changes can be moved, too") {
  Split split;
  split.train = {Tensor::from({0, 10}, {2, 1}), Tensor::from({0, 1}, {2, 1})};
  const Json wide = RowInputs(split, {"x"}).json()[0];
  CHECK(wide["low"] == -5.0f);
  CHECK(wide["high"] == 15.0f);
  split.train.inputs = Tensor::from({7, 7}, {2, 1});
  const Json narrow = RowInputs(split, {"x"}).json()[0];
  CHECK(narrow["low"] == 6.0f);
  CHECK(narrow["high"] == 8.0f);
}

}  // namespace gradlab
