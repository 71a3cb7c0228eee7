#include "demos/mnist_cnn/evaluation.h"

#include <algorithm>

#include "engine/data/labels.h"
#include "engine/loss/loss.h"

namespace gradlab {

namespace {

constexpr std::int64_t images_at_once = 100;  // few enough to stay in the cache
constexpr std::int64_t fewest_tested = 200, most_tested = 10'000;
constexpr std::int64_t multiply_adds_of_a_test = 20'000'000'000;

}  // namespace

std::int64_t images_to_test(std::int64_t multiply_adds_per_image) {
  return std::clamp(multiply_adds_of_a_test / std::max<std::int64_t>(1, multiply_adds_per_image), fewest_tested,
                    most_tested);
}

Evaluation evaluated(const Sequential& model, const ImageSet& set, std::int64_t most) {
  const std::int64_t count = std::min(most, set.size());
  Evaluation result;
  for (std::int64_t first = 0; first < count; first += images_at_once) {
    const Dataset batch = set.at(first, std::min(count, first + images_at_once));
    const Tensor logits = model.forward(batch.inputs), probabilities = softmax(logits), answers = argmax(logits, 1);
    const std::int64_t classes = logits.shape()[1];
    if (!result.probabilities.defined()) result.probabilities = Tensor::empty({count, classes});
    std::copy_n(probabilities.data(), probabilities.size(), result.probabilities.data() + first * classes);
    result.loss += static_cast<double>(cross_entropy(logits, batch.targets).item()) * static_cast<double>(batch.size());
    const std::span<const std::int32_t> answered = answers.read_indices(), truths = batch.targets.read_indices();
    result.answers.insert(result.answers.end(), answered.begin(), answered.end());
    result.labels.insert(result.labels.end(), truths.begin(), truths.end());
  }
  result.loss /= static_cast<double>(count);
  result.accuracy = share_right(result.labels, result.answers);
  return result;
}

}  // namespace gradlab
