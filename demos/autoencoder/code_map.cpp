#include "demos/autoencoder/code_map.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace gradlab {

namespace {

constexpr float margin = 1.06f;

std::array<float, 4> square_around(std::span<const float> places) {
  std::array<float, 2> low{}, high{};
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::size_t axis = i % 2;
    if (i < 2) low[axis] = high[axis] = places[i];
    low[axis] = std::min(low[axis], places[i]);
    high[axis] = std::max(high[axis], places[i]);
  }
  const float half = 0.5f * margin * std::max({high[0] - low[0], high[1] - low[1], 1e-3f});
  if (!std::isfinite(half)) return {-1, 1, -1, 1};
  const float x = 0.5f * (low[0] + high[0]), y = 0.5f * (low[1] + high[1]);
  return {x - half, x + half, y - half, y + half};
}

}  // namespace

void CodeMap::draw_up(const Tensor& codes) {
  directions_.reset();
  if (codes.shape()[1] > 2) directions_ = principal_components(codes, 2);
  places_ = placed(codes);
  bounds_ = square_around(places_.read());
}

Tensor CodeMap::placed(const Tensor& codes) const {
  return directions_ ? places_of(*directions_, codes) : codes;
}

Tensor CodeMap::codes_at(const Tensor& places) const {
  return directions_ ? points_at(*directions_, places) : places;
}

}  // namespace gradlab
