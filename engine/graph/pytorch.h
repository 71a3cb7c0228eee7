// How PyTorch calls and lays out the tensors of a model, told from what its graph does with them: our weights are
// [inputs, outputs] and our images [height, width, channels], PyTorch's the other way round.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/graph/graph.h"

namespace gradlab {

struct PyTorchTensor {
  std::string name;        ///< "1.running_var", "weight_ih_l0"
  Shape shape;             ///< as there
  Shape parts = {};        ///< ours, with the axis of what was an image taken apart into its three
  std::vector<int> order;  ///< the axes of `parts`, as they follow each other there

  std::vector<float> from_ours(std::span<const float> ours) const;
  void to_ours(std::span<const float> theirs, std::span<float> ours) const;
};

/// As the modules Linear, Conv2d, ConvTranspose2d, BatchNorm2d, LayerNorm, Embedding, RNN, LSTM and GRU have the tensor
/// `name` of the model; layers over images that are made flat, or were flat, count channels first.
PyTorchTensor pytorch_tensor(const Graph& graph, std::string_view name, const Shape& shape);

}  // namespace gradlab
