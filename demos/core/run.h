// One run of one demo: values, experiment, steps, metrics, history, and the way back when it diverges. Knows no clock
// but the one that counts its training seconds, so the page, the headless runner and the tests share it.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "demos/core/experiment.h"
#include "demos/core/history.h"
#include "demos/core/step_profile.h"

namespace gradlab {

class Run {
 public:
  /// Builds `demo` with the initial values and `changes`; refused ones are in `refusals`. Throws what build throws, and
  /// a Refusal where an asset of the demo's is not in `assets`, which outlive the run.
  Run(const Demo& demo, const Json& changes, std::vector<Refusal>& refusals, const Assets* assets = nullptr);

  const Demo& demo() const { return *demo_; }
  const Values& values() const { return values_; }
  const History& history() const { return history_; }
  std::int64_t step() const { return step_; }

  /// What one step came to.
  enum class Outcome { trained, diverged };
  Outcome advance();
  /// Does a piece of the work between steps; advance first does what must be done before.
  Work go_on();
  /// No step can be made, and nothing written down, before more of that work is done.
  bool is_preparing() const { return preparing_; }
  /// What the visitor should know about how training goes, said once.
  std::optional<Refusal> remark() { return experiment_->remark(); }

  /// Metrics now: step, epoch, seconds, samples_per_second, and what the demo evaluates. Those that take long may be
  /// some steps old unless they must be `exact`.
  std::map<std::string, double> metrics(bool exact = true);
  void show(Views& views);
  /// Where the time of the steps after this call goes, and of some before it: what the view `profile` shows.
  Json profile();

  /// Takes what is right in `changes`: live values apply, others build anew. If building throws, everything stays as it
  /// was.
  std::vector<Refusal> change(const Json& changes);
  void reset();
  /// An event of a view; values that it changes apply as by change().
  std::vector<Refusal> input(const Json& event);
  /// Trains on a file of the visitor's: sets the values that Demo::values_of_file gives and builds anew.
  std::vector<Refusal> use_file(OwnFile file);

  std::vector<std::uint8_t> checkpoint();
  /// What training has made of the experiment, and no clock's doing: equal for equal runs.
  std::vector<std::uint8_t> fingerprint();
  /// Goes on from a checkpoint of a run with equal values. Throws [checkpoint]; the run is then as after a reset.
  void restore(std::span<const std::uint8_t> bytes);
  /// Back to the last step at which the loss was sound.
  void go_back();

 private:
  Setup setup(const Values& values) const;
  std::unique_ptr<Experiment> built(const Values& values) const;
  void begin(std::unique_ptr<Experiment> experiment);
  void finish_preparing();
  std::map<std::string, double> record();
  bool test_due() const;
  void test();
  /// All but what the visitor taught, which no way back takes away.
  void state(Archive& archive);
  std::vector<std::uint8_t> sound_state();
  void measure(double took);
  bool diverged(float loss);

  const Demo* demo_;
  Values values_;
  const Assets* assets_;
  std::optional<OwnFile> file_;
  std::unique_ptr<Drawings> drawings_ = std::make_unique<Drawings>();  // in one place, wherever the run is moved
  std::unique_ptr<Experiment> experiment_;
  History history_;
  StepProfile profile_;
  std::int64_t step_ = 0;
  bool preparing_ = false;
  std::map<std::string, double> tested_;  // what the last test came to
  std::int64_t tested_at_ = -1;           // its step, -1 when it no longer holds
  double seconds_ = 0.0, samples_per_second_ = 0.0;
  double window_seconds_ = 0.0, window_samples_ = 0.0;  // since the rate was last taken
  double first_loss_ = 0.0, best_loss_ = 0.0;
  std::vector<std::uint8_t> sound_;  // of the last sound step
};

/// Throws [preset] when the demo has none of that id.
const Preset& find_preset(const Demo& demo, std::string_view id);

/// The demo's views that its values call for now.
std::set<std::string> view_names(const Demo& demo, const Values& values);

}  // namespace gradlab
