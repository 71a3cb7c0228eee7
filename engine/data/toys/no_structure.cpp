#include "engine/data/toys/toys.h"

namespace gradlab {

namespace {

constexpr float half_side = 5.0f;

// Points evenly spread over a square, in two classes by lot: there is nothing to find.
Dataset no_structure(const ToyArguments& arguments, Random& random) {
  return draw_classes(arguments, 2, 0.5f * arguments.noise, random, [](std::int64_t, float, Random& chance) {
    const float x = chance.uniform(-half_side, half_side);
    return Point{x, chance.uniform(-half_side, half_side)};
  });
}

}  // namespace

const RegisterToy registered_no_structure(
    {.name = "no_structure", .kind = ToyEntry::Kind::classification, .place = 12, .make = no_structure});

}  // namespace gradlab
