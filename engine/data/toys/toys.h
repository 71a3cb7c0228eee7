// What the drawn data sets share: even classes, shuffled order, noise that keeps points in sight.
#pragma once

#include <cstdint>
#include <functional>

#include "engine/data/data.h"

namespace gradlab {

inline constexpr float toy_reach = 6.0f;  // inputs lie in [-reach, reach]

struct Point {
  float x = 0.0f, y = 0.0f;
};

/// One point of class `label`; `share` in (0, 1) grows evenly over the points of the class.
using DrawPoint = std::function<Point(std::int64_t label, float share, Random&)>;

/// arguments.count points in shuffled order, inputs [N, 2] and int32 labels [N]; the sizes of the classes differ by at
/// most one. Each point is displaced by a normal of deviation `deviation`; one that would leave the square is drawn
/// again.
Dataset draw_classes(const ToyArguments& arguments, std::int64_t classes, float deviation, Random& random,
                     const DrawPoint& draw);

/// arguments.count points in shuffled order of the curve `f` over [-reach, reach], inputs [N, 1] and targets [N, 1]:
/// one at random in each of N equal stretches. Targets have noise, normal of deviation `deviation`.
Dataset draw_curve(const ToyArguments& arguments, float deviation, Random& random,
                   const std::function<float(float x)>& f);

/// Throws [toy] for arguments out of range.
void check(const ToyArguments& arguments);

}  // namespace gradlab
