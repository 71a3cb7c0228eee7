#include "engine/kernels/kernels.h"

#include <array>
#include <string>

#include "engine/core/error.h"
#include "engine/core/imagined_card.h"
#include "engine/kernels/imagined.h"
#include "engine/kernels/kernel_list.h"
#include "engine/kernels/profile.h"

namespace gradlab {

namespace {

std::array<Kernels, device_count>& tables() {
  static std::array<Kernels, device_count> instance;
  return instance;
}

/// What stands for a kernel that the graphics card lacks: the reference's cannot, its numbers being elsewhere.
template <auto slot>
std::string_view name_of_slot;
template <auto slot>
struct Missing;
template <typename... Arguments, void (*Kernels::*slot)(Arguments...)>
struct Missing<slot> {
  static void call(Arguments...) {
    fail(name_of_slot<slot>, "numbers on " + std::string(name_of(Device::webgpu)), "a kernel, which it lacks");
  }
};

Kernels completed(Device device) {
  Kernels kernels = tables()[static_cast<std::size_t>(device)];
  const Kernels& reference = tables()[static_cast<std::size_t>(Device::reference)];
  for_each_kernel([&]<auto slot>(std::string_view name) {
    name_of_slot<slot> = name;
    if (kernels.*slot == nullptr) kernels.*slot = is_host(device) ? reference.*slot : &Missing<slot>::call;
  });
  return kernels;
}

}  // namespace

Kernels& RegisterKernel::table(Device device) {
  return tables()[static_cast<std::size_t>(device)];
}

std::vector<std::string_view> missing_kernels(Device device) {
  const Kernels& own = tables()[static_cast<std::size_t>(device)];
  std::vector<std::string_view> missing;
  for_each_kernel([&]<auto slot>(std::string_view name) {
    if (own.*slot == nullptr) missing.push_back(name);
  });
  return missing;
}

const Kernels& untimed_kernels(Device device) {
  static const std::array<Kernels, device_count> complete = {completed(Device::reference), completed(Device::cpu),
                                                             completed(Device::webgpu)};
  return complete[static_cast<std::size_t>(device)];
}

const Kernels& kernels(Device device) {
  if (device == Device::webgpu && ImaginedCard::is_there()) return imagined_kernels();
  return Profile::active() == nullptr ? untimed_kernels(device) : timed_kernels(device);
}

const Kernels& kernels(const Tensor& tensor) {
  return kernels(tensor.device());
}

}  // namespace gradlab
