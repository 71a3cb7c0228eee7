// A device with memory of its own that works beside the host: what it is told, and what comes back, without waiting.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace gradlab {

class Tensor;

/// Everything is done in the order in which it was asked for.
class RemoteDevice {
 public:
  using Bytes = std::span<const std::uint8_t>;

  virtual ~RemoteDevice() = default;

  /// Room for at least `bytes` bytes, contents unspecified, named by a number above 0.
  virtual std::uint32_t take(std::size_t bytes) = 0;
  /// Hands back what take(bytes) gave.
  virtual void give_back(std::uint32_t room, std::size_t bytes) = 0;
  /// Copies `data` to the begin of `room`.
  virtual void write(std::uint32_t room, Bytes data) = 0;
  /// Waits for the numbers in `room` and copies them to `to`. Throws [read] where nobody may wait: in a page.
  virtual void read(std::uint32_t room, std::span<std::uint8_t> to) = 0;

  /// Hands over what was asked for since the last time; once per step.
  virtual void submit() = 0;
  /// Submissions that are not known to be finished.
  virtual std::int64_t in_flight() const = 0;
  /// Submits, and calls `arrived` later with the numbers that the tensors have now, one tensor behind the other.
  /// Nothing is called any more once the device is lost.
  virtual void read_back(const std::vector<Tensor>& tensors, std::function<void(Bytes)> arrived) = 0;

  struct Statistics {
    std::int64_t allocations = 0;  ///< times memory was asked of the system
    std::int64_t bytes_in_use = 0;
    std::int64_t bytes_pooled = 0;  ///< free, waiting for the next tensor
  };
  virtual Statistics statistics() const = 0;
  /// Gives free memory back to the system: where another model begins.
  virtual void trim() = 0;
};

/// The one that Device::webgpu names, or nullptr while there is none.
RemoteDevice* remote_device();
/// Throws [device] where there is none.
RemoteDevice& need_remote_device();
/// nullptr takes it away. Buffers that the one before handed out must not be used any more, but may be dropped.
void set_remote_device(RemoteDevice* device);

}  // namespace gradlab
