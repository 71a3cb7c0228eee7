// From a model that computes to a model as data.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/core/random.h"
#include "engine/graph/graph.h"
#include "engine/nn/nn.h"

namespace gradlab {

/// What a model computes, and of what: all that must be known to trace it. It refers to the model, which outlives it.
struct ForwardPass {
  struct Input {
    std::string name;
    std::vector<Extent> shape = {};
    DType type = DType::float32;
    Extent low = -1, high = 1;  ///< its numbers lie in [low, high)
  };
  std::vector<Input> inputs = {};
  /// The least sizes of the symbols in the inputs' shapes at which the model can be asked. It can be asked at least for
  /// up to three more of each.
  Sizes least = {};
  std::vector<Parameter> parameters = {};
  std::vector<Parameter> buffers = {};  ///< constants with a name; a tracer finds the others
  std::vector<std::string> outputs = {};
  /// The outputs of inputs, without training.
  std::function<Tensors(const Tensors& inputs)> run = [](const Tensors&) { return Tensors(); };
};

/// Inputs such as `pass` takes, for `sizes` of the symbols.
Tensors example_inputs(const ForwardPass& pass, const Sizes& sizes, Random random);

/// The graph of `pass`, with what its outputs need and no more. The pass is made at several sizes, so that extents and
/// attributes that depend on them become symbolic. Throws [trace] where that cannot be told by a polynomial of degree 1
/// in each symbol, where the ops are not the same at all sizes, and where an op takes a tensor that is not the same in
/// all passes and that no op made.
Graph trace(const ForwardPass& pass);

}  // namespace gradlab
