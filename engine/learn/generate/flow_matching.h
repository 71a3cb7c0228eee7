// Flow matching (Lipman et al. 2023) along straight paths: a velocity field that carries noise, at time 0, to data, at
// time 1.
#pragma once

#include <functional>

#include "engine/core/tensor.h"

namespace gradlab {

/// Where samples are on their way, and the velocity that a field should have there, [N, ...] both.
struct FlowPair {
  Tensor point, velocity;
};
/// point = (1 - t) noise + t data, velocity = data - noise; noise and data [N, ...], times [N, 1, ...] in [0, 1].
FlowPair flow_pair(const Tensor& noise, const Tensor& data, const Tensor& times);

/// What a model answers at points [N, ...] at one time: their velocity.
using VelocityField = std::function<Tensor(const Tensor& points, float time)>;

/// One step of the midpoint rule from `time`; its error is of the third order in `length`.
Tensor flow_step(const VelocityField& field, const Tensor& points, float time, float length);

}  // namespace gradlab
