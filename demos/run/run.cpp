#include "demos/run/run.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <utility>

#include "demos/files/own_images.h"
#include "demos/run/step_memory.h"
#include "engine/core/error.h"

namespace gradlab {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t steps_between_snapshots = 20;
/// A run that was ended sooner than after this part of the one before, as while a knob is dragged, is not looked back
/// at.
constexpr std::int64_t shortest_former = 10;

/// Whether values call for a file of the visitor's.
bool has_file(const Params& params, const Values& values) {
  return std::ranges::any_of(params.list(), [&](const Param& param) {
    return param.kind == Param::Kind::choice && values.at(param.name) == "file";
  });
}

/// Values that call for a file of the visitor's become those of `otherwise`; true if there were any.
bool drop_files(const Params& params, Values& values, const Values& otherwise) {
  bool any = false;
  for (const Param& param : params.list()) {
    if (param.kind != Param::Kind::choice || values.at(param.name) != "file") continue;
    values.change({{param.name, otherwise.at(param.name)}});
    any = true;
  }
  return any;
}

/// Of the history.
std::map<std::string, double> row_of(std::int64_t step, Experiment& experiment, TestSchedule& tests, bool remote) {
  Metrics metrics;
  experiment.evaluate(metrics);
  std::map<std::string, double> row = read_back(metrics);
  if (tests.due(step, experiment, remote)) {
    tests.test_row(step, experiment);
    row.insert(tests.numbers().begin(), tests.numbers().end());
  }
  return row;
}

void require_assets(const Demo& demo, const Values& values, const Assets* assets) {
  for (const std::string& name : asset_names(demo, values)) {
    if (assets == nullptr || !assets->contains(name)) throw Refusal{"notice.asset_missing", {{"name", name}}};
  }
}

}  // namespace

Run::Run(const Demo& demo, const Json& changes, std::vector<Refusal>& refusals, const Assets* assets)
    : demo_(&demo), values_(demo.params), assets_(assets) {
  refusals = values_.change(changes);
  if (drop_files(demo.params, values_, Values(demo.params))) {  // a link cannot carry a file
    refusals.push_back({"notice.file_not_in_link", Json::object()});
  }
  begin(values_);
}

Setup Run::setup(const Values& values) const {
  const auto seed = static_cast<std::uint64_t>(values.integer("seed"));
  return {values, Random(seed), file_ ? &*file_ : nullptr, assets_, drawings_.get()};
}

std::unique_ptr<Experiment> Run::built(const Values& values) const {
  std::unique_ptr<Experiment> experiment = demo_->make();
  experiment->build(setup(values));
  return experiment;
}

void Run::begin(Values values) {
  require_assets(*demo_, values, assets_);
  require_memory(*demo_, setup(values));
  std::unique_ptr<Experiment> experiment = built(values);
  TestSchedule tests;
  const std::map<std::string, double> first = row_of(0, *experiment, tests, false);
  experiment_ = std::move(experiment);  // only now, when all that may be refused is done
  values_ = std::move(values);
  if (present_) history_ = std::move(present_->history);
  if (shortest_former * history_.last_step() > former_history_.last_step()) former_history_ = history_;
  history_.clear();
  history_.add(0, first);
  profile_ = StepProfile();
  step_ = 0;
  altered_at_ = -1;
  preparing_ = diverged_ = false;
  rate_ = Rate();
  tests_ = tests;
  const bool remote = device() == Device::webgpu;
  remote_.reset();
  moving_ = false;
  health_.begin_anew();
  snapshots_.clear();
  present_.reset();
  target_.reset();
  begin_journal();
  if (remote) start_on(Device::webgpu);
}

Work Run::go_on() {
  const bool was_preparing = std::exchange(preparing_, experiment_->prepare());
  if (was_preparing && !preparing_) tests_.forget();  // what was tested was not prepared yet
  const bool preparing_there = remote_ && !remote_->has_state() && remote_->prepare();
  if (preparing_ || preparing_there) return Work::before;
  return experiment_->go_on() ? Work::beside : Work::none;
}

void Run::finish_preparing() {
  bool prepared = preparing_;
  while ((preparing_ = experiment_->prepare())) prepared = true;
  if (prepared) tests_.forget();
}

ForwardPass Run::forward_pass() {
  finish_preparing();
  return experiment_->forward_pass();
}

std::optional<Refusal> Run::remark() {
  if (lost_) return std::exchange(lost_, std::nullopt);
  return experiment_->remark();
}

Run::Outcome Run::advance() {
  branch();
  finish_preparing();
  if (remote_) return advance_there();
  if (snapshots_.empty()) keep_snapshot();
  const auto began = Clock::now();
  const float loss = profile_.around([this] { return experiment_->step().item(); });
  ++step_;
  measure(std::chrono::duration<double>(Clock::now() - began).count(), 1);
  const Health::Verdict verdict = judge(loss);
  if (verdict == Health::Verdict::diverged) return Outcome::diverged;
  if (history_.due(step_)) record();
  if (step_ % steps_between_snapshots == 0 && verdict == Health::Verdict::sound) keep_snapshot();
  return Outcome::trained;
}

Health::Verdict Run::judge(float loss) {
  const Health::Verdict verdict = health_.judge(experiment_->badness(loss));
  diverged_ = verdict == Health::Verdict::diverged;
  return verdict;
}

void Run::measure(double took, std::int64_t steps) {
  rate_.add(took, static_cast<double>(steps * experiment_->samples_per_step()));
  tests_.rest(took);
}

void Run::record() {
  history_.add(step_, row_of(step_, *experiment_, tests_, remote_ != nullptr));
}

std::vector<Refusal> Run::change(const Json& changes) {
  arrive();
  Values next = values_;
  std::vector<Refusal> refusals = next.change(changes);
  if (!file_ && drop_files(demo_->params, next, values_)) refusals.push_back({"notice.no_file", Json::object()});
  if (has_file(demo_->params, values_) && !has_file(demo_->params, next)) {
    for (const Param& param : demo_->params.list()) {
      if (param.kind == Param::Kind::row && !changes.contains(param.name)) next.change({{param.name, param.initial}});
    }
  }
  bool anew = false, numbers_alone = true, sizes = false;
  Json changed = Json::object();
  for (const Param& param : demo_->params.list()) {
    if (next.at(param.name) == values_.at(param.name)) continue;
    changed[param.name] = next.at(param.name);
    anew = anew || !param.live;
    numbers_alone = numbers_alone && (param.kind == Param::Kind::number || param.kind == Param::Kind::row);
    sizes = sizes || param.kind == Param::Kind::integer;
  }
  if (anew) {
    begin(std::move(next));
  } else if (!changed.empty()) {
    if (sizes) require_memory(*demo_, setup(next));  // of a batch
    branch();
    experiment_->change(setup(next));
    change_there(setup(next), numbers_alone);
    values_ = std::move(next);
    if (step_ > 0) altered_at_ = step_;
    note({.step = step_, .kind = Change::Kind::values, .what = changed.dump()});
    tests_.forget();
    health_.begin_anew();  // another loss, or other data; or a smaller learning rate, which may cure it
    if (!numbers_alone && !snapshots_.empty() && !diverged_) keep_snapshot();  // perhaps of another form
  }
  return refusals;
}

void Run::reset() {
  begin(values_);
}

std::vector<Refusal> Run::input(const Json& event) {
  arrive();
  const Effect effect = experiment_->input(event);
  if (effect.state) {
    branch();
    altered_at_ = step_;
    note({.step = step_,
          .kind = effect.lesson ? Change::Kind::lesson : Change::Kind::edit,
          .what = event.dump(-1, ' ', false, Json::error_handler_t::replace),
          .pad = effect.lesson ? drawings_->pad : Strokes()});
    take_back();
    health_.begin_anew();
  }
  if (!effect.values.is_object() || effect.values.empty()) return {};
  return change(effect.values);
}

std::vector<Refusal> Run::use_file(OwnFile file) {
  std::optional<OwnFile> before = std::move(file_);
  Values next = values_;
  file_ = std::move(file);
  try {
    std::vector<Refusal> refusals = next.change(demo_->values_of_file(*file_));
    begin(std::move(next));
    former_history_.clear();  // of other data
    return refusals;
  } catch (const Refusal& refusal) {
    throw with_size(refusal, *std::exchange(file_, std::move(before)));
  } catch (...) {
    file_ = std::move(before);
    throw;
  }
}

}  // namespace gradlab
