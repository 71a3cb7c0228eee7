#include <cmath>

#include "engine/data/toys/toys.h"

namespace gradlab {

namespace {

// A bell of height 2 and deviation 1 about the origin: nearly flat but for the middle.
Dataset bump(const ToyArguments& arguments, Random& random) {
  return draw_curve(arguments, arguments.noise, random, [](float x) { return 2.0f * std::exp(-0.5f * x * x); });
}

}  // namespace

const RegisterToy registered_bump({.name = "bump", .kind = ToyEntry::Kind::curve, .place = 6, .make = bump});

}  // namespace gradlab
