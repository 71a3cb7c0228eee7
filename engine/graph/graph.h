// A model as data: the ops of one forward pass, what they were told, and what goes from one to the next. It names no
// layer and no class, so it can be printed, run by an interpreter, and written as another's format.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/core/tensor.h"
#include "engine/graph/extent.h"

namespace gradlab {

struct Graph {
  /// What goes into nodes and comes out of them.
  struct Value {
    std::string name;  ///< unique: "tokens", "blocks.0.attention.query.weight", "linear.3"
    DType type = DType::float32;
    std::vector<Extent> shape;
    bool operator==(const Value&) const = default;
  };
  using Attribute = std::variant<bool, float, std::string, Extent, std::vector<Extent>>;
  /// One op; inputs and outputs are indices of values. Nodes stand in an order in which they can be run.
  struct Node {
    std::string op;
    std::vector<std::pair<std::string, Attribute>> attributes;
    std::vector<std::size_t> inputs, outputs;
    bool operator==(const Node&) const = default;
  };
  /// A value that is always the same tensor.
  struct Held {
    std::size_t value = 0;
    Tensor tensor;
  };
  struct Output {
    std::string name;
    std::size_t value = 0;
    bool operator==(const Output&) const = default;
  };

  std::vector<Value> values;
  std::vector<std::size_t> inputs;
  std::vector<Held> parameters;  ///< the model's own tensors: what training makes of them is seen here
  std::vector<Held> constants;   ///< what training does not change by gradients: running moments, tables
  std::vector<Node> nodes;
  std::vector<Output> outputs;
};

/// "[N, 2*T, 8]"
std::string shape_text(const std::vector<Extent>& shape);

/// The outputs for `inputs`, computed by the engine's ops, with gradients where a tape records. Throws [graph] for
/// inputs that do not have the shapes and types that the graph names, and for an op that it does not know.
Tensors interpret(const Graph& graph, const Tensors& inputs);

}  // namespace gradlab
