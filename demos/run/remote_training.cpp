#include "demos/run/remote_training.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

#include "engine/core/remote_device.h"

namespace gradlab {

namespace {

using Clock = std::chrono::steady_clock;

float float_at(RemoteDevice::Bytes bytes) {
  float number = 0;
  std::memcpy(&number, bytes.data(), sizeof number);
  return number;
}

}  // namespace

RemoteTraining::RemoteTraining(const std::function<std::unique_ptr<Experiment>()>& build) {
  need_remote_device();
  const UseDevice there(Device::webgpu);
  experiment_ = build();
}

bool RemoteTraining::prepare() {
  const UseDevice there(Device::webgpu);
  return experiment_->prepare();
}

void RemoteTraining::restore(const StateDict& state, std::int64_t step) {
  const UseDevice there(Device::webgpu);
  read_state(state, [this](Archive& archive) { experiment_->state(archive); });
  loss_ = Tensor();
  steps_ = step;
  has_state_ = true;
  forget();
}

void RemoteTraining::change(const Setup& setup) {
  const UseDevice there(Device::webgpu);
  experiment_->change(setup);
}

void RemoteTraining::step() {
  RemoteDevice& device = need_remote_device();
  const UseDevice there(Device::webgpu);
  loss_ = experiment_->step();
  ++steps_;
  ++handed_over_;
  if (!busy_since_) busy_since_ = Clock::now();
  if (mail_->loss_asked) return device.submit();
  mail_->loss_asked = true;
  device.read_back({loss_}, [mail = std::weak_ptr(mail_), step = steps_](RemoteDevice::Bytes bytes) {
    const std::shared_ptr<Mail> to = mail.lock();
    if (to == nullptr) return;
    to->loss_asked = false;
    to->arrived.push_back({step, float_at(bytes), std::nullopt});
  });
}

std::int64_t RemoteTraining::in_flight() const {
  return remote_device() == nullptr ? 0 : std::min(handed_over_, remote_device()->in_flight());
}

std::optional<RemoteTraining::Done> RemoteTraining::done() {
  if (!busy_since_) return std::nullopt;
  const auto now = Clock::now();
  const std::int64_t worked_off = handed_over_ - in_flight();
  const Done done{std::chrono::duration<double>(now - *busy_since_).count(), worked_off - counted_};
  counted_ = worked_off;
  busy_since_ = in_flight() > 0 ? std::optional(now) : std::nullopt;
  return done;
}

void RemoteTraining::ask(Snapshots& snapshots) {
  if (mail_->state_asked || !loss_.defined()) return;
  RemoteDevice& device = need_remote_device();
  const UseDevice there(Device::webgpu);
  StateDict state = snapshots.spare();
  Tensors tensors = write_state(state, [this](Archive& archive) { experiment_->state(archive); });
  tensors.push_back(loss_);
  mail_->state_asked = true;
  device.read_back(tensors, [mail = std::weak_ptr(mail_), step = steps_,
                             state = std::move(state)](RemoteDevice::Bytes bytes) mutable {
    const std::shared_ptr<Mail> to = mail.lock();
    if (to == nullptr) return;
    const RemoteDevice::Bytes loss = bytes.last(sizeof(float));
    state.fill_gaps(bytes.first(bytes.size() - loss.size()));
    to->state_asked = false;
    to->arrived.push_back({step, float_at(loss), std::move(state)});
  });
}

void RemoteTraining::forget() {
  mail_ = std::make_shared<Mail>();
}

void RemoteTraining::forget_state() {
  has_state_ = false;
  forget();
}

std::vector<RemoteTraining::Arrival> RemoteTraining::arrivals() {
  return std::exchange(mail_->arrived, {});
}

}  // namespace gradlab
