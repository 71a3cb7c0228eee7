// The graphics card as a device: its memory from a pool, its commands recorded and handed over once per step.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/core/remote_device.h"
#include "engine/kernels/webgpu/device/chain.h"
#include "engine/kernels/webgpu/device/driver.h"
#include "engine/kernels/webgpu/device/launch.h"

namespace gradlab::webgpu {

class Gpu final : public RemoteDevice {
 public:
  Gpu(const Driver& driver, Abilities offered);
  ~Gpu() override;

  std::uint32_t take(std::size_t bytes) override;
  void give_back(std::uint32_t room, std::size_t bytes) override;
  void write(std::uint32_t room, Bytes data) override;
  void read(std::uint32_t room, std::span<std::uint8_t> to) override;
  void submit() override;
  std::int64_t in_flight() const override { return submitted_ - finished_; }
  void read_back(const std::vector<Tensor>& tensors, std::function<void(Bytes)> arrived) override;
  Statistics statistics() const override { return statistics_; }
  void trim() override;

  void launch(const Program& program, Groups groups, std::span<const Binding> bindings,
              std::span<const std::uint8_t> arguments);
  /// The same with rooms, and what begins at which element of them; `access` as Driver::make_pipeline has it.
  void dispatch(const Program& program, Groups groups, std::string_view access, std::span<const std::uint32_t> rooms,
                std::span<const std::uint32_t> offsets, std::span<const std::uint8_t> arguments);
  /// A copy of `count` elements from the `offset`-th on, until the step is handed over.
  std::uint32_t copied(std::uint32_t room, std::size_t offset, std::size_t count);
  /// The driver's answers: the numbers of a read, and that one more submission has been worked off.
  void arrived(std::uint32_t ticket, Bytes bytes);
  void finished() { ++finished_; }

  Abilities abilities;
  Chain chain{*this};

 private:
  void record(Command command, std::initializer_list<std::size_t> words);
  std::uint32_t pipeline(const Program& program, std::string_view access);
  std::uint32_t group(std::string_view access, std::span<const std::uint32_t> rooms);

  Driver driver_;
  std::uint32_t first_room_, next_ticket_ = 1;
  std::unordered_map<std::size_t, std::vector<std::uint32_t>> free_;  // by capacity
  std::vector<std::pair<std::uint32_t, std::size_t>> borrowed_;       // until the step is handed over
  std::unordered_map<std::string, std::uint32_t> pipelines_, groups_;
  std::string key_;  // of what is looked up, kept for its memory
  std::map<std::uint32_t, std::function<void(Bytes)>> awaited_;
  std::vector<std::uint32_t> commands_;
  std::vector<std::uint8_t> uniforms_, uploads_;
  std::int64_t submitted_ = 0, finished_ = 0;
  Statistics statistics_;
};

/// The one that was started, or nullptr.
Gpu* gpu();

}  // namespace gradlab::webgpu
