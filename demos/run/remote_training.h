// Training on a remote device: an experiment there that does nothing but steps, and what comes back of it without
// waiting.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "demos/core/experiment.h"

namespace gradlab {

class RemoteTraining {
 public:
  /// `build` is called with the remote device as the default one.
  explicit RemoteTraining(const std::function<std::unique_ptr<Experiment>()>& build);

  /// As Experiment::prepare.
  bool prepare();
  /// Goes on from step `step`, for which Experiment::state has written `state`.
  void restore(std::span<const std::uint8_t> state, std::int64_t step);
  /// Takes over values that apply live.
  void change(const Setup& setup);

  /// Hands one step over to the device, and asks for its loss unless an earlier one is on its way.
  void step();
  /// At which step it is, the ones that are not worked off included.
  std::int64_t steps() const { return steps_; }
  /// How many steps have been worked off since it was built, about.
  std::int64_t worked_off() const;
  /// Steps that are not.
  std::int64_t in_flight() const;

  /// Asks for a checkpoint of the step at which it is, unless one is on its way.
  void ask();
  /// Nothing that has been asked for comes any more.
  void forget();
  struct Arrival {
    std::int64_t step = 0;
    float loss = 0;                   ///< on the step's batch
    std::vector<std::uint8_t> state;  ///< as Experiment::state writes it; empty where only the loss was asked for
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
  std::int64_t steps_ = 0, handed_over_ = 0;
};

}  // namespace gradlab
