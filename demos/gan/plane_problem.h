// What is real in the plane: a mixture that the values name, with the visitor's own points; and how near made samples
// come to it.
#pragma once

#include <optional>
#include <vector>

#include "demos/core/experiment.h"
#include "engine/learn/generate/plane_measures.h"

namespace gradlab {

/// "data", "spread", "points".
std::vector<Param> plane_params();

class PlaneProblem {
 public:
  static constexpr float edge = 3.0f;  ///< of the square that is shown and judged, from its middle

  /// Again, too, when values that apply live have changed.
  void build(const Values& values);
  const Mixture& real() const { return real_; }
  /// So many real samples; throws Refusal where the visitor has not drawn any points yet.
  Tensor sample(std::int64_t count, Random& random) const;
  /// Nothing without anything real.
  std::optional<PlaneMeasures> measure(const Tensor& made) const;
  /// "good_share", "divergence", and "modes" where clouds lie apart. Without anything real, nothing made is near it.
  void measure(const Tensor& made, Metrics& metrics) const;
  Effect input(const Json& event) const;
  const Json& points() const { return points_; }

 private:
  Mixture real_;
  Json points_ = Json::array();
  std::optional<PlaneJudge> judge_;
};

}  // namespace gradlab
