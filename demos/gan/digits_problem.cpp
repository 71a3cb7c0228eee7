#include "demos/gan/digits_problem.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "demos/parts/image_data.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

enum ProblemStream : std::uint64_t { problem_judge = 21, problem_batches };

constexpr std::int64_t measured_of_each = 40;  // that made ones are measured by

}  // namespace

Tensor one_hot(const Tensor& digits) {
  Tensor result = Tensor::zeros({digits.size(), DigitsProblem::classes});
  float* row = result.data();
  for (const std::int32_t digit : digits.read_indices()) {
    row[digit] = 1.0f;
    row += DigitsProblem::classes;
  }
  return result;
}

Tensor digits_in_rows(std::int64_t each) {
  std::vector<std::int32_t> digits;
  for (std::int64_t digit = 0; digit < DigitsProblem::classes; ++digit) {
    digits.insert(digits.end(), static_cast<std::size_t>(each), static_cast<std::int32_t>(digit));
  }
  return Tensor::indices(digits, {DigitsProblem::classes * each});
}

void DigitsProblem::build(const Setup& setup) {
  images_ = images_of(setup);
  batches_ =
      Batches(places_of(images_->train), setup.values.integer("batch_size"), setup.random.split(problem_batches));
  judge_.build(images_, setup.random.split(problem_judge));
  real_ = {};
}

Dataset DigitsProblem::next() {
  const Dataset places = batches_.next();
  return images_->train.data->at(places.inputs.read_indices());
}

Shape DigitsProblem::shape() const {
  const ImageData& data = *images_->train.data;
  return {0, data.height, data.width, data.channels};
}

Tensor DigitsProblem::held_out(std::int64_t each) const {
  const ImageSet& test = images_->test;
  std::vector<std::int32_t> chosen;
  for (std::int32_t digit = 0; digit < classes; ++digit) {
    std::int64_t count = 0;
    for (const std::int32_t index : test.indices) {
      if (count == each) break;
      if (test.data->labels[static_cast<std::size_t>(index)] != digit) continue;
      chosen.push_back(index);
      ++count;
    }
  }
  return test.data->at(chosen).inputs;
}

DigitsProblem::Spread DigitsProblem::spread_of(const Tensor& features) {
  const std::int64_t count = features.shape()[0], width = features.shape()[1];
  const std::span<const float> numbers = features.read();
  Spread spread{std::vector<double>(static_cast<std::size_t>(width)),
                std::vector<double>(static_cast<std::size_t>(width))};
  for (std::int64_t column = 0; column < width; ++column) {
    double sum = 0, squares = 0;
    for (std::int64_t row = 0; row < count; ++row) {
      const auto number = static_cast<double>(numbers[static_cast<std::size_t>(row * width + column)]);
      sum += number, squares += number * number;
    }
    const double mean = sum / static_cast<double>(count);
    spread.mean[static_cast<std::size_t>(column)] = mean;
    spread.deviation[static_cast<std::size_t>(column)] =
        std::sqrt(std::max(0.0, squares / static_cast<double>(count) - mean * mean));
  }
  return spread;
}

DigitsProblem::Measures DigitsProblem::measure(const Tensor& made, const Tensor& wanted) const {
  if (real_.mean.empty()) real_ = spread_of(judge_.features(held_out(measured_of_each)));
  const Spread found = spread_of(judge_.features(made));
  double apart = 0, whole = 0;
  for (std::size_t i = 0; i < found.mean.size(); ++i) {
    const double means = found.mean[i] - real_.mean[i], deviations = found.deviation[i] - real_.deviation[i];
    apart += means * means + deviations * deviations;
    whole += real_.deviation[i] * real_.deviation[i];
  }
  Measures measures{.divergence = apart / std::max(whole, 1e-12),
                    .shares = std::vector<float>(classes),
                    .probabilities = judge_.probabilities(made)};
  const Tensor answers = argmax(measures.probabilities, 1);
  const std::span<const std::int32_t> digits = wanted.read_indices(), seen = answers.read_indices();
  const auto count = static_cast<double>(digits.size());
  std::int64_t good = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    good += measures.is_judged(static_cast<std::int64_t>(i), digits[i]);
    measures.shares[static_cast<std::size_t>(seen[i])] += static_cast<float>(1 / count);
  }
  measures.judged = static_cast<double>(good) / count;
  return measures;
}

bool DigitsProblem::Measures::is_judged(std::int64_t index, std::int64_t digit) const {
  return probabilities.defined() &&
         probabilities.read()[static_cast<std::size_t>(index * classes + digit)] > DigitsJudge::sure;
}

}  // namespace gradlab
