// The directions in which points differ most (Pearson 1901; Hotelling 1933): many dimensions drawn as two, or told by a
// few numbers.
#pragma once

#include <vector>

#include "engine/core/tensor.h"

namespace gradlab {

struct PrincipalComponents {
  Tensor mean;                 ///< [D] of the points
  Tensor directions;           ///< [count, D], of length 1, orthogonal, the one with most variance first
  Tensor places;               ///< [N, count] of the points, centred, along these
  std::vector<double> shares;  ///< of the variance, [count]
};

/// Looks for them little by little, by simultaneous iteration (Bauer 1957): of many wide points a round takes
/// milliseconds.
class ComponentSearch {
 public:
  /// Of points [N, D], N at least 1; `count` at most D. All of it on the host.
  ComponentSearch(const Tensor& points, std::int64_t count);
  /// One round; false when the directions have come to rest, to about six digits, or after 200 rounds.
  bool refine();
  /// The largest number of a direction is positive, so that small changes of the points do not turn it round.
  PrincipalComponents found() const;

 private:
  Tensor mean_, centred_, directions_;  // [D], [N, D], [count, D]
  int rounds_ = 0;
};

/// Of points [N, D], as ComponentSearch finds them.
PrincipalComponents principal_components(const Tensor& points, std::int64_t count);

/// points [N, D] along the directions: [N, count].
Tensor places_of(const PrincipalComponents& components, const Tensor& points);
/// The points [N, D] that lie at `places` [N, count]: of all with so few numbers those nearest to the ones that had
/// them.
Tensor points_at(const PrincipalComponents& components, const Tensor& places);

}  // namespace gradlab
