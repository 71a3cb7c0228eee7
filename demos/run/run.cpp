#include "demos/run/run.h"

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <optional>
#include <utility>

#include "demos/files/own_images.h"
#include "engine/core/error.h"

namespace gradlab {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t steps_between_sound_states = 20;
constexpr double seconds_per_rate = 0.1;
constexpr double test_share = 0.1;  // of the time that training takes

bool holds(const std::vector<Condition>& conditions, const Values& values) {
  return std::all_of(conditions.begin(), conditions.end(), [&](const Condition& condition) {
    const Json& value = values.at(condition.name);
    return std::find(condition.values.begin(), condition.values.end(), value) != condition.values.end();
  });
}

std::map<std::string, double> read_back(const Metrics& metrics) {
  std::map<std::string, double> numbers;
  for (const auto& [name, tensor] : metrics) numbers[name] = tensor.item();
  return numbers;
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

void require_assets(const Demo& demo, const Assets* assets) {
  for (const std::string& name : demo.assets) {
    if (assets == nullptr || !assets->contains(name)) throw Refusal{"notice.asset_missing", {{"name", name}}};
  }
}

}  // namespace

std::set<std::string> view_names(const Demo& demo, const Values& values) {
  std::set<std::string> names;
  for (const ViewSpec& view : demo.views) {
    if (holds(view.when, values)) names.insert(view.name);
  }
  return names;
}

const Preset& find_preset(const Demo& demo, std::string_view id) {
  for (const Preset& preset : demo.presets) {
    if (preset.id == id) return preset;
  }
  fail("preset", id, "a preset of " + demo.name);
}

Run::Run(const Demo& demo, const Json& changes, std::vector<Refusal>& refusals, const Assets* assets)
    : demo_(&demo), values_(demo.params), assets_(assets) {
  require_assets(demo, assets);
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
  experiment_ = built(values);
  values_ = std::move(values);
  history_.clear();
  profile_ = StepProfile();
  step_ = 0;
  preparing_ = false;
  seconds_ = samples_per_second_ = window_seconds_ = window_samples_ = 0.0;
  tested_at_ = -1;
  tested_row_ = 0;
  const bool remote = device() == Device::webgpu;
  remote_.reset();  // its memory first
  moving_ = false;
  record();
  health_.begin_anew();
  sound_.clear();
  if (remote) start_on(Device::webgpu);
}

Work Run::go_on() {
  preparing_ = experiment_->prepare();
  const bool preparing_there = remote_ && !handed_over_ && remote_->prepare();
  if (preparing_ || preparing_there) return Work::before;
  return experiment_->go_on() ? Work::beside : Work::none;
}

void Run::finish_preparing() {
  while ((preparing_ = experiment_->prepare())) continue;
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
  finish_preparing();
  if (remote_) return advance_there();
  if (sound_.empty()) sound_ = sound_state();
  const auto began = Clock::now();
  const float loss = profile_.around([this] { return experiment_->step().item(); });
  ++step_;
  measure(std::chrono::duration<double>(Clock::now() - began).count(), 1);
  const Health::Verdict verdict = judge(loss);
  if (verdict == Health::Verdict::diverged) return Outcome::diverged;
  if (history_.due(step_)) record();
  if (step_ % steps_between_sound_states == 0 && verdict == Health::Verdict::sound) sound_ = sound_state();
  return Outcome::trained;
}

Health::Verdict Run::judge(float loss) {
  return health_.judge(experiment_->badness(loss));
}

// Clocks in browsers are coarse, so a rate is taken over many steps.
void Run::measure(double took, std::int64_t steps) {
  seconds_ += took;
  rested_ += took;
  window_seconds_ += took;
  window_samples_ += static_cast<double>(steps * experiment_->samples_per_step());
  if (window_seconds_ < seconds_per_rate && seconds_ > window_seconds_) return;  // the first window is read as it grows
  if (window_seconds_ > 0) samples_per_second_ = window_samples_ / window_seconds_;
  if (window_seconds_ >= seconds_per_rate) window_seconds_ = window_samples_ = 0;
}

void Run::record() {
  Metrics metrics;
  experiment_->evaluate(metrics);
  std::map<std::string, double> row = read_back(metrics);
  if (test_due()) {
    tested_row_ = step_;
    test();
    row.insert(tested_.begin(), tested_.end());
  }
  history_.add(step_, row);
}

// At first often, then at every so many steps that testing takes its share of the time; powers of two, because those
// rows of the history last. Where a remote device trains, a step's time says nothing of that of a test.
bool Run::test_due() const {
  if (step_ == 0) return true;
  if (remote_ && rested_ < test_took_ / test_share) return false;
  const auto rarest = std::bit_ceil(static_cast<std::uint64_t>(std::max(1.0, experiment_->test_cost() / test_share)));
  const auto spacing = static_cast<std::int64_t>(
      std::min(rarest, std::bit_floor(static_cast<std::uint64_t>(std::max<std::int64_t>(1, step_ / 4)))));
  return step_ / spacing > tested_row_ / spacing;
}

void Run::test() {
  if (tested_at_ == step_) return;
  const auto began = Clock::now();
  Metrics metrics;
  experiment_->test(metrics);
  tested_ = read_back(metrics);
  tested_at_ = step_;
  test_took_ = std::chrono::duration<double>(Clock::now() - began).count();
  rested_ = 0.0;
}

std::map<std::string, double> Run::metrics(bool exact) {
  Metrics metrics;
  experiment_->evaluate(metrics);
  if (exact || tested_at_ < 0) test();
  std::map<std::string, double> numbers = read_back(metrics);
  numbers.insert(tested_.begin(), tested_.end());
  numbers["step"] = static_cast<double>(step_);
  numbers["seconds"] = seconds_;
  numbers["samples_per_second"] = samples_per_second_;
  const std::optional<double> epoch = experiment_->epoch();
  if (!epoch) return numbers;
  numbers["epoch"] = *epoch;
  if (const auto samples = static_cast<double>(experiment_->samples_per_epoch());
      samples > 0 && samples_per_second_ > 0) {
    numbers["epoch_seconds_left"] = (1.0 - (*epoch - std::floor(*epoch))) * samples / samples_per_second_;
  }
  return numbers;
}

void Run::show(Views& views) {
  experiment_->show(views);
  show_history(views, history_, {"loss", "accuracy", demo_->progress.metric});
  if (!views.wants("profile")) return;
  View& view = views.add("profile");
  const Json now = profile();
  for (const auto& [option, value] : now.items()) view.set(option, value);
}

Json Run::profile() {
  profile_.look();
  return profile_.to_json(remote_ != nullptr);
}

std::vector<Refusal> Run::change(const Json& changes) {
  Values next = values_;
  std::vector<Refusal> refusals = next.change(changes);
  if (!file_ && drop_files(demo_->params, next, values_)) refusals.push_back({"notice.no_file", Json::object()});
  bool anew = false, any = false, numbers_alone = true;
  for (const Param& param : demo_->params.list()) {
    if (next.at(param.name) == values_.at(param.name)) continue;
    any = true;
    anew = anew || !param.live;
    numbers_alone = numbers_alone && param.kind == Param::Kind::number;
  }
  if (anew) {
    begin(std::move(next));
  } else if (any) {
    experiment_->change(setup(next));
    change_there(setup(next), numbers_alone);
    values_ = std::move(next);
    tested_at_ = -1;
    health_.begin_anew();  // another loss, or other data; or a smaller learning rate, which may cure it
  }
  return refusals;
}

void Run::reset() {
  begin(values_);
}

std::vector<Refusal> Run::input(const Json& event) {
  const Effect effect = experiment_->input(event);
  if (effect.state) {
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
    return refusals;
  } catch (const Refusal& refusal) {
    throw with_size(refusal, *std::exchange(file_, std::move(before)));
  } catch (...) {
    file_ = std::move(before);
    throw;
  }
}

}  // namespace gradlab
