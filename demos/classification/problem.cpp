#include "demos/classification/problem.h"

#include <algorithm>

#include "demos/files/own_table.h"
#include "demos/parts/supervised.h"

namespace gradlab {

namespace {

constexpr std::int64_t most_classes = 10;
constexpr float plane_edge = 6.5f, table_edge = 3.0f;

Problem problem_of_file(const Setup& setup) {
  LabelledRows rows = labelled_rows(*setup.file, most_classes);
  rows.data.inputs = Standardization::of(rows.data.inputs).apply(rows.data.inputs);
  Problem problem{.split = split_samples({rows.data, 0}, setup),
                  .input_names = {},
                  .class_names = rows.class_names,
                  .edge = table_edge};
  for (const std::size_t column : setup.file->inputs)
    problem.input_names.push_back(setup.file->table->columns[column].name);
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
