#include "demos/autoencoder/restored_views.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <string>

#include "demos/core/number_text.h"
#include "demos/core/plain_texts.h"
#include "demos/parts/gallery.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::size_t samples_shown = 10, surprising_shown = 12;
constexpr std::int64_t steps_of_a_walk = 10;
constexpr std::uint64_t spoiling_seed = 12;

/// The test samples at `places`, in that order.
Dataset samples_at(const SampleSource& source, const std::vector<std::int64_t>& places) {
  std::vector<Tensor> inputs;
  std::vector<std::int32_t> labels;
  for (const std::int64_t place : places) {
    const Dataset one = source.test(place, place + 1);
    inputs.push_back(one.inputs);
    labels.push_back(one.targets.read_indices()[0]);
  }
  return {concat(inputs, 0), Tensor::indices(labels, {static_cast<std::int64_t>(labels.size())})};
}

/// Samples [N, D] as inputs are.
Tensor as_inputs(const SampleSource& source, const Tensor& samples) {
  Shape shape = source.shape();
  shape[0] = samples.shape()[0];
  return samples.viewed_as(shape);
}

std::vector<std::string> names_of(const SampleSource& source, const Tensor& labels) {
  std::vector<std::string> names;
  for (const std::int32_t label : labels.read_indices())
    names.push_back("=" + source.class_names()[static_cast<std::size_t>(label)]);
  return names;
}

std::string error_note(double error) {
  return "restored.error= " + short_text(error);
}

/// From 0 to 1, both among them.
std::vector<float> shares_of_way() {
  std::vector<float> shares;
  for (std::int64_t step = 0; step <= steps_of_a_walk; ++step)
    shares.push_back(static_cast<float>(step) / static_cast<float>(steps_of_a_walk));
  return shares;
}

/// Rows between a [1, D] and b [1, D], both among them.
Tensor between(const Tensor& a, const Tensor& b) {
  const Tensor shares = Tensor::from(shares_of_way(), {steps_of_a_walk + 1, 1});
  return a + shares * (b - a);
}

}  // namespace

std::vector<std::int64_t> samples_to_show(const SampleSource& source) {
  std::vector<std::int64_t> firsts, others;
  std::set<std::int32_t> seen;
  const std::int64_t count = std::min(source.test_count(), most_judged);
  const Tensor labels = source.test(0, count).targets;
  for (std::int64_t i = 0; i < count; ++i) {
    const bool first = seen.insert(labels.read_indices()[static_cast<std::size_t>(i)]).second;
    (first ? firsts : others).push_back(i);
  }
  std::ranges::sort(firsts, {}, [&](std::int64_t i) { return labels.read_indices()[static_cast<std::size_t>(i)]; });
  firsts.insert(firsts.end(), others.begin(), others.end());
  firsts.resize(std::min(firsts.size(), samples_shown));
  return firsts;
}

void show_restored(View& view, const CodeLearner& learner, LinearRival& rival, const Judgement& judgement,
                   const std::vector<std::int64_t>& shown, std::size_t marked) {
  const SampleSource& source = learner.source();
  const Dataset originals = samples_at(source, shown);
  Random chance(spoiling_seed);
  const Tensor seen = learner.spoilt(originals.inputs, chance);
  Gallery gallery(view);
  GalleryGroup first{.label = "restored.originals", .captions = names_of(source, originals.targets), .choose = true};
  first.selected = static_cast<std::int64_t>(marked);
  gallery.add_inputs(first, originals.inputs);
  if (learner.spoiling().any())
    gallery.add_inputs({.label = "restored.spoilt", .note = error_note(judgement.spoilt_error)}, seen);
  const Tensor restored = learner.model().decode(learner.model().encode(seen));
  gallery.add_inputs({.label = "restored.restored", .note = error_note(judgement.restored_error)},
                     as_inputs(source, restored));
  if (!rival.found()) return;
  gallery.add_inputs({.label = "restored.linear", .note = error_note(rival.error(learner))},
                     as_inputs(source, rival.restored(seen)));
}

void show_walk(View& view, const CodeLearner& learner, std::int64_t from, std::int64_t to) {
  const SampleSource& source = learner.source();
  const Dataset ends = samples_at(source, {from, to});
  const Tensor codes = learner.model().encode(ends.inputs);
  const Tensor pixels = ends.inputs.viewed_as({2, source.width()});
  Gallery gallery(view);
  gallery.add_inputs({.label = "walk.codes"},
                     as_inputs(source, learner.model().decode(between(codes.rows(0, 1), codes.rows(1, 2)))));
  gallery.add_inputs({.label = "walk.pixels"}, as_inputs(source, between(pixels.rows(0, 1), pixels.rows(1, 2))));
}

void show_errors(View& view, const CodeLearner& learner, const Judgement& judgement) {
  const std::vector<std::string>& names = learner.source().class_names();
  std::vector<float> sums(names.size()), counts(names.size());
  for (std::size_t i = 0; i < judgement.labels.size(); ++i) {
    const auto label = static_cast<std::size_t>(judgement.labels[i]);
    sums[label] += judgement.restored_errors[i];
    ++counts[label];
  }
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] /= std::max(1.0f, counts[i]);
  Json series = {{{"label", "errors.known"}, {"values", "known"}, {"role", "reference"}}};
  if (const std::optional<std::int32_t> left_out = learner.source().left_out()) {
    std::vector<float> unknown(sums.size());
    std::swap(unknown[static_cast<std::size_t>(*left_out)], sums[static_cast<std::size_t>(*left_out)]);
    series.push_back({{"label", "errors.unknown"}, {"values", "unknown"}, {"role", "accent"}});
    view.tensor("unknown", unknown);
  }
  view.tensor("known", sums).set("labels", plain_texts(names)).set("series", series).set("y", "restored.error");
}

void show_surprising(View& view, const CodeLearner& learner, const Judgement& judgement) {
  const SampleSource& source = learner.source();
  std::vector<std::int64_t> order(judgement.restored_errors.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, std::greater(),
                           [&](std::int64_t i) { return judgement.restored_errors[static_cast<std::size_t>(i)]; });
  order.resize(std::min(order.size(), surprising_shown));
  const Dataset worst = samples_at(source, order);
  Gallery gallery(view);
  gallery.add_inputs({.label = "surprising.images", .captions = names_of(source, worst.targets)}, worst.inputs);
  gallery.add_inputs({.label = "restored.restored"},
                     as_inputs(source, learner.model().decode(learner.model().encode(worst.inputs))));
}

void show_comparison(View& view, const CodeLearner& learner, LinearRival& rival, const Judgement& judgement) {
  Json rows = {{"comparison.network", learner.model().latent(), judgement.restored_error, judgement.map_accuracy}};
  if (rival.found()) {
    rows.push_back({"comparison.linear", learner.model().latent(), rival.error(learner), rival.map_accuracy(learner)});
  }
  view.set("columns", {"comparison.method", "comparison.numbers", "restored.error", "metric.map_accuracy"})
      .set("rows", rows);
}

}  // namespace gradlab
