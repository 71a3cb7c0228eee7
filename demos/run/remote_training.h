// Training on a remote device: an experiment there that does nothing but steps, and what comes back of it without
// waiting.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "demos/core/experiment.h"
#include "demos/run/snapshots.h"

namespace gradlab {

class RemoteTraining {
 public:
  /// `build` is called with the remote device as the default one.
  explicit RemoteTraining(const std::function<std::unique_ptr<Experiment>()>& build);

  /// As Experiment::prepare.
  bool prepare();
  /// Goes on from step `step`, for which Experiment::state has written `state`.
  void restore(const StateDict& state, std::int64_t step);
  /// Takes over values that apply live.
  void change(const Setup& setup);

  /// Hands one step over to the device, and asks for its loss unless an earlier one is on its way.
  void step();
  /// At which step it is, the ones that are not worked off included.
  std::int64_t steps() const { return steps_; }
  /// What it has worked off since the last call, about, and how long it was at work; nothing where it was not.
  struct Done {
    double seconds = 0;
    std::int64_t steps = 0;
  };
  std::optional<Done> done();
  /// Steps that are not.
  std::int64_t in_flight() const;

  /// Asks for the state at the step at which it is, unless one is on its way, in memory that `snapshots` have to spare.
  void ask(Snapshots& snapshots);
  /// Nothing that has been asked for comes any more.
  void forget();
  /// Nor does it go on from what it is: from a state that it must be given first.
  void forget_state();
  bool has_state() const { return has_state_; }
  struct Arrival {
    std::int64_t step = 0;
    float loss = 0;                  ///< on the step's batch
    std::optional<StateDict> state;  ///< as Experiment::state writes it; none where only the loss was asked for
  };
  /// What has come since the last call, in the order of the steps.
  std::vector<Arrival> arrivals();

 private:
  struct Mail {
    std::vector<Arrival> arrived;
    bool loss_asked = false, state_asked = false;
  };

  std::shared_ptr<Mail> mail_ = std::make_shared<Mail>();  // answers find it as long as they are wanted
  std::unique_ptr<Experiment> experiment_;
  Tensor loss_;  // of the last step
  bool has_state_ = false;
  std::int64_t steps_ = 0, handed_over_ = 0, counted_ = 0;           // counted_: those that done() has told
  std::optional<std::chrono::steady_clock::time_point> busy_since_;  // done() has told the time until then
};

}  // namespace gradlab
