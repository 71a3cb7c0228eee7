#include "demos/classification/problem.h"

#include <algorithm>

#include "demos/files/own_table.h"
#include "demos/parts/supervised.h"

namespace gradlab {

namespace {

constexpr float plane_edge = 6.5f, table_edge = 3.0f;

// The scales are those of the training part: what is tested must not be known before.
Problem problem_of_file(const Setup& setup) {
  const LabelledRows rows = labelled_rows(*setup.file);
  Problem problem{.split = split_samples({rows.data, 0}, setup),
                  .input_names = input_names(*setup.file),
                  .class_names = rows.class_names,
                  .edge = table_edge};
  problem.filled = fill_gaps(problem.split, *setup.file);
  const Standardization scale = Standardization::of(problem.split.train.inputs);
  for (Dataset* part : {&problem.split.train, &problem.split.test}) {
    if (part->size() > 0) part->inputs = scale.apply(part->inputs);
  }
  return problem;
}

}  // namespace

Problem problem_of(const Setup& setup, std::int64_t fewest_classes) {
  if (setup.values.choice("data") == "file") return problem_of_file(setup);
  const Samples samples = toy_samples(setup, true);
  Problem problem{.split = split_samples(samples, setup),
                  .input_names = {"x₁", "x₂"},
                  .class_names = {},
                  .drawn = samples.drawn,
                  .edge = plane_edge,
                  .editable = true};
  std::int64_t classes = fewest_classes;
  for (const std::int64_t label : samples.data.targets.read_indices()) classes = std::max(classes, label + 1);
  for (char name = 'A'; problem.classes() < classes; ++name) problem.class_names.emplace_back(1, name);
  return problem;
}

}  // namespace gradlab
