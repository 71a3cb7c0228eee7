// What a session does between messages: it trains, shows, and writes down, in slices.
#include <algorithm>
#include <chrono>
#include <utility>

#include "demos/trainer/session.h"
#include "engine/core/remote_device.h"

namespace gradlab {

namespace {

constexpr double wait_for_device = 4.0;  // ms, at most: whatever comes back wants a slice at once
constexpr double milliseconds_between_checkpoints = 2000.0, milliseconds_fresh = 200.0;
constexpr double frame_share = 0.35;  // at most this share of the time goes into pictures

Json device_of(const Run& run) {
  Json device = {{"kind", name_of(run.device())}};
  if (is_host(run.device()) || remote_device() == nullptr) return device;
  const RemoteDevice::Statistics statistics = remote_device()->statistics();
  device["bytes_in_use"] = statistics.bytes_in_use;
  device["bytes_pooled"] = statistics.bytes_pooled;
  device["in_flight"] = run.in_flight();
  return device;
}

}  // namespace

double milliseconds() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// A slice trains or shows, never both, so that a message waits for one of them only.
double Session::slice(double now) {
  if (!run_) return -1;
  now_ = now;
  guarded([&] { listen(); });
  bool travelling = false;
  guarded([&] { travelling = travel(); });
  if (travelling) return run_->is_behind() ? wait_for_device : 0.0;
  if (const std::string view = std::exchange(touched_, ""); look_ && look_->contains(view)) {
    guarded([&] { send_frame({view}, shown_, Json()); });  // the others follow in the frame that was asked for
  }
  const bool may_show = look_ && now - last_frame_ >= frame_cost_ / frame_share;
  if (may_show || !playing_) guarded([&] { run_->catch_up(); });
  if (may_show && revision_ > shown_) {
    const std::set<std::string> views = std::move(*look_);
    look_.reset();
    const double began = milliseconds();
    if (!guarded([&] { send_frame(views, revision_, Json()); })) {
      guarded([&] { send_frame({}, revision_, Json()); });
    }
    frame_cost_ = listen_cost_ + milliseconds() - began;
    last_frame_ = now;
  } else {
    Work left = Work::none;
    guarded([&] {
      left = run_->go_on();
      say_remark();
    });
    if (left != Work::none) ++revision_;
    if (playing_ && left != Work::before) guarded([&] { train(now, slice_budget); });
    if (left == Work::before || (!playing_ && left != Work::none)) return slice_budget;  // slow enough to watch
  }
  if (playing_ && now - last_checkpoint_ > milliseconds_between_checkpoints) guarded([&] { keep(); });
  if (run_->is_moving() || (playing_ ? waiting_ : run_->is_behind())) return wait_for_device;
  if (!playing_) return look_ && revision_ > shown_ ? 1.0 : -1.0;
  return steps_per_second_ > 0 && !stop_at_ ? std::max(0.0, std::min(next_step_ - now, 100.0)) : 0.0;
}

// To what a remote device has come to since.
void Session::listen() {
  const double began = milliseconds();
  const Run::Outcome outcome = run_->listen();
  if (outcome != Run::Outcome::waiting) {
    ++revision_;
    heard_ = now_;
    listen_cost_ = milliseconds() - began;
  }
  if (outcome == Run::Outcome::diverged && playing_) stop(diverged());
  if (resting_) settle();
  answer_movers();
}

void Session::train(double now, double budget) {
  const double began = milliseconds();
  waiting_ = false;
  while (playing_) {
    if (stop_at_ && run_->steps() >= *stop_at_) return rest();
    const bool paced = steps_per_second_ > 0 && !stop_at_;
    if (paced && now + milliseconds() - began < next_step_) return;
    const Run::Outcome outcome = run_->advance();
    waiting_ = outcome == Run::Outcome::waiting;
    if (!waiting_ && paced) next_step_ = std::max(next_step_, now - 100.0) + 1000.0 / steps_per_second_;
    if (!run_->is_behind()) ++revision_;
    if (outcome == Run::Outcome::diverged) return stop(diverged());
    say_remark();
    if (waiting_ || milliseconds() - began > budget) return;
  }
}

Json Session::diverged() {
  return {{"type", "notice"},
          {"level", "warning"},
          {"key", "notice.diverged"},
          {"arguments", {{"step", run_->steps()}}},
          {"action", {{"label", "notice.diverged.back"}, {"message", {{"type", "last_good"}}}}}};
}

void Session::say_remark() {
  if (!run_) return;
  if (const std::optional<Refusal> remark = run_->remark()) send_(notice(*remark), {});
}

bool Session::guarded(const std::function<void()>& work) {
  try {
    work();
    return true;
  } catch (const Refusal& refusal) {
    stop(notice(refusal));
  } catch (const std::exception& error) {
    stop(notice_of(error));
  }
  return false;
}

void Session::stop(const Json& notice) {
  playing_ = false;
  send_(notice, {});
  if (!stop_at_) return;
  try {
    rest();
  } catch (...) {  // of the same cause
    resting_ = false;
    if (std::exchange(stop_at_, std::nullopt)) refuse(std::exchange(counted_id_, Json()), notice);
  }
}

void Session::rest() {
  playing_ = false;
  resting_ = true;
  settle();
}

void Session::settle() {
  if (run_ && run_->is_behind()) return run_->catch_up();
  resting_ = false;
  send_checkpoint();
  end_counted();
}

void Session::end_counted() {
  if (!stop_at_) return;
  const Json metrics = numbers(run_->metrics());
  stop_at_.reset();
  reply(std::exchange(counted_id_, Json()), metrics);
}

void Session::send_frame(const std::set<std::string>& views, std::int64_t revision, const Json& reply_to) {
  const Json metrics = numbers(run().metrics(!playing_));
  Views wanted(views);
  run().show(wanted);
  std::vector<std::uint8_t> bytes;
  const Run::Course course = run_->course();
  const Situation situation = run_->situation();
  Json frame = {
      {"type", "frame"},
      {"revision", revision},
      {"demo", run_->demo().name},
      {"values", run_->values().json()},
      {"playing", playing_},
      {"metrics", metrics},
      {"course", {{"first", course.first}, {"last", course.last}, {"away", course.away}, {"kept", course.kept}}},
      {"situation", {{"kind", name_of(situation.kind)}, {"step", situation.step}}},
      {"device", device_of(*run_)},
      {"views", wanted.pack_apart(bytes)},
      {"initial", initial_},
      {"rows", run_->row_inputs()}};
  if (!reply_to.is_null()) frame["id"] = reply_to;
  send_(frame, bytes);
}

void Session::keep() {
  if (run_->is_behind() && now_ - heard_ > milliseconds_fresh) return run_->catch_up();
  send_checkpoint();
}

void Session::send_checkpoint() {
  if (!run_ || run_->is_preparing() || run_->course().away) return;
  last_checkpoint_ = now_;
  send_(
      {{"type", "checkpoint"}, {"demo", run_->demo().name}, {"values", run_->values().json()}, {"step", run_->step()}},
      run_->checkpoint());
}

}  // namespace gradlab
