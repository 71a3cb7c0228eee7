#include <cmath>
#include <numbers>

#include "engine/data/toys/toys.h"

namespace gradlab {

namespace {

constexpr float radius = 3.3f;

// Two half circles, each with an end inside the other.
Dataset moons(const ToyArguments& arguments, Random& random) {
  return draw_classes(arguments, 2, 1.6f * arguments.noise, random, [](std::int64_t label, float share, Random&) {
    const float angle = std::numbers::pi_v<float> * share;
    const Point upper{std::cos(angle) - 0.5f, std::sin(angle) - 0.25f};
    const float sign = label == 0 ? 1.0f : -1.0f;  // the lower moon is the upper one turned half round
    return Point{sign * radius * upper.x, sign * radius * upper.y};
  });
}

}  // namespace

const RegisterToy registered_moons(
    {.name = "moons", .kind = ToyEntry::Kind::classification, .place = 4, .make = moons});

}  // namespace gradlab
