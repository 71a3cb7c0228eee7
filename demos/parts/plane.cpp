#include "demos/parts/plane.h"

namespace gradlab {

std::vector<float> cell_middles(std::int64_t cells) {
  const auto count = static_cast<float>(cells);
  std::vector<float> middles;
  for (float cell = 0.5f; cell < count; ++cell) middles.push_back(2.0f * cell / count - 1.0f);
  return middles;
}

Tensor plane_inputs(float edge, std::int64_t cells, std::int64_t width) {
  Tensor inputs = Tensor::zeros({cells * cells, width});
  const std::vector<float> middles = cell_middles(cells);
  float* next = inputs.data();
  for (const float y : middles) {
    for (const float x : middles) {
      next[0] = edge * x;
      if (width > 1) next[1] = edge * y;
      next += width;
    }
  }
  return inputs;
}

}  // namespace gradlab
