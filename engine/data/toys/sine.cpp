#include <cmath>

#include "engine/data/toys/toys.h"

namespace gradlab {

namespace {

// The sine of x, two waves wide.
Dataset sine(const ToyArguments& arguments, Random& random) {
  return draw_curve(arguments, arguments.noise, random, [](float x) { return std::sin(x); });
}

}  // namespace

const RegisterToy registered_sine({.name = "sine", .kind = ToyEntry::Kind::curve, .place = 3, .make = sine});

}  // namespace gradlab
