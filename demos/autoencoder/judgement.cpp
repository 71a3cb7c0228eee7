#include "demos/autoencoder/judgement.h"

#include <algorithm>
#include <array>

#include "demos/autoencoder/code_map.h"
#include "engine/learn/neighbours.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::int64_t samples_at_once = 100;  // few enough to stay in the cache
constexpr std::uint64_t judging_seed = 11;

double sum_of(const std::vector<float>& numbers) {
  double sum = 0;
  for (const float number : numbers) sum += static_cast<double>(number);
  return sum;
}

void append_codes(Tensor& all, const Tensor& codes, std::int64_t first, std::int64_t count) {
  if (!all.defined()) all = Tensor::empty({count, codes.shape()[1]});
  std::ranges::copy(codes.read(), all.data() + first * codes.shape()[1]);
}

}  // namespace

std::vector<float> squared_errors(const Tensor& a, const Tensor& b) {
  const std::int64_t count = a.shape()[0], width = a.shape().size(1, a.rank());
  const Tensor errors = mean(square(a.viewed_as({count, width}) - b.viewed_as({count, width})), {1});
  return {errors.read().begin(), errors.read().end()};
}

Judgement judged(const CodeLearner& learner, std::int64_t most) {
  const SampleSource& source = learner.source();
  const CodeModel& model = learner.model();
  const std::int64_t count = std::min(most, source.test_count());
  Judgement result;
  Random chance(judging_seed), codes_chance = chance.split(1);
  for (std::int64_t first = 0; first < count; first += samples_at_once) {
    const Dataset batch = source.test(first, std::min(count, first + samples_at_once));
    const Tensor seen = learner.spoilt(batch.inputs, chance);
    const auto size = static_cast<double>(batch.size());
    const CodeLoss parts = learner.loss_of(batch.inputs, seen, codes_chance, false);
    result.loss += size * static_cast<double>(parts.loss.item());
    if (model.variational()) {
      result.reconstruction += size * static_cast<double>(parts.reconstruction.item());
      result.divergence += size * static_cast<double>(parts.divergence.item());
    }
    const Tensor codes = model.encode(seen);
    append_codes(result.codes, codes, first, count);
    const std::vector<float> errors = squared_errors(model.decode(codes), batch.inputs);
    result.restored_errors.insert(result.restored_errors.end(), errors.begin(), errors.end());
    if (learner.spoiling().any()) result.spoilt_error += sum_of(squared_errors(seen, batch.inputs));
    const std::span<const std::int32_t> labels = batch.targets.read_indices();
    result.labels.insert(result.labels.end(), labels.begin(), labels.end());
  }
  result.restored_error = sum_of(result.restored_errors);
  for (double* number :
       {&result.loss, &result.reconstruction, &result.divergence, &result.restored_error, &result.spoilt_error})
    *number /= static_cast<double>(std::max<std::int64_t>(1, count));
  if (count > 1) {
    CodeMap map;
    map.draw_up(result.codes);
    result.map_accuracy = neighbours_agree(map.places(), result.labels);
  }
  return result;
}

double mean_over_test(const CodeLearner& learner, std::int64_t most,
                      const std::function<std::vector<float>(const Tensor& inputs, const Tensor& seen)>& errors) {
  const std::int64_t count = std::min(most, learner.source().test_count());
  Random chance(judging_seed);
  double sum = 0;
  for (std::int64_t first = 0; first < count; first += samples_at_once) {
    const Tensor inputs = learner.source().test(first, std::min(count, first + samples_at_once)).inputs;
    sum += sum_of(errors(inputs, learner.spoilt(inputs, chance)));
  }
  return sum / static_cast<double>(std::max<std::int64_t>(1, count));
}

Tensor test_codes(const CodeLearner& learner, std::int64_t most) {
  const std::int64_t count = std::min(most, learner.source().test_count());
  Tensor all;
  for (std::int64_t first = 0; first < count; first += samples_at_once) {
    const std::int64_t last = std::min(count, first + samples_at_once);
    append_codes(all, learner.model().encode(learner.source().test(first, last).inputs), first, count);
  }
  return all;
}

}  // namespace gradlab
