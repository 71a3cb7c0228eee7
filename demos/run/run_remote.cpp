// How a run trains on a remote device: what goes there, what comes back, and the ways from and to the host.
#include <algorithm>
#include <new>

#include "demos/run/run.h"
#include "engine/core/remote_device.h"

namespace gradlab {

namespace {

// Enough that the device never rests while the next step is on its way, and so little that a visitor's change, or a
// look, need not wait behind many.
constexpr double seconds_in_flight = 0.02;
constexpr double fewest_in_flight = 2, most_in_flight = 16;

}  // namespace

void Run::use(Device device) {
  return_to_present();
  if (!is_host(device)) {
    if (!demo_->trains_on(device)) throw Refusal{"notice.gpu.not_here", Json::object()};
    if (!remote_) {
      need_remote_device().trim();
      remote_ = std::make_unique<RemoteTraining>([this] { return built(values_); });
      profile_ = StepProfile();
      note_device(Device::webgpu);
    }
    moving_ = false;
  } else if (remote_) {
    moving_ = true;
    catch_up();
    if (!is_behind()) leave();
  }
}

void Run::start_on(Device device) {
  try {
    use(device);
  } catch (const Refusal& refusal) {
    lost_ = refusal;
  } catch (const std::exception& error) {
    give_up(error);
  }
}

void Run::leave() {
  remote_.reset();
  moving_ = false;
  profile_ = StepProfile();
  note_device(Device::cpu);
  if (!snapshots_.empty() && !diverged_) keep_snapshot();  // from here on steps can be made again
}

void Run::note_device(Device device) {
  note({.step = step_, .kind = Change::Kind::device, .what = std::string(name_of(device))});
}

void Run::lose(const std::string& fault, const std::string& message) {
  if (!remote_) return;
  return_to_present();
  leave();
  lost_ = Refusal{"notice.gpu." + fault, {{"step", step_}, {"message", message}}};
}

void Run::give_up(const std::exception& error) {
  leave();
  const bool out_of_memory = dynamic_cast<const std::bad_alloc*>(&error) != nullptr;
  const char* fault = out_of_memory ? "notice.gpu.out-of-memory" : "notice.gpu.internal";
  lost_ = Refusal{fault, {{"step", step_}, {"message", error.what()}}};
}

void Run::take_back() {
  if (remote_) remote_->forget_state();
}

void Run::hand_over() {
  while (remote_->prepare()) continue;
  StateDict state = written(&Run::experiment_state);
  remote_->restore(state, step_);
  snapshots_.drop(std::move(state));
}

Run::Outcome Run::advance_there() {
  const double steps_per_second = rate_.samples_per_second() / static_cast<double>(experiment_->samples_per_step());
  const double most = std::clamp(seconds_in_flight * steps_per_second, fewest_in_flight, most_in_flight);
  try {
    if (moving_ || static_cast<double>(need_remote_device().in_flight()) >= most) return Outcome::waiting;
    if (!remote_->has_state()) hand_over();
    if (snapshots_.empty()) keep_snapshot();
    profile_.around([this] {
      remote_->step();
      return true;
    });
    return Outcome::trained;
  } catch (const Refusal&) {
    throw;
  } catch (const std::exception& error) {
    give_up(error);
  }
  return Outcome::waiting;
}

void Run::change_there(const Setup& setup, bool numbers_alone) {
  if (!remote_) return;
  try {
    remote_->change(setup);
    if (!numbers_alone) remote_->forget();  // what a state consists of may have become something else
  } catch (const std::exception& error) {
    give_up(error);
  }
}

void Run::catch_up() {
  if (!is_behind()) return;
  try {
    remote_->ask(snapshots_);
  } catch (const std::exception& error) {
    give_up(error);
  }
}

Run::Outcome Run::listen() {
  if (!remote_ || remote_device() == nullptr) return Outcome::waiting;
  if (const auto done = remote_->done()) measure(done->seconds, done->steps);
  Outcome outcome = Outcome::waiting;
  for (RemoteTraining::Arrival& arrival : remote_->arrivals()) {
    const Health::Verdict verdict = judge(arrival.loss);
    const bool lost = verdict == Health::Verdict::diverged, seen = arrival.state.has_value();
    if (seen) {
      read_state(*arrival.state, [this](Archive& archive) { experiment_state(archive); });
      step_ = arrival.step;
      if (verdict == Health::Verdict::sound) {
        add_state(*arrival.state, [this](Archive& archive) { numbers_state(archive); });
        snapshots_.keep(step_, std::move(*arrival.state), changes_);
      } else {
        snapshots_.drop(std::move(*arrival.state));
      }
      if (!lost && history_.due(step_)) record();
    }
    if (lost) return Outcome::diverged;
    if (seen) outcome = Outcome::trained;
  }
  if (moving_ && !is_behind()) leave();
  return outcome;
}

}  // namespace gradlab
