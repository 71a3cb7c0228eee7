// A remote device for tests where there is none: its memory is the host's, its kernels are the cpu's, and it is as
// strict as a page. Numbers that it has made cannot be read, only asked for, and come when the test says so.
#pragma once

#ifndef __EMSCRIPTEN__

#include <cstdint>
#include <map>
#include <vector>

#include "engine/core/remote_device.h"

namespace gradlab {

class FakeGpu final : public RemoteDevice {
 public:
  /// To be called before any kernel is used.
  static void register_kernels();

  /// Is the remote device for as long as the object lives.
  FakeGpu() { set_remote_device(this); }
  ~FakeGpu() override { set_remote_device(nullptr); }

  std::uint32_t take(std::size_t bytes) override;
  void give_back(std::uint32_t room, std::size_t bytes) override;
  void write(std::uint32_t room, Bytes data) override;
  void read(std::uint32_t room, std::span<std::uint8_t> to) override;
  void submit() override;
  std::int64_t in_flight() const override { return in_flight_; }
  void read_back(const std::vector<Tensor>& tensors, std::function<void(Bytes)> arrived) override;
  Statistics statistics() const override { return statistics_; }
  void trim() override {}

  /// All that has been asked for is done, and comes.
  void deliver();
  /// The kernel that is called after so many others throws.
  void fail_after(std::int64_t kernels) { kernels_left_ = kernels; }
  std::int64_t most_in_flight() const { return most_in_flight_; }
  /// How many bytes have been read back.
  std::int64_t bytes_read() const { return bytes_read_; }

  /// How many bytes the host has sent.
  std::int64_t bytes_written() const { return bytes_written_; }

  /// A kernel's work, in which numbers may be read, and all that moves stays on the device.
  class Working {
   public:
    Working();
    ~Working() { at_work = false; }
  };

 private:
  static inline bool at_work = false;

  struct Awaited {
    std::vector<std::uint8_t> bytes;
    std::function<void(Bytes)> arrived;
  };
  std::map<std::uint32_t, std::vector<std::uint8_t>> rooms_;
  std::vector<Awaited> awaited_;
  std::uint32_t next_room_ = 1;
  std::int64_t in_flight_ = 0, most_in_flight_ = 0, bytes_read_ = 0, bytes_written_ = 0, kernels_left_ = -1;
  Statistics statistics_;
};

}  // namespace gradlab

#endif
