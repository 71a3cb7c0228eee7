// Where tensors live: the devices by name, and the memory each one hands out.
#pragma once

#include <cstddef>
#include <string_view>

namespace gradlab {

/// `reference` is the CPU with the plain kernels that judge all others; `cpu` the same memory with the fast ones.
enum class Device { reference, cpu };
inline constexpr int device_count = 2;

std::string_view name_of(Device device);
/// True where Tensor::data() is an address this thread can read.
bool is_host(Device device);

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
