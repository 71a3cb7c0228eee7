// Classes by their numbers, against plain loops.
#include "engine/data/labels.h"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/random.h"

using namespace gradlab;

namespace {

constexpr std::int64_t classes = 4;

std::vector<std::int32_t> some_labels(std::uint64_t seed) {
  Random random(seed);
  std::vector<std::int32_t> labels(60);
  for (std::int32_t& label : labels) label = static_cast<std::int32_t>(random.below(classes));
  return labels;
}

}  // namespace

TEST_CASE("one-hot rows have 1 at their label alone, whatever the axes of the labels") {
  const std::vector<std::int32_t> labels = some_labels(1);
  const Tensor rows = one_hot(Tensor::indices(labels, {20, 3}), classes);
  CHECK(rows.shape() == Shape{20, 3, classes});
  for (std::int64_t i = 0; i < rows.size(); ++i) {
    CHECK(rows.data()[i] == (i % classes == labels[static_cast<std::size_t>(i / classes)] ? 1.0f : 0.0f));
  }
  CHECK(one_hot(Tensor::empty({0}, DType::int32), classes).size() == 0);
  for (const std::int32_t label : {-1, 4}) CHECK_THROWS_AS(one_hot(Tensor::indices(std::vector{label}, {1}), 4), Error);
}

TEST_CASE("the share of right answers and the confusion count every pair once") {
  const std::vector<std::int32_t> truths = some_labels(2), answers = some_labels(3);
  std::vector<float> expected(classes * classes);
  int right = 0;
  for (std::size_t i = 0; i < truths.size(); ++i) {
    ++expected[static_cast<std::size_t>(truths[i] * classes + answers[i])];
    right += truths[i] == answers[i];
  }
  const Tensor counts = confusion_counts(truths, answers, classes);
  CHECK(counts.shape() == Shape{classes, classes});
  CHECK(std::vector<float>(counts.read().begin(), counts.read().end()) == expected);
  CHECK(share_right(truths, answers) == right / 60.0);
  CHECK(std::isnan(share_right({}, {})));
  CHECK_THROWS_AS(share_right(truths, {}), Error);
  CHECK_THROWS_AS(confusion_counts(truths, answers, 3), Error);
}
