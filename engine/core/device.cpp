#include "engine/core/device.h"

namespace gradlab {

namespace {
Device current = Device::cpu;
}

std::string_view name_of(Device device) {
  return device == Device::reference ? "reference" : "cpu";
}

bool is_host(Device) {
  return true;
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

}  // namespace gradlab
