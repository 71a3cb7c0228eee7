#include "engine/learn/generate/flow_matching.h"

#include "engine/ops/ops.h"

namespace gradlab {

FlowPair flow_pair(const Tensor& noise, const Tensor& data, const Tensor& times) {
  const Tensor velocity = data - noise;
  return {noise + times * velocity, velocity};
}

Tensor flow_step(const VelocityField& field, const Tensor& points, float time, float length) {
  const Tensor middle = points + scale(field(points, time), 0.5f * length);
  return points + scale(field(middle, time + 0.5f * length), length);
}

}  // namespace gradlab
