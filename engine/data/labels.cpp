#include "engine/data/labels.h"

#include <functional>
#include <numeric>
#include <string>

#include "engine/core/as_array.h"
#include "engine/core/error.h"

namespace gradlab {

namespace {

void require_classes(std::span<const std::int32_t> labels, std::int64_t classes) {
  for (const std::int32_t label : labels) {
    if (label < 0 || label >= classes) {
      fail("labels", "class " + std::to_string(label), "one of the " + std::to_string(classes) + ", from 0");
    }
  }
}

void require_pairs(std::span<const std::int32_t> truths, std::span<const std::int32_t> answers) {
  if (truths.size() == answers.size()) return;
  fail("labels", std::to_string(answers.size()) + " answers to " + std::to_string(truths.size()), "one to each");
}

}  // namespace

Tensor one_hot(const Tensor& labels, std::int64_t classes) {
  require_classes(labels.read_indices(), classes);
  Shape shape = labels.shape();
  shape.push_back(classes);
  Tensor result = Tensor::zeros(shape);
  auto rows = as_writable_array<2>(result);
  std::size_t row = 0;
  for (const std::int32_t label : labels.read_indices()) rows(row++, label) = 1.0f;
  return result;
}

double share_right(std::span<const std::int32_t> truths, std::span<const std::int32_t> answers) {
  require_pairs(truths, answers);
  const auto right =
      std::inner_product(truths.begin(), truths.end(), answers.begin(), std::int64_t{0}, std::plus(), std::equal_to());
  return static_cast<double>(right) / static_cast<double>(truths.size());
}

Tensor confusion_counts(std::span<const std::int32_t> truths, std::span<const std::int32_t> answers,
                        std::int64_t classes) {
  require_pairs(truths, answers);
  require_classes(truths, classes);
  require_classes(answers, classes);
  Tensor result = Tensor::zeros({classes, classes});
  auto counts = as_writable_array<2>(result);
  for (std::size_t i = 0; i < truths.size(); ++i) ++counts(truths[i], answers[i]);
  return result;
}

}  // namespace gradlab
