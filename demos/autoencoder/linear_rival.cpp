#include "demos/autoencoder/linear_rival.h"

#include <algorithm>

#include "demos/autoencoder/judgement.h"
#include "engine/learn/neighbours.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

// Enough for a few directions, and few enough for a round to take milliseconds.
constexpr std::int64_t most_searched = 2000, most_numbers_searched = 4'000'000;

Tensor rows_of(const Tensor& inputs) {
  return inputs.viewed_as({inputs.shape()[0], inputs.shape().size(1, inputs.rank())});
}

}  // namespace

void LinearRival::begin() {
  search_.reset();
  components_.reset();
  error_.reset();
  map_accuracy_.reset();
}

bool LinearRival::go_on(const CodeLearner& learner) {
  if (found()) return false;
  if (!search_) {
    const SampleSource& source = learner.source();
    const Dataset& all = source.train_indices();
    const std::int64_t most =
        std::min(most_searched, std::max<std::int64_t>(1, most_numbers_searched / source.width()));
    const Tensor samples = rows_of(source.train(all.inputs.rows(0, std::min(most, all.size()))).inputs);
    search_.emplace(samples, std::min(learner.model().latent(), source.width()));
    return true;
  }
  if (search_->advance()) return true;
  components_ = search_->found();
  search_.reset();
  return false;
}

double LinearRival::error(const CodeLearner& learner) {
  if (!error_) {
    error_ = mean_over_test(learner, most_judged, [&](const Tensor& inputs, const Tensor& seen) {
      return squared_errors(restored(seen), inputs);
    });
  }
  return *error_;
}

double LinearRival::map_accuracy(const CodeLearner& learner) {
  if (!map_accuracy_) {
    const Dataset samples = learner.source().test(0, std::min(most_judged, learner.source().test_count()));
    const Tensor places = slice(codes(samples.inputs), 1, 0, 2);
    map_accuracy_ = neighbours_agree(places, samples.targets.read_indices());
  }
  return *map_accuracy_;
}

Tensor LinearRival::codes(const Tensor& inputs) const {
  return places_of(*components_, rows_of(inputs));
}

Tensor LinearRival::restored(const Tensor& inputs) const {
  return points_at(*components_, codes(inputs));
}

}  // namespace gradlab
