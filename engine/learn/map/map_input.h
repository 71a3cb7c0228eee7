// What methods of neighbours begin with: the points along their main directions, and who is near to whom.
#pragma once

#include "engine/data/principal_components.h"
#include "engine/learn/map/nearest_neighbours.h"

namespace gradlab {

class MapInput {
 public:
  static constexpr std::int64_t most_directions = 50;  // what points differ by beyond these is mostly noise

  MapInput() = default;
  /// Points [N, D], and how many neighbours of each are wanted, if there are that many.
  MapInput(const Tensor& points, std::int64_t neighbours);
  /// A few milliseconds of work; true while there is more.
  bool advance();
  /// [N, up to 50], centred, the direction with most variance first.
  const Tensor& points() const { return points_; }
  const NeighbourTable& neighbours() const { return search_.found(); }

 private:
  PrincipalSearch directions_;
  Tensor points_;  // undefined until the directions are there
  NearestNeighbours search_;
  std::int64_t each_ = 0;
};

/// Places [N, 2] to begin with: the first two columns of `points` with the first one's deviation made `deviation`, and
/// noise of a hundredth of it, so that equal points can part. A missing second column is noise alone.
void place_along_directions(const Tensor& points, float deviation, std::uint64_t key, const Tensor& places);

}  // namespace gradlab
