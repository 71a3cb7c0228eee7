// The ways of a session's run: to another device, and to other moments of its past.
#include <algorithm>
#include <utility>

#include "demos/trainer/session.h"
#include "engine/core/error.h"
#include "engine/core/remote_device.h"

namespace gradlab {

Json Session::move_to(Device device, const Json& id) {
  if (!is_host(device)) need_remote_device();
  bench_ = BenchMessages();  // its memory
  if (run_) run_->use(device);
  device_ = device;
  movers_.push_back(id);
  answer_movers();
  return {};
}

// Nothing of the device is left.
Json Session::device_lost(const Json& message) {
  device_ = Device::cpu;
  bench_ = BenchMessages();
  if (run_) run_->lose(message.at("fault").get<std::string>(), message.value("message", ""));
  say_remark();
  answer_movers();
  return {};
}

void Session::answer_movers() {
  if (run_ && run_->is_moving()) return;
  for (const Json& id : std::exchange(movers_, {})) reply(id, Json::object());
}

Json Session::set_out(const Json& message) {
  const std::int64_t step = whole_number(message.at("step"), "goto");
  if (!run_) run();  // throws
  target_ = {step, message.value("near", false)};
  travellers_.push_back(message.value("id", Json()));
  if (playing_) rest();
  return {};
}

bool Session::travel() {
  if (playing_) target_.reset();
  try {
    if (target_ && run_->is_behind()) run_->catch_up();
    if (target_ && (resting_ || run_->is_behind())) return true;
    if (const auto target = std::exchange(target_, std::nullopt)) run_->go_to(target->first, target->second);
    for (const double began = milliseconds(); run_->go_there();) {
      if (milliseconds() - began > slice_budget) return true;
    }
  } catch (...) {
    run_->return_to_present();
    answer_travellers();
    throw;
  }
  answer_travellers();
  return false;
}

void Session::answer_travellers() {
  if (travellers_.empty()) return;
  ++revision_;
  const Json metrics = numbers(run_->metrics());
  for (const Json& id : std::exchange(travellers_, {})) reply(id, metrics);
}

Json Session::end_journey(bool branch) {
  target_.reset();
  if (branch) {
    run().branch();
    send_checkpoint();
  } else {
    run().return_to_present();
  }
  return numbers(run().metrics());
}

}  // namespace gradlab
