#include "tests/unit/fake_gpu.h"

#ifndef __EMSCRIPTEN__

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "engine/core/error.h"
#include "engine/kernels/kernel_list.h"

namespace gradlab {

namespace {

void move_there(const Tensor& x) {
  x.room(false);
  x.room(true);
}

/// As a launcher does: what is newest on the host is sent.
template <typename Argument>
void send(const Argument&) {}
void send(const Tensor& x) {
  if (x.defined()) x.room(false);
}

template <typename Argument>
bool is_here(const Argument&) {
  return true;
}
bool is_here(const Tensor& x) {
  return !x.defined() || x.is_here();
}

template <typename Argument>
void go_back(const Argument&, bool) {}
void go_back(const Tensor& x, bool was_here) {
  if (was_here) {
    send(x);  // the host's kernel has not written it
  } else {
    move_there(x);
  }
}
void go_back(Tensor& written, bool) {
  if (written.defined()) move_there(written);
}

/// The cpu's kernel; what it has written, and what was there before, is there afterwards.
template <auto slot>
struct There;
template <typename... Arguments, void (*Kernels::*slot)(Arguments...)>
struct There<slot> {
  static void call(Arguments... arguments) {
    const std::array<bool, sizeof...(Arguments)> here = {is_here(arguments)...};
    (send(arguments), ...);
    const FakeGpu::Working working;
    (kernels(Device::cpu).*slot)(arguments...);
    std::size_t next = 0;
    (go_back(arguments, here[next++]), ...);
  }
};

}  // namespace

void FakeGpu::register_kernels() {
  for_each_kernel([]<auto slot>(std::string_view) { RegisterKernel(Device::webgpu, slot, There<slot>::call); });
}

FakeGpu::Working::Working() {
  auto& device = static_cast<FakeGpu&>(need_remote_device());
  if (device.kernels_left_-- == 0) fail("fake", "a kernel that fails", "one that does not");
  at_work = true;
}

std::uint32_t FakeGpu::take(std::size_t bytes) {
  rooms_[next_room_].resize(bytes);
  statistics_.bytes_in_use += static_cast<std::int64_t>(bytes);
  return next_room_++;
}

void FakeGpu::give_back(std::uint32_t room, std::size_t bytes) {
  rooms_.erase(room);
  statistics_.bytes_in_use -= static_cast<std::int64_t>(bytes);
}

void FakeGpu::write(std::uint32_t room, Bytes data) {
  std::ranges::copy(data, rooms_.at(room).begin());
  if (!at_work) bytes_written_ += static_cast<std::int64_t>(data.size());
}

void FakeGpu::read(std::uint32_t room, std::span<std::uint8_t> to) {
  if (!at_work) fail("read", "numbers that are on the graphics card", "to be read back first");
  std::copy_n(rooms_.at(room).begin(), to.size(), to.begin());
}

void FakeGpu::submit() {
  most_in_flight_ = std::max(most_in_flight_, ++in_flight_);
}

void FakeGpu::read_back(const std::vector<Tensor>& tensors, std::function<void(Bytes)> arrived) {
  std::vector<std::uint8_t> bytes;
  for (const Tensor& tensor : tensors) {
    const auto first = rooms_.at(tensor.room(false)).begin() + 4 * tensor.offset();
    bytes.insert(bytes.end(), first, first + 4 * tensor.size());
  }
  bytes_read_ += static_cast<std::int64_t>(bytes.size());
  awaited_.push_back({std::move(bytes), std::move(arrived)});
  submit();
}

void FakeGpu::deliver() {
  in_flight_ = 0;
  for (const auto& [bytes, arrived] : std::exchange(awaited_, {})) arrived(bytes);
}

}  // namespace gradlab

#endif
