// Where tensors live: the devices by name.
#pragma once

#include <span>
#include <string_view>

namespace gradlab {

/// `reference` is the CPU with the plain kernels that judge all others; `cpu` the same memory with the fast ones;
/// `webgpu` a graphics card, with memory of its own (remote_device.h).
enum class Device { reference, cpu, webgpu };
inline constexpr int device_count = 3;

std::string_view name_of(Device device);
/// True where kernels work on the host's memory, at once.
constexpr bool is_host(Device device) {
  return device != Device::webgpu;
}
/// The devices that are there now: the host's, and webgpu while it has been started.
std::span<const Device> available_devices();

/// The device of tensors made without naming one; `cpu` at first.
Device default_device();

/// Makes `device` the default for as long as the object lives.
class UseDevice {
 public:
  explicit UseDevice(Device device);
  ~UseDevice();
  UseDevice(const UseDevice&) = delete;
  UseDevice& operator=(const UseDevice&) = delete;

 private:
  Device before_;
};

}  // namespace gradlab
