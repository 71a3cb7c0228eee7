// The directions in which points differ most (Pearson 1901; Hotelling 1933), to draw many dimensions as two, or to go
// on with fewer of them.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/tensor.h"

namespace gradlab {

struct PrincipalComponents {
  Tensor mean;                 ///< [D] of the points
  Tensor directions;           ///< [count, D], of length 1, orthogonal, the one with most variance first
  Tensor places;               ///< [N, count] of the points, centred, along these
  std::vector<double> shares;  ///< of the variance, [count]
};

/// The search for them by subspace iteration (Halko, Martinsson and Tropp 2011): directions that begin by chance are
/// multiplied by the points' covariance, round after round, which never has to be written down. Memory beside the
/// points: N + 3 D numbers for each direction.
class PrincipalSearch {
 public:
  PrincipalSearch() = default;
  /// Of points [N, D], N at least 1, from directions drawn by `key`; `count` at most D. It ends when a round raises the
  /// variance captured by no more than the share `still`.
  PrincipalSearch(const Tensor& points, std::int64_t count, double still = 1e-6, std::uint64_t key = 0);
  /// Takes in some points, a few milliseconds of work; true while there is more to find.
  bool advance();
  /// A whole round, whether there is more to find or not.
  void round();
  /// As found in the last round that was finished; one at least. The largest number of a direction is positive, so
  /// that small changes of the points do not turn it round.
  PrincipalComponents found() const;
  /// Where the next round begins, [searched, D]: all that rounds change.
  const Tensor& directions() const { return directions_; }

 private:
  /// True where the round ends with it.
  bool take_block();
  void end_round();

  Tensor points_, directions_, last_directions_, places_, sums_;
  Tensor block_, block_places_, block_sums_;
  std::vector<float> mean_;
  std::int64_t count_ = 0, row_ = 0, rounds_ = 0;
  double variance_ = 0.0, captured_ = 0.0, least_growth_ = 0.0;
  bool still_ = false;
};

/// All at once.
PrincipalComponents principal_components(const Tensor& points, std::int64_t count);

/// points [N, D] along the directions: [N, count].
Tensor places_of(const PrincipalComponents& components, const Tensor& points);
/// The points [N, D] that lie at `places` [N, count]: of all with so few numbers those nearest to the ones that had
/// them.
Tensor points_at(const PrincipalComponents& components, const Tensor& places);

}  // namespace gradlab
