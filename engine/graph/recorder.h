// One forward pass as a graph of numbers, not yet of symbols.
#pragma once

#include "engine/autograd/tracer.h"
#include "engine/graph/trace.h"

namespace gradlab {

class Recorder final : public Tracer {
 public:
  /// Makes the pass with `inputs`, and keeps what its outputs need.
  Recorder(const ForwardPass& pass, const Tensors& inputs);

  const Graph& graph() const { return graph_; }

 private:
  void note(std::string_view op, std::span<const Tensor> inputs, std::span<const Tensor> outputs,
            Attributes attributes) override;
  std::size_t add(std::string name, const Tensor& tensor);
  /// The latest value that is this tensor; a new constant where there is none.
  std::size_t value_of(const Tensor& tensor);
  void keep_needed();
  /// After their ops, counted: "linear.0".
  void name_values();

  Graph graph_;
  Tensors tensors_;  // of the values: held, so that no other takes the place of one
};

}  // namespace gradlab
