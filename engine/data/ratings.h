// Made-up viewers who give made-up films from one to five stars. Each film has two tastes that nobody is told of, each
// viewer likes some of either and dislikes some, and a viewer has seen only a few of all films.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/random.h"
#include "engine/core/tensor.h"

namespace gradlab {

struct Film {
  std::string title;       ///< a name that stands in any language
  std::int32_t genre = 0;  ///< of four
};
const std::vector<Film>& films();

struct RatingsOptions {
  std::int64_t viewers = 300;
  float known_share = 0.3f;  ///< of all stars that there could be, [0, 1]
  float noise = 0.3f;        ///< deviation of a mood, in stars
};

struct Ratings {
  Tensor pairs;   ///< int32 [N, 2]: a viewer, and a film as one behind the last viewer: 0 .. viewers + films - 1
  Tensor stars;   ///< [N, 1]: 1, 2, 3, 4 or 5
  Tensor liking;  ///< [viewers, films]: what each would give without mood and rounding, [1, 5]
};
Ratings made_ratings(const RatingsOptions& options, const Random& random);

}  // namespace gradlab
