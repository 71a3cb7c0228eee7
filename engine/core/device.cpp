#include "engine/core/device.h"

#include "engine/core/error.h"
#include "engine/core/remote_device.h"

namespace gradlab {

namespace {
Device current = Device::cpu;
RemoteDevice* remote = nullptr;
}  // namespace

std::string_view name_of(Device device) {
  constexpr std::string_view names[] = {"reference", "cpu", "webgpu"};
  return names[static_cast<int>(device)];
}

std::span<const Device> available_devices() {
  static constexpr Device all[] = {Device::reference, Device::cpu, Device::webgpu};
  return std::span(all).first(remote == nullptr ? 2 : 3);
}

Device default_device() {
  return current;
}

UseDevice::UseDevice(Device device) : before_(current) {
  current = device;
}
UseDevice::~UseDevice() {
  current = before_;
}

RemoteDevice* remote_device() {
  return remote;
}

RemoteDevice& need_remote_device() {
  if (remote == nullptr) fail("device", "no graphics card", "one that WebGPU can use");
  return *remote;
}

void set_remote_device(RemoteDevice* device) {
  remote = device;
}

}  // namespace gradlab
