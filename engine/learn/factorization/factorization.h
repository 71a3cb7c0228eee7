// A table of which few cells are known, as the product of two thin ones: who rates, and what is rated, as a few numbers
// each (Koren, Bell and Volinsky 2009, "Matrix factorization techniques for recommender systems").
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/random.h"
#include "engine/core/tensor.h"
#include "engine/nn/nn.h"

namespace gradlab {

/// stars(v, f) = mean + deviation_v + deviation_f + factors_v . factors_f
class Factorization {
 public:
  /// Small normal factors, and deviations of 0. `factors` at least 1.
  void build(std::int64_t viewers, std::int64_t films, std::int64_t factors, float mean, Random& random);
  /// pairs int32 [N, 2], as Ratings have them, to stars [N, 1]; differentiable.
  Tensor forward(const Tensor& pairs) const;
  /// Of everybody for everything: [viewers, films].
  Tensor all() const;
  /// "factors" [viewers + films, K] and "deviation" [viewers + films, 1]: by how much somebody's mean, or a film's, is
  /// off the mean of all, held near 0 by penalties as the factors are.
  std::vector<Parameter> parameters() const;
  /// The films' factors [films, K], sharing storage.
  Tensor film_factors() const;

  struct Opinion {
    std::int64_t film = 0;
    float stars = 0;
  };
  /// What somebody new would give each film: the viewer's factors and bias that fit the opinions best, where nothing
  /// else is changed; `ridge` times the factors' squared length is added to the squared errors.
  std::vector<float> for_newcomer(std::span<const Opinion> opinions, double ridge) const;

 private:
  std::int64_t viewers_ = 0, films_ = 0;
  float mean_ = 0;
  Tensor factors_, deviation_;
};

}  // namespace gradlab
