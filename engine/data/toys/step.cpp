#include "engine/data/toys/toys.h"

namespace gradlab {

namespace {

// From -1 to 1 at x = 0.
Dataset step(const ToyArguments& arguments, Random& random) {
  return draw_curve(arguments, arguments.noise, random, [](float x) { return x < 0.0f ? -1.0f : 1.0f; });
}

}  // namespace

const RegisterToy registered_step({.name = "step", .kind = ToyEntry::Kind::curve, .place = 4, .make = step});

}  // namespace gradlab
