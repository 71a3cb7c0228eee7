// How the weights of every layer are spread, and the gradients that pull at them.
#pragma once

#include "demos/core/views.h"
#include "engine/nn/nn.h"

namespace gradlab {

/// One group for each layer with weights; `gradients`, one for each of the model's parameters, undefined for none.
void show_histograms(View& view, const Sequential& model, const std::vector<Tensor>& gradients);

/// The gradients of `loss`, which runs the model, by each of its parameters. What an optimiser is to see stays as it
/// is.
std::vector<Tensor> gradients_of(const Sequential& model, const std::function<Tensor()>& loss);

}  // namespace gradlab
