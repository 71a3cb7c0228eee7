// One run of one demo: values, experiment, steps, metrics, history, and the way back when it diverges. Knows no clock
// but the one that counts its training seconds, so the page, the headless runner and the tests share it.
//
// What is looked at is always on the host. While a run trains on a remote device, a second experiment makes the steps
// there, and the first is a mirror of it, brought up to date by checkpoints that come back when somebody wants to know:
// for views and metrics, to be kept, to change devices, and to go on from when the remote device fails.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "demos/core/experiment.h"
#include "demos/run/health.h"
#include "demos/run/history.h"
#include "demos/run/journal.h"
#include "demos/run/rate.h"
#include "demos/run/remote_training.h"
#include "demos/run/situation.h"
#include "demos/run/snapshots.h"
#include "demos/run/step_profile.h"
#include "demos/run/test_schedule.h"

namespace gradlab {

/// What is left of the work that is done between steps.
enum class Work {
  none,
  before,  ///< no step until it is done
  beside   ///< while it trains or is paused
};

class Run {
 public:
  /// Builds `demo` with the initial values and `changes`; refused ones are in `refusals`. Throws what build throws, and
  /// a Refusal where an asset that the values need is not in `assets`, which outlive the run.
  Run(const Demo& demo, const Json& changes, std::vector<Refusal>& refusals, const Assets* assets = nullptr);

  const Demo& demo() const { return *demo_; }
  const Values& values() const { return values_; }
  const History& history() const { return history_; }
  /// The step of all that can be seen.
  std::int64_t step() const { return step_; }
  /// The step that training has been brought to; a remote device may still be at work on it.
  std::int64_t steps() const { return is_behind() ? remote_->steps() : step_; }
  /// The step at which something was last changed of which its values do not tell when, so that training them anew does
  /// not repeat it; -1 where nothing was.
  std::int64_t altered_at() const { return altered_at_; }

  /// What one step came to. Waiting: none was made, as the remote device has enough to do.
  enum class Outcome { trained, waiting, diverged };
  Outcome advance();
  /// Does a piece of the work between steps; advance first does what must be done before.
  Work go_on();
  /// Nothing can be written down before more of that work is done.
  bool is_preparing() const { return preparing_; }
  /// What the visitor should know about how training goes, said once.
  std::optional<Refusal> remark();

  /// Goes on on `device`, cpu or webgpu. From webgpu it makes no step before the last one has come back, and has
  /// arrived when is_moving() is false. Throws what build throws, and a Refusal where the demo cannot train there; it
  /// then stays where it is.
  void use(Device device);
  /// The same for a run that was just begun, which trains on the cpu if it cannot there, and remarks on it.
  void start_on(Device device);
  /// Where it trains, or will when it has moved.
  Device device() const { return remote_ && !moving_ ? Device::webgpu : Device::cpu; }
  bool is_moving() const { return moving_; }
  /// The remote device is of no use any more: goes on on the cpu from step(), and remarks on it by the text
  /// notice.gpu.<fault>. Does nothing where it is on the cpu.
  void lose(const std::string& fault, const std::string& message);
  /// Steps that the remote device has not worked off.
  std::int64_t in_flight() const { return remote_ ? remote_->in_flight() : 0; }
  /// step() is not steps().
  bool is_behind() const { return remote_ && remote_->has_state() && remote_->steps() > step_; }
  /// Asks for what is not seen yet, unless that is on its way.
  void catch_up();
  /// Takes what has come back since: waiting if there is nothing new to be seen.
  Outcome listen();

  /// Metrics now: step, epoch where there are any, seconds, samples_per_second, and what the demo evaluates. Those that
  /// take long may be some steps old unless they must be `exact`.
  std::map<std::string, double> metrics(bool exact = true);
  /// What has become of it, since something was last changed.
  Situation situation() const;
  /// Only what the values call for: who asks may have seen others.
  void show(Views& views);
  Json row_inputs() const { return experiment_->row_inputs(); }
  /// What the model computes, to be traced before the run is changed.
  ForwardPass forward_pass();
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

  /// A safetensors file, see checkpoint.h. It tells the demo, the values as JSON, the seed, the step, and the build.
  std::vector<std::uint8_t> checkpoint();
  /// What training has made of the experiment, and no clock's doing: equal for equal runs.
  std::vector<std::uint8_t> fingerprint();
  /// The model's parameters and running moments, by their paths, as a safetensors file: "blocks.0.query.weight". Throws
  /// a Refusal where there is no model.
  std::vector<std::uint8_t> weights();
  /// Takes over those of such a file, from whichever program, and goes on training from them; all of them, or none and
  /// throws a Refusal that names what does not fit, or [safetensors].
  void use_weights(std::span<const std::uint8_t> file);
  /// What it has learned and what the visitor drew, in few bytes: numbers in 8 or 16 `bits`, without what the optimiser
  /// keeps and without the history. Throws [rounded] where numbers are none.
  std::vector<std::uint8_t> rounded(int bits);
  /// Goes on from there; of a run that was just begun with equal values. Throws [rounded] or [checkpoint], and then
  /// begins again.
  void use_rounded(std::span<const std::uint8_t> bytes);
  /// Goes on from a checkpoint of a run with equal values. Throws [checkpoint] or [safetensors]; the run then stays as
  /// it was.
  void restore(std::span<const std::uint8_t> file);
  /// Back to the last step at which the loss was sound. What the visitor changed since is then changed there: where the
  /// optimiser is another, it begins with what it keeps of the gradients at zero.
  void go_back();

  /// The steps that one can look back to, which is as far as it remembers, and whether one does.
  struct Course {
    std::int64_t first = 0, last = 0;
    bool away = false;  ///< what is seen is of the past, and `last` waits
    bool kept = false;  ///< of some steps, made on a remote device, only moments that were kept can be seen
  };
  Course course() const;
  /// The memory that it costs to look back.
  std::size_t bytes_of_past() const;
  /// Makes `step` what is seen, or the nearest before it that can be: from a snapshot on the same steps are made again,
  /// by go_there, or none are where `near` is enough. The present is put aside. Not while it is_behind().
  void go_to(std::int64_t step, bool near = false);
  bool is_going() const { return target_.has_value(); }
  /// Makes a step of the way; false where it has arrived.
  bool go_there();
  void return_to_present();
  /// What is seen becomes the present, and all that was behind it is forgotten. Whoever trains or changes something in
  /// the past does so, too.
  void branch();

 private:
  /// The views that draw the history: loss, accuracy, progress, and line charts that are called as a metric is.
  std::set<std::string> charts() const;
  Setup setup(const Values& values) const;
  std::unique_ptr<Experiment> built(const Values& values) const;
  void begin(Values values);
  void finish_preparing();
  Outcome advance_there();
  /// The remote experiment goes on from what experiment_ is: at its next step, and at once.
  void take_back();
  void hand_over();
  void give_up(const std::exception& error);
  void change_there(const Setup& setup, bool numbers_alone);
  void leave();
  void record();
  void experiment_state(Archive& archive);
  void numbers_state(Archive& archive);
  /// Both: all but what the visitor taught, which no way back takes away, and the history, which knows its steps.
  void state(Archive& archive);
  void whole_state(Archive& archive);
  using Part = void (Run::*)(Archive&);
  /// In memory that goes to snapshots_ again.
  StateDict written(Part part);
  /// All of it, or nothing where it throws.
  void read(const StateDict& from, Part part);
  void keep_snapshot();
  void arrive_at(std::int64_t step);
  void take_weights(std::span<const std::uint8_t> file);
  /// What comes from now on is written into a journal of its own.
  void begin_journal();
  /// Goes all of the way that is left.
  void arrive();
  void note(Change change);
  void note_device(Device device);
  void make_again(const Change& change);
  void leave_present();
  void rewind(const Snapshot& to);
  /// To a state that was written under these values.
  void bring_to(const StateDict& state, Values values);
  void show_history_so_far();
  void measure(double took, std::int64_t steps);
  Health::Verdict judge(float loss);

  const Demo* demo_;
  Values values_;
  const Assets* assets_;
  std::optional<OwnFile> file_;
  std::unique_ptr<Drawings> drawings_ = std::make_unique<Drawings>();  // in one place, wherever the run is moved
  std::unique_ptr<Experiment> experiment_;                             // on the host
  std::unique_ptr<RemoteTraining> remote_;                             // while it trains elsewhere
  bool moving_ = false;                                                // to the host
  std::optional<Refusal> lost_;                                        // until it has been remarked on
  History history_;
  History former_history_;  // of the run before this one, to compare with
  StepProfile profile_;
  std::int64_t step_ = 0, altered_at_ = -1;
  bool preparing_ = false;
  TestSchedule tests_;
  Rate rate_;
  Health health_;
  bool diverged_ = false;    // at the last step: not a state to come back to
  Snapshots snapshots_;      // of sound steps, and memory for all that is written down
  Journal journal_;          // of what was done between them
  std::size_t changes_ = 0;  // of the journal, that are made in what is seen
  /// Where training stands while one looks at the past.
  struct Present {
    StateDict state;
    std::int64_t step = 0, altered_at = -1;
    Values values;
    std::vector<Drawings::Lesson> lessons;
    History history;
    TestSchedule tests;
    bool diverged = false;
  };
  std::optional<Present> present_;
  std::optional<std::int64_t> target_;  // of the way that is still to go
};

/// Throws [preset] when the demo has none of that id.
const Preset& find_preset(const Demo& demo, std::string_view id);

/// The page's own files that the demo needs under `values`.
std::vector<std::string> asset_names(const Demo& demo, const Values& values);
/// The demo's views that its values call for now.
std::set<std::string> view_names(const Demo& demo, const Values& values);

}  // namespace gradlab
