#include "demos/rnn/rnn_memory.h"

#include <algorithm>

#include "demos/rnn/gates_view.h"
#include "engine/core/error.h"

namespace gradlab {

namespace {

enum TaskStream : std::uint64_t { task_batches = 1, task_examples, first_learner };

constexpr std::int64_t examples = 64, examples_shown = 8;
constexpr float least_norm = 1e-12f;  // so that a gradient that vanished has a place on a logarithmic scale

/// The colour that History gives to the metrics of models side by side, too.
const char* role_of(const std::string& cell) {
  return cell == "gru" ? "a" : cell == "lstm" ? "b" : "c";
}

void set(Metrics& metrics, const std::string& name, double value) {
  metrics[name] = Tensor::scalar(static_cast<float>(value));
}

}  // namespace

// One that learns alone has the same chance as beside the others.
void RnnMemory::build(const Setup& setup) {
  const Values& values = setup.values;
  task_ = MemoryTask(values);
  batch_random_ = setup.random.split(task_batches);
  Random example_random = setup.random.split(task_examples);
  examples_ = task_.batch(examples, example_random);
  learners_.clear();
  const bool all = values.choice("compare") == "all";
  for (std::size_t i = 0; i < cell_names().size(); ++i) {
    const std::string& cell = cell_names()[i];
    if (!all && cell != values.choice("cell")) continue;
    if (cell == values.choice("cell")) watched_ = learners_.size();
    learners_.push_back(std::make_unique<MemoryLearner>(cell, task_, values, setup.random.split(first_learner + i)));
  }
  change(setup);
}

void RnnMemory::change(const Setup& setup) {
  batch_size_ = setup.values.integer("batch_size");
  for (auto& learner : learners_) learner->change(setup.values);
}

Tensor RnnMemory::step() {
  const MemoryBatch batch = task_.batch(batch_size_, batch_random_);
  Tensor losses;
  for (auto& learner : learners_) {
    const Tensor loss = learner->step(batch).detached();
    losses = losses.defined() ? losses + loss : loss;
  }
  return side_by_side() ? scale(losses, 1.0f / static_cast<float>(learners_.size())) : losses;
}

void RnnMemory::evaluate(Metrics& metrics) {
  double loss = 0, accuracy = 0;
  for (const auto& learner : learners_) {
    const MemoryLearner::Score score = learner->score(examples_);
    loss += score.loss / static_cast<double>(learners_.size());
    accuracy += score.accuracy / static_cast<double>(learners_.size());
    if (!side_by_side()) continue;
    set(metrics, learner->model().cell() + "_loss", score.loss);
    set(metrics, learner->model().cell() + "_accuracy", score.accuracy);
  }
  set(metrics, "loss", loss);
  set(metrics, "accuracy", accuracy);
  set(metrics, "guessing_loss", task_.guessing_loss());
}

ForwardPass RnnMemory::forward_pass() const {
  // The last steps answer, so there must be as many.
  ForwardPass pass{.inputs = {{.name = "sequences", .shape = {'T', 'N', task_.features()}}},
                   .least = {{'N', 2}, {'T', task_.answers()}}};
  for (const auto& learner : learners_) {
    const std::string& cell = learner->model().cell();
    pass.outputs.push_back(side_by_side() ? cell + ".answers" : "answers");
    for (const Parameter& parameter : learner->model().parameters()) {
      pass.parameters.push_back({side_by_side() ? cell + "." + parameter.name : parameter.name, parameter.tensor});
    }
  }
  pass.run = [this](const Tensors& x) {
    Tensors answers;
    for (const auto& learner : learners_) answers.push_back(learner->answers(x[0]));
    return answers;
  };
  return pass;
}

void RnnMemory::show(Views& views) {
  if (views.wants("gradients")) show_reach(views.add("gradients"));
  if (views.wants("answers")) show_answers(views.add("answers"));
  if (views.wants("gates")) {
    const RecurrentModel& model = learners_[watched_]->model();
    Recurrent::State state;
    Recurrent::Trace trace;
    const Tensor one = slice(examples_.inputs, 1, 0, 1);
    const Tensor states = model.states(one, state, {}, &trace);
    show_gates(views.add("gates"), model, {states, trace.back()}, task_.steps(), task_.steps());
  }
  if (views.wants("summary")) {
    std::vector<const RecurrentModel*> models;
    for (const auto& learner : learners_) models.push_back(&learner->model());
    show_layers(views.add("summary"), models);
  }
}

void RnnMemory::show_reach(View& view) const {
  Json series = Json::array();
  std::vector<float> steps;
  for (std::int64_t t = 1; t <= task_.steps(); ++t) steps.push_back(static_cast<float>(t));
  view.tensor("steps", steps);
  for (std::size_t i = 0; i < learners_.size(); ++i) {
    const std::string& cell = learners_[i]->model().cell();
    std::vector<float> norms = learners_[i]->gradient_reach(examples_);
    for (float& norm : norms) norm = std::max(norm, least_norm);
    view.tensor(cell, norms);
    series.push_back({{"label", "choice.cell." + cell},
                      {"x", "steps"},
                      {"y", cell},
                      {"role", side_by_side() ? role_of(cell) : "accent"}});
  }
  view.set("x", "axis.time_step").set("y", "axis.gradient_norm").set("log_y", true).set("series", series);
}

void RnnMemory::show_answers(View& view) const {
  Json columns = {"answers.asked", "answers.right"}, rows = Json::array();
  std::vector<Tensor> answers;
  for (const auto& learner : learners_) {
    columns.push_back("choice.cell." + learner->model().cell());
    answers.push_back(learner->answers(examples_.inputs));
  }
  for (std::int64_t n = 0; n < examples_shown; ++n) {
    Json row = {"=" + task_.question(examples_, n), "=" + task_.right_answer(examples_, n)};
    for (const Tensor& each : answers) row.push_back("=" + task_.answer(each, n));
    rows.push_back(std::move(row));
  }
  view.set("columns", columns).set("rows", rows);
}

Effect RnnMemory::input(const Json& event) {
  fail("input", "the kind \"" + event.value("kind", "") + "\"", "none: this task is only watched");
}

void RnnMemory::state(Archive& archive) {
  for (auto& learner : learners_) {
    const Archive::Scope scope(archive, learner->model().cell());
    learner->state(archive);
  }
  archive.field("batches", batch_random_);
}

}  // namespace gradlab
