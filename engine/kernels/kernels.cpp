#include "engine/kernels/kernels.h"

#include <array>
#include <cstring>

#include "engine/kernels/profile.h"

namespace gradlab {

namespace {

// Every member of Kernels is a function pointer, so the contract is also an array of them.
constexpr std::size_t kernel_count = sizeof(Kernels) / sizeof(void (*)());

std::array<Kernels, device_count>& tables() {
  static std::array<Kernels, device_count> instance;
  return instance;
}

Kernels completed(Device device) {
  std::array<void (*)(), kernel_count> own, reference;
  std::memcpy(own.data(), &tables()[static_cast<std::size_t>(device)], sizeof(Kernels));
  std::memcpy(reference.data(), &tables()[static_cast<std::size_t>(Device::reference)], sizeof(Kernels));
  for (std::size_t slot = 0; slot < kernel_count; ++slot) {
    if (own[slot] == nullptr) own[slot] = reference[slot];
  }
  Kernels result;
  std::memcpy(static_cast<void*>(&result), own.data(), sizeof(Kernels));
  return result;
}

}  // namespace

Kernels& RegisterKernel::table(Device device) {
  return tables()[static_cast<std::size_t>(device)];
}

const Kernels& untimed_kernels(Device device) {
  static const std::array<Kernels, device_count> complete = {completed(Device::reference), completed(Device::cpu)};
  return complete[static_cast<std::size_t>(device)];
}

const Kernels& kernels(Device device) {
  return Profile::active() == nullptr ? untimed_kernels(device) : timed_kernels(device);
}

const Kernels& kernels(const Tensor& tensor) {
  return kernels(tensor.device());
}

}  // namespace gradlab
