// Data in memory: samples, splits, mini-batches, standardisation.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/random.h"
#include "engine/core/registry.h"
#include "engine/core/tensor.h"

namespace gradlab {

/// N samples. Targets are float32 [N, T] for regression or int32 [N] labels.
struct Dataset {
  Tensor inputs;  ///< [N, ...]
  Tensor targets;
  std::int64_t size() const { return inputs.defined() ? inputs.shape()[0] : 0; }
  /// The samples at `indices`, copied in that order.
  Dataset at(std::span<const std::int32_t> indices) const;
};

struct Split {
  Dataset train, test;
  std::vector<std::int32_t> train_indices, test_indices;
};
/// A random share to train with; at least one sample on each side when there are two and 0 < share < 1. share in [0,
/// 1].
Split split(const Dataset& data, float train_share, Random random);

/// Shuffled mini-batches, epoch after epoch; the last of an epoch may be smaller.
class Batches {
 public:
  Batches() = default;
  Batches(Dataset data, std::int64_t batch_size, Random random);
  Dataset next();
  /// Epochs begun before now, and the share of this one that is done: 2.5 halfway through the third.
  double epoch() const;
  void set_batch_size(std::int64_t batch_size);
  /// Where in the order of samples it stands; the order itself follows from the seed and the epoch.
  struct Position {
    std::int64_t epoch = 0, sample = 0;
  };
  Position position() const { return position_; }
  void set_position(Position position);

 private:
  void shuffle();
  Dataset data_;
  std::int64_t batch_size_ = 1;
  Random random_;
  Position position_;
  std::vector<std::int32_t> order_;
};

/// Per column of [N, D]: x' = (x - mean) / deviation; a constant column is only centred.
struct Standardization {
  std::vector<float> mean, deviation;
  static Standardization of(const Tensor& data);
  Tensor apply(const Tensor& data) const;
  Tensor undo(const Tensor& data) const;
};

/// The D weights and the bias that minimise |inputs [N, D] w + b - targets|^2 + ridge |w|^2, by Householder QR. Weights
/// that the data leave open are 0.
std::vector<double> least_squares(const Tensor& inputs, const Tensor& targets, double ridge = 0.0);

/// inputs [N, D] w + b as [N, 1], for the D weights and the bias that least_squares returns.
Tensor linear_answers(const Tensor& inputs, std::span<const double> solution);

/// A data set drawn by a formula: points of the plane with classes, or of a curve.
struct ToyArguments {
  std::int64_t count = 200;
  float noise = 0.0f;        ///< [0, 1]
  std::int64_t classes = 2;  ///< where the data set has a choice
};
struct ToyEntry {
  std::string name;  ///< "two_spirals"
  enum class Kind { classification, curve } kind;
  int place = 0;             ///< in menus
  bool any_classes = false;  ///< as many as asked for; otherwise two
  bool fixed = false;        ///< a few points that are known, whatever the count
  /// Inputs [N, 2] in about [-6, 6], and labels; or [N, 1] and [N, 1].
  std::function<Dataset(const ToyArguments&, Random&)> make;
};
using RegisterToy = Registry<ToyEntry>::Add;

}  // namespace gradlab
