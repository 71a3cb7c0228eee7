#include "demos/classification/problem.h"

#include <algorithm>
#include <cmath>

#include "demos/files/own_table.h"
#include "demos/parts/plane.h"
#include "demos/parts/supervised.h"

namespace gradlab {

namespace {

constexpr float plane_edge = 6.5f, margin = 0.05f;

/// Of the two inputs that are shown, with room around what is in the data.
std::array<float, 4> bounds_of(const RowInputs& row) {
  std::array<float, 4> bounds = {};
  for (const std::size_t input : {0u, 1u}) {
    const auto [low, high] = row.range(input);
    const float more = high > low ? margin * (high - low) : 1.0f;
    bounds[2 * input] = low - more, bounds[2 * input + 1] = high + more;
  }
  return bounds;
}

// The scales are those of the training part: what is tested must not be known before.
Problem problem_of_file(const Setup& setup) {
  const LabelledRows rows = labelled_rows(*setup.file);
  Problem problem{.split = split_samples({rows.data, 0}, setup),
                  .input_names = input_names(*setup.file),
                  .class_names = rows.class_names};
  problem.filled = fill_gaps(problem.split, *setup.file);
  problem.row = RowInputs(problem.split, problem.input_names);
  problem.bounds = bounds_of(problem.row);
  problem.scale = Standardization::of(problem.split.train.inputs);
  for (Dataset* part : {&problem.split.train, &problem.split.test}) {
    if (part->size() > 0) part->inputs = problem.seen(part->inputs);
  }
  return problem;
}

}  // namespace

Tensor Problem::plane(std::int64_t side) const {
  Tensor inputs = Tensor::empty({side * side, width()});
  const std::vector<float> middles = cell_middles(side);
  const auto at = [&](std::size_t low, float middle) {
    return (bounds[low] + bounds[low + 1]) / 2 + (bounds[low + 1] - bounds[low]) / 2 * middle;
  };
  float* next = inputs.data();
  for (const float y : middles) {
    for (const float x : middles) {
      std::ranges::copy(row.row(), next);
      next[0] = at(0, x);
      if (width() > 1) next[1] = at(2, y);
      next += width();
    }
  }
  return seen(inputs);
}

Problem problem_of(const Setup& setup, std::int64_t fewest_classes) {
  if (setup.values.choice("data") == "file") return problem_of_file(setup);
  const Samples samples = toy_samples(setup, true);
  Problem problem{.split = split_samples(samples, setup),
                  .input_names = {"x₁", "x₂"},
                  .class_names = {},
                  .drawn = samples.drawn,
                  .bounds = {-plane_edge, plane_edge, -plane_edge, plane_edge},
                  .editable = true};
  problem.row = RowInputs(problem.split, problem.input_names);
  std::int64_t classes = fewest_classes;
  for (const std::int64_t label : samples.data.targets.read_indices()) classes = std::max(classes, label + 1);
  for (char name = 'A'; problem.classes() < classes; ++name) problem.class_names.emplace_back(1, name);
  return problem;
}

}  // namespace gradlab
