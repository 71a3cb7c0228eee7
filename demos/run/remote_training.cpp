#include "demos/run/remote_training.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "engine/core/remote_device.h"

namespace gradlab {

namespace {

/// A part of a checkpoint that is still to be filled in.
struct Gap {
  std::size_t place, bytes;
};

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

void RemoteTraining::restore(std::span<const std::uint8_t> state, std::int64_t step) {
  const UseDevice there(Device::webgpu);
  Archive archive(state);
  experiment_->state(archive);
  loss_ = Tensor();
  steps_ = step;
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
  if (mail_->loss_asked) return device.submit();
  mail_->loss_asked = true;
  device.read_back({loss_}, [mail = std::weak_ptr(mail_), step = steps_](RemoteDevice::Bytes bytes) {
    const std::shared_ptr<Mail> to = mail.lock();
    if (to == nullptr) return;
    to->loss_asked = false;
    to->arrived.push_back({step, float_at(bytes), {}});
  });
}

std::int64_t RemoteTraining::in_flight() const {
  return remote_device() == nullptr ? 0 : std::min(handed_over_, remote_device()->in_flight());
}

std::int64_t RemoteTraining::worked_off() const {
  return handed_over_ - in_flight();
}

void RemoteTraining::ask() {
  if (mail_->state_asked || !loss_.defined()) return;
  RemoteDevice& device = need_remote_device();
  const UseDevice there(Device::webgpu);
  Archive archive;
  experiment_->state(archive);
  std::vector<Tensor> tensors = {loss_};
  std::vector<Gap> gaps;
  for (const auto& [place, tensor] : archive.gaps()) {
    tensors.push_back(tensor);
    gaps.push_back({place, static_cast<std::size_t>(tensor.size()) * sizeof(float)});
  }
  mail_->state_asked = true;
  device.read_back(tensors, [mail = std::weak_ptr(mail_), step = steps_, state = archive.take(),
                             gaps = std::move(gaps)](RemoteDevice::Bytes bytes) mutable {
    const std::shared_ptr<Mail> to = mail.lock();
    if (to == nullptr) return;
    const float loss = float_at(bytes);
    bytes = bytes.subspan(sizeof loss);
    for (const Gap& gap : gaps) {
      std::memcpy(state.data() + gap.place, bytes.data(), gap.bytes);
      bytes = bytes.subspan(gap.bytes);
    }
    to->state_asked = false;
    to->arrived.push_back({step, loss, std::move(state)});
  });
}

void RemoteTraining::forget() {
  mail_ = std::make_shared<Mail>();
}

std::vector<RemoteTraining::Arrival> RemoteTraining::arrivals() {
  return std::exchange(mail_->arrived, {});
}

}  // namespace gradlab
