#include "demos/parts/supervised.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

// Streams of chance, so that one knob does not disturb another's numbers.
enum Stream : std::uint64_t { data_stream = 1, split_stream, batch_stream, dropout_stream, prepare_stream };

Json activation_sketch() {
  constexpr int samples = 33;
  std::vector<float> x(samples);
  for (int i = 0; i < samples; ++i)
    x[static_cast<std::size_t>(i)] = -3.0f + 6.0f * static_cast<float>(i) / (samples - 1);
  Json curves = Json::object();
  for (const std::string& name : activation_names()) {
    const Tensor y = activate(name, Tensor::from(x, {samples}));
    curves[name] = std::vector<float>(y.values().begin(), y.values().end());
  }
  return curves;
}

Json schedule_sketch() {
  Json curves = Json::object();
  for (const std::string& name : schedule_names()) {
    for (std::int64_t step = 0; step < 64; ++step)
      curves[name].push_back(Schedule{.name = name, .period = 16}.factor(step));
  }
  return curves;
}

template <typename Entry, typename Take>
std::vector<Json> choices_of(Take&& takes) {
  const std::vector<std::string> names = Registry<Entry>::menu(takes);
  return {names.begin(), names.end()};
}

}  // namespace

std::vector<Param> network_params(std::vector<int> layers, std::string activation, std::vector<Condition> when) {
  Param units = Param::units("layers", "model", std::move(layers), 6);
  Param choice = Param::choice("activation", "model", std::move(activation), activation_names());
  units.when = choice.when = std::move(when);
  choice.sketch = activation_sketch;
  return {units, choice};
}

std::vector<Param> training_params(TrainingDefaults defaults) {
  return {
      Param::number("learning_rate", "training", defaults.learning_rate, 1e-5, 10).log_scale().applies_live(),
      Param::choice("optimizer", "training", defaults.optimizer,
                    Registry<OptimizerEntry>::menu([](const OptimizerEntry&) { return true; }))
          .applies_live(),
      Param::number("momentum", "training", 0, 0, 0.99)
          .applies_live()
          .shown_when("optimizer", choices_of<OptimizerEntry>([](const auto& entry) { return entry.has_momentum; })),
      Param::number("weight_decay", "training", 0.01, 0, 0.5)
          .applies_live()
          .shown_when("optimizer", choices_of<OptimizerEntry>([](const auto& entry) { return entry.decays_weights; })),
      Param::integer("batch_size", "training", defaults.batch_size, 1, 512)
          .log_scale()
          .in_unit("samples")
          .applies_live(),
      Param::choice("schedule", "training", defaults.schedule, schedule_names())
          .applies_live()
          .sketched(schedule_sketch),
      Param::integer("period", "training", 1000, 10, 100000)
          .log_scale()
          .in_unit("steps")
          .applies_live()
          .shown_when("schedule", {"step", "cosine", "warm_up"}),
      Param::number("clip_norm", "training", defaults.clip_norm, 0, 10).applies_live()};
}

std::vector<Param> training_params(const std::string& prefix, TrainingDefaults defaults) {
  std::vector<Param> params = training_params(std::move(defaults));
  std::erase_if(params, [](const Param& param) { return param.name == "batch_size"; });
  for (Param& param : params) {
    param.term = param.name;
    param.name = prefix + "_" + param.name;
    param.group = prefix;
    for (Condition& condition : param.when) condition.name = prefix + "_" + condition.name;
  }
  return params;
}

std::vector<Param> penalty_params() {
  return {Param::number("l1", "regularization", 0, 0, 0.1).applies_live(),
          Param::number("l2", "regularization", 0, 0, 0.1).applies_live()};
}

Sequential feed_forward(const std::vector<int>& units, const std::string& activation_name, float dropout,
                        std::int64_t outputs) {
  Sequential model;
  for (const int count : units) {
    model.add(dense(count, rectifies(activation_name) ? Initializer::he_normal : Initializer::glorot_uniform))
        .add(activation(activation_name));
    if (dropout > 0) model.add(dropout_layer(dropout));
  }
  model.add(dense(outputs));
  return model;
}

void Learner::build(Sequential model, Split data, Loss loss, const Setup& setup) {
  model_ = std::move(model);
  data_ = std::move(data);
  loss_ = std::move(loss);
  random_ = setup.random.split(dropout_stream);
  batch_random_ = setup.random.split(batch_stream);
  prepare_random_ = setup.random.split(prepare_stream);
  begin_epochs(setup.values.integer("batch_size"));
  descent_.build(model_.parameters(), setup.values);
  buffers_ = model_.buffers();
  change(setup.values);
}

void Learner::change(const Values& values) {
  descent_.change(values);
  if (batch_size_ != values.integer("batch_size")) {
    batch_size_ = values.integer("batch_size");
    batches_.set_batch_size(batch_size_);
  }
}

void Learner::set_data(Split data) {
  const Batches::Position position = batches_.position();
  data_ = std::move(data);
  begin_epochs(batch_size_);
  batches_.set_position({position.epoch, 0});
}

void Learner::begin_epochs(std::int64_t batch_size) {
  batches_ = data_.train.size() > 0 ? Batches(data_.train, batch_size, batch_random_) : Batches();
}

Tensor Learner::step() {
  if (data_.train.size() == 0) throw Refusal{"notice.no_samples", Json::object()};
  Dataset batch = batches_.next();
  if (prepare_) batch = prepare_(batch, prepare_random_);
  return descent_.step(
      [&] { return loss_(model_.forward(batch.inputs, {.training = true, .random = &random_}), batch.targets); });
}

void Learner::state(Archive& archive) {
  descent_.state(archive);
  archive.field("model", buffers_);
  archive.field("batches", batches_);
  archive.field("dropout", random_);
  archive.field("augmentation", prepare_random_);
}

std::vector<Param> toy_params(ToyEntry::Kind kind, ToyDefaults defaults) {
  std::vector<std::string> names = Registry<ToyEntry>::menu([&](const ToyEntry& toy) { return toy.kind == kind; });
  names.insert(names.end(), {"own_points", "file"});
  const auto drawn = [&](const ToyEntry& toy) { return toy.kind == kind && !toy.fixed; };
  std::vector<Param> params = {Param::choice("data", "data", std::move(defaults.data), std::move(names))};
  if (kind == ToyEntry::Kind::classification) {
    params.push_back(
        Param::integer("classes", "data", 3, 2, 6).shown_when("data", choices_of<ToyEntry>([](const ToyEntry& toy) {
                                                                return toy.any_classes;
                                                              })));
  }
  params.push_back(Param::integer("count", "data", defaults.count, defaults.fewest, 1000)
                       .in_unit("samples")
                       .shown_when("data", choices_of<ToyEntry>(drawn)));
  params.push_back(
      Param::number("noise", "data", defaults.noise, 0, 0.5).shown_when("data", choices_of<ToyEntry>(drawn)));
  return params;
}

Samples toy_samples(const Setup& setup, bool labels) {
  const Values& values = setup.values;
  const Json& points = values.at("points");
  Samples samples;
  samples.drawn = static_cast<std::int64_t>(points.size());
  std::vector<float> inputs, targets;
  std::vector<std::int32_t> classes;
  std::int64_t width = labels ? 2 : 1;
  if (values.choice("data") != "own_points") {
    Random random = setup.random.split(data_stream);
    ToyArguments arguments{.count = values.integer("count"), .noise = values.real("noise")};
    if (labels) arguments.classes = values.integer("classes");
    const Dataset toy = Registry<ToyEntry>::find("data", values.choice("data")).make(arguments, random);
    inputs.assign(toy.inputs.values().begin(), toy.inputs.values().end());
    if (labels) classes.assign(toy.targets.indices(), toy.targets.indices() + toy.targets.size());
    if (!labels) targets.assign(toy.targets.values().begin(), toy.targets.values().end());
  }
  for (const Json& point : points) {
    inputs.push_back(point[0].get<float>());
    (labels ? inputs : targets).push_back(point[1].get<float>());
    if (labels) classes.push_back(point.size() > 2 ? point[2].get<std::int32_t>() : 0);
  }
  const std::int64_t count = static_cast<std::int64_t>(inputs.size()) / width;
  samples.data.inputs = Tensor::from(inputs, {count, width});
  samples.data.targets = labels ? Tensor::indices(classes, {count}) : Tensor::from(targets, {count, 1});
  return samples;
}

Split split_samples(const Samples& samples, const Setup& setup) {
  const std::int64_t given = samples.data.size() - samples.drawn;
  std::vector<std::int32_t> order(static_cast<std::size_t>(given));
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::int32_t>(i);
  Split split =
      gradlab::split(samples.data.at(order), setup.values.real("train_share"), setup.random.split(split_stream));
  for (std::int64_t i = given; i < samples.data.size(); ++i)
    split.train_indices.push_back(static_cast<std::int32_t>(i));
  split.train = samples.data.at(split.train_indices);
  return split;
}

Dataset first(const Dataset& data, std::int64_t most) {
  if (data.size() <= most) return data;
  return {data.inputs.rows(0, most), data.targets.rows(0, most)};
}

Json changed_points(const Json& points, const Json& event) {
  const std::string kind = event.value("kind", "");
  if (kind == "clear") return Json::array();
  if (kind != "points" || !event.contains("points") || !event["points"].is_array()) return {};
  Json all = points;
  for (Json point : event["points"]) {
    for (Json& number : point) {
      if (number.is_number_float()) number = link_decimals(number.get<double>());
    }
    all.push_back(std::move(point));
  }
  return all;
}

}  // namespace gradlab
