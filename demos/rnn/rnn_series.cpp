#include "demos/rnn/rnn_series.h"

#include <algorithm>
#include <cmath>
#include <xtensor/core/xmath.hpp>

#include "demos/files/own_table.h"
#include "engine/core/as_array.h"
#include "engine/core/error.h"
#include "engine/loss/loss.h"

namespace gradlab {

namespace {

enum SeriesStream : std::uint64_t { series_data = 1, series_weights, series_batches, series_dropout, series_fan };

constexpr double train_share = 0.8;
constexpr std::size_t values_before = 300;  // the test part that are read to know where the series stands
constexpr std::size_t known_shown = 80;     // of them
constexpr std::size_t longest_forecast = 200;
constexpr std::int64_t blind_share = 8;  // one step of so many comes too early to be judged

double mean_square(std::span<const float> a, std::span<const float> b) {
  return xt::mean(xt::square(xt::cast<double>(as_array(a)) - xt::cast<double>(as_array(b))))();
}

}  // namespace

std::vector<Param> series_params(const std::vector<Condition>& when) {
  std::vector<std::string> names;
  for (const SeriesEntry& entry : Registry<SeriesEntry>::all()) names.push_back(entry.name);
  names.push_back("file");
  Param series = Param::choice("series", "data", "sine_mixture", names);
  Param length = Param::integer("length", "data", 1000, 100, 10'000).log_scale().in_unit("steps");
  series.when = length.when = when;
  return {series, length};
}

void RnnSeries::build(const Setup& setup) {
  const Values& values = setup.values;
  Random data = setup.random.split(series_data), weights = setup.random.split(series_weights);
  batch_random_ = setup.random.split(series_batches);
  dropout_random_ = setup.random.split(series_dropout);
  fan_random_ = setup.random.split(series_fan);
  const bool own = values.choice("series") == "file";
  const std::vector<float> all =
      own ? series_of(*setup.file).values
          : Registry<SeriesEntry>::find("series", values.choice("series")).make(values.integer("length"), data);
  name_ = own ? target_name(*setup.file) : "";
  split_ = split_series(all, train_share);
  steps_ = std::min(values.integer("steps"), static_cast<std::int64_t>(split_.train.size()) - 1);
  model_.build(values.choice("cell"), values, {}, weights);
  descent_.build(model_.parameters(), values);
  change(setup);
}

void RnnSeries::change(const Setup& setup) {
  descent_.change(setup.values);
  batch_size_ = setup.values.integer("batch_size");
}

// The first steps of a window say too little of the series to foretell anything.
Tensor RnnSeries::loss_of(const SeriesBatch& batch, Context context) const {
  Recurrent::State state;
  const Tensor answers = model_.output(model_.states(batch.inputs, state, context), context);
  const std::int64_t blind = steps_ / blind_share;
  return mse(slice(answers, 0, blind, steps_), batch.targets.rows(blind, steps_));
}

Tensor RnnSeries::step() {
  const SeriesBatch batch = series_windows(split_.train, batch_size_, steps_, batch_random_);
  const Tensor loss = descent_.step([&] { return loss_of(batch, {.training = true, .random = &dropout_random_}); });
  loss_.add(loss);
  ++steps_done_;
  return loss;
}

void RnnSeries::evaluate(Metrics& metrics) {
  const auto set = [&](const char* name, double value) { metrics[name] = Tensor::scalar(static_cast<float>(value)); };
  if (loss_.empty()) {
    Random random = batch_random_;
    set("loss", loss_of(series_windows(split_.train, batch_size_, steps_, random), {}).item());
  } else {
    set("loss", loss_.mean());
  }
  const std::span<const float> test = split_.test;
  set("guessing_loss", mean_square(test.first(test.size() - 1), test.subspan(1)));
}

void RnnSeries::test(Metrics& metrics) {
  const auto set = [&](const char* name, double value) { metrics[name] = Tensor::scalar(static_cast<float>(value)); };
  const Reading reading = read(0);
  set("test_loss", mean_square(std::span(reading.known).subspan(reading.first_test),
                               std::span(reading.foretold).subspan(reading.first_test)));
  // The end of the training part, as long as the test part, and likewise behind values that only lead up to it.
  const std::span<const float> train = split_.train;
  const std::span<const float> last = train.last(std::min(train.size(), values_before + split_.test.size()));
  const std::size_t judged = std::min(split_.test.size(), last.size() - 1);
  Recurrent::State state;
  const std::vector<float> next = one_step(model_, last.first(last.size() - 1), state);
  set("train_loss", mean_square(last.last(judged), std::span(next).last(judged)));
}

double RnnSeries::test_cost() const {
  return static_cast<double>(2 * (values_before + split_.test.size())) / static_cast<double>(samples_per_step());
}

RnnSeries::Reading RnnSeries::read(std::size_t steps_alone) const {
  Reading reading;
  const std::size_t before = std::min(values_before, split_.train.size());
  reading.known.assign(split_.train.end() - static_cast<std::ptrdiff_t>(before), split_.train.end());
  reading.first_test = before;
  Recurrent::State state;
  std::vector<float> next = one_step(model_, reading.known, state);
  const float deviation = static_cast<float>(
      std::sqrt(mean_square(std::span(reading.known).subspan(1), std::span(next).first(before - 1))));
  reading.alone = forecast(model_, next.back(), state, static_cast<std::int64_t>(steps_alone), deviation, fan_random_);
  reading.foretold = {reading.known.front()};
  reading.foretold.insert(reading.foretold.end(), next.begin(), next.end());
  next = one_step(model_, split_.test, state);
  reading.foretold.insert(reading.foretold.end(), next.begin(), next.end() - 1);
  reading.known.insert(reading.known.end(), split_.test.begin(), split_.test.end());
  return reading;
}

void RnnSeries::show(Views& views) {
  if (views.wants("forecast")) show_forecast(views.add("forecast"));
  if (views.wants("gates")) {
    const auto count = static_cast<std::int64_t>(std::min(known_shown, split_.train.size()));
    Recurrent::State state;
    Recurrent::Trace trace;
    const Tensor values = Tensor::from(std::span(split_.train).last(static_cast<std::size_t>(count)), {count, 1, 1});
    const Tensor states = model_.states(values, state, {}, &trace);
    show_gates(views.add("gates"), model_, {states, trace.back()}, count, count);
  }
  if (views.wants("summary")) show_layers(views.add("summary"), {&model_});
}

void RnnSeries::show_forecast(View& view) const {
  const Reading reading = read(std::min(split_.test.size(), longest_forecast));
  const std::size_t first = reading.first_test - std::min(known_shown, reading.first_test - 1);
  const std::size_t last = reading.first_test + reading.alone.path.size();
  const std::size_t offset = split_.train.size() - reading.first_test;
  const auto add = [&](const std::string& name, std::span<const float> values) {
    std::vector<float> numbers;
    for (const float value : values) numbers.push_back(in_units(value));
    view.tensor(name, numbers);
  };
  const auto places = [&](const std::string& name, std::size_t from) {
    std::vector<float> steps;
    for (std::size_t i = from; i < last; ++i) steps.push_back(static_cast<float>(offset + i + 1));
    view.tensor(name, steps);
  };
  places("all", first);
  places("future", reading.first_test);
  add("truth", std::span(reading.known).subspan(first, last - first));
  add("one_step", std::span(reading.foretold).subspan(first, last - first));
  add("alone", reading.alone.path);
  add("low", reading.alone.low);
  add("high", reading.alone.high);
  view.set("x", "axis.time_step").set("y", name_.empty() ? "axis.value" : "=" + name_);
  view.set("series", {{{"label", "forecast.truth"}, {"x", "all"}, {"y", "truth"}, {"role", "reference"}},
                      {{"label", "forecast.one_step"}, {"x", "all"}, {"y", "one_step"}, {"role", "b"}},
                      {{"label", "forecast.alone"}, {"x", "future"}, {"y", "alone"}, {"role", "accent"}}});
  view.set("bands",
           {{{"label", "forecast.fan"}, {"x", "future"}, {"low", "low"}, {"high", "high"}, {"role", "accent"}}});
}

Effect RnnSeries::input(const Json& event) {
  fail("input", "the kind \"" + event.value("kind", "") + "\"", "none: a series is only watched");
}

void RnnSeries::state(Archive& archive) {
  descent_.state(archive);
  loss_.state(archive, "loss");
  archive.field("batches", batch_random_);
  archive.field("dropout", dropout_random_);
  archive.field("steps", steps_done_);
}

std::optional<double> RnnSeries::epoch() const {
  return static_cast<double>(steps_done_ * samples_per_step()) / static_cast<double>(split_.train.size());
}

}  // namespace gradlab
