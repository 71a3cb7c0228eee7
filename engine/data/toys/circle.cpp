#include <cmath>
#include <numbers>

#include "engine/data/toys/toys.h"

namespace gradlab {

namespace {

constexpr float disc = 2.5f, ring_inner = 3.5f, ring_outer = 5.0f;  // radii

// A disc, and the ring around it.
Dataset circle(const ToyArguments& arguments, Random& random) {
  return draw_classes(arguments, 2, 2.0f * arguments.noise, random, [](std::int64_t label, float, Random& chance) {
    const float radius = label == 0 ? chance.uniform(0.0f, disc) : chance.uniform(ring_inner, ring_outer);
    const float angle = chance.uniform(0.0f, 2.0f * std::numbers::pi_v<float>);
    return Point{radius * std::cos(angle), radius * std::sin(angle)};
  });
}

}  // namespace

const RegisterToy registered_circle(
    {.name = "circle", .kind = ToyEntry::Kind::classification, .place = 1, .make = circle});

}  // namespace gradlab
