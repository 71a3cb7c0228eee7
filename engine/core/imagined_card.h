// A graphics card that only counts: what tensors there would take, told before anybody takes it. Its kernels
// (engine/kernels/imagined.cpp) compute nothing, and nothing can be read.
#pragma once

#include "engine/core/remote_device.h"

namespace gradlab {

class ImaginedCard final : public RemoteDevice {
 public:
  /// Is the remote device for as long as the object lives. What tensors the one before has stays untouched meanwhile.
  ImaginedCard();
  ~ImaginedCard() override;
  ImaginedCard(const ImaginedCard&) = delete;
  ImaginedCard& operator=(const ImaginedCard&) = delete;

  /// Whether there is one.
  static bool is_there() { return there; }

  /// Bytes at once, at most.
  std::int64_t most_bytes() const { return most_bytes_; }

  std::uint32_t take(std::size_t bytes) override;
  void give_back(std::uint32_t room, std::size_t bytes) override;
  void write(std::uint32_t, Bytes) override {}
  void read(std::uint32_t room, std::span<std::uint8_t> to) override;
  void submit() override {}
  std::int64_t in_flight() const override { return 0; }
  void read_back(const std::vector<Tensor>&, std::function<void(Bytes)>) override {}
  Statistics statistics() const override { return statistics_; }
  void trim() override {}

 private:
  static inline bool there = false;

  RemoteDevice* before_;
  Statistics statistics_;
  std::int64_t most_bytes_ = 0;
};

}  // namespace gradlab
