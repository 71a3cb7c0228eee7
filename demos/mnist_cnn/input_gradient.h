// How much each pixel matters: gradients by the input.
#pragma once

#include <functional>

#include "engine/nn/nn.h"

namespace gradlab {

/// d sum(pick(answers)) / dx, of x's shape [N, ...], where `answers` are all layers' outputs, without training. Leaves
/// the parameters' gradients alone.
Tensor input_gradient(const Sequential& model, const Tensor& x,
                      const std::function<Tensor(const std::vector<Tensor>& answers)>& pick);

/// Greatest |value| of each pixel over the channels: [N, H, W, C] to [N, H, W].
Tensor strongest_channel(const Tensor& x);

}  // namespace gradlab
