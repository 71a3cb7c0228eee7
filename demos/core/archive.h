// Checkpoints: one function writes and reads an experiment's state, so the two cannot drift apart.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/core/random.h"
#include "engine/core/tensor.h"
#include "engine/data/data.h"
#include "engine/data/digit.h"
#include "engine/nn/nn.h"
#include "engine/optim/optim.h"

namespace gradlab {

class Archive {
 public:
  /// Writes.
  Archive() = default;
  /// Reads; every call throws [checkpoint] for bytes that end early or do not fit what they are read into.
  explicit Archive(std::span<const std::uint8_t> bytes) : reading_(true), source_(bytes) {}

  void value(std::int64_t& number);
  void value(double& number);
  void value(std::vector<double>& numbers);
  void value(std::string& text);
  void value(Strokes& strokes);
  /// The numbers of a tensor whose shape stays. Writes a gap for one whose numbers would have to be waited for.
  void value(Tensor& tensor);
  void value(Random& random);
  void value(Batches& batches);
  void value(const std::vector<Parameter>& parameters);
  void value(Optimizer& optimizer);

  bool reading() const { return reading_; }
  /// What was written, complete but for the gaps.
  std::vector<std::uint8_t> take() { return std::move(written_); }

  /// Where in the bytes the numbers of a tensor belong that is on a remote device.
  struct Gap {
    std::size_t place;
    Tensor tensor;
  };
  const std::vector<Gap>& gaps() const { return gaps_; }

 private:
  void bytes(void* data, std::size_t count);
  bool reading_ = false;
  std::span<const std::uint8_t> source_;
  std::vector<std::uint8_t> written_;
  std::vector<Gap> gaps_;
};

}  // namespace gradlab
