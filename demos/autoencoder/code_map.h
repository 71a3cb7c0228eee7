// The codes of an autoencoder as a map: places of the plane, and what lies at each of them.
#pragma once

#include <array>
#include <optional>

#include "demos/core/views.h"
#include "engine/data/principal_components.h"

namespace gradlab {

class CodeMap {
 public:
  /// Of codes [N, latent]: two numbers are the place itself; of more the places are along the two directions in which
  /// the codes differ most.
  void draw_up(const Tensor& codes);
  bool empty() const { return !places_.defined(); }
  const Tensor& places() const { return places_; }  ///< [N, 2] of those codes
  /// Codes [M, latent] on the map, [M, 2].
  Tensor placed(const Tensor& codes) const;
  /// The codes [M, latent] that lie at such places.
  Tensor codes_at(const Tensor& places) const;
  /// A square around all places: x0, x1, y0, y1.
  const std::array<float, 4>& bounds() const { return bounds_; }

 private:
  std::optional<PrincipalComponents> directions_;  // where there are more than two numbers
  Tensor places_;
  std::array<float, 4> bounds_{-1, 1, -1, 1};
};

}  // namespace gradlab
