// Recurrent layers, one over the other, as PyTorch's nn.RNN, nn.LSTM and nn.GRU have them.
#pragma once

#include <memory>
#include <vector>

#include "engine/nn/nn.h"
#include "engine/ops/ops.h"

namespace gradlab {

struct RecurrentOptions {
  Cell cell = Cell::lstm;
  std::int64_t units = 64;
  std::int64_t layers = 1;
  std::int64_t tokens = 0;  ///< where not 0, the input is int32 [T, N] below it, and counts as one-hot
  float dropout = 0.0f;     ///< between layers, while training
};

/// x [T, N, D], or tokens int32 [T, N], to states [T, N, units]. Time comes first. What the input adds is one product
/// for all time steps. Parameters of layer l: l.weight_input [D, G units], l.weight_hidden [units, G units],
/// l.bias_input and l.bias_hidden [G units], uniform within 1 / sqrt(units) as PyTorch's.
class Recurrent {
 public:
  /// Of each layer.
  using State = std::vector<RecurrentState>;
  using Trace = std::vector<RecurrentTrace>;

  explicit Recurrent(RecurrentOptions options);
  /// features is D, or the number of tokens.
  void build(std::int64_t features, Random& random);
  /// `state` is where it begins, empty for zeros, and becomes where it ends; states and trace are constants to the
  /// tape.
  Tensor forward(const Tensor& x, State& state, Context context = {}, Trace* trace = nullptr) const;
  std::vector<Parameter> parameters() const;
  std::vector<Parameter> buffers() const { return {}; }
  const RecurrentOptions& options() const { return options_; }
  /// Multiply-adds of one time step of one sequence.
  std::int64_t multiply_adds() const;

 private:
  struct LayerWeights {
    Tensor weight_input, weight_hidden, bias_input, bias_hidden;
  };
  RecurrentOptions options_;
  std::vector<LayerWeights> layers_;
  std::unique_ptr<Layer> dropout_;
};

/// Recurrent as a layer of a Sequential: every call begins with zeros. "rnn", "lstm" or "gru".
std::unique_ptr<Layer> recurrent_layer(RecurrentOptions options);

}  // namespace gradlab
