#include "engine/data/toys/toys.h"

namespace gradlab {

namespace {

// A line of slope 0.5 through (0, 1).
Dataset noisy_line(const ToyArguments& arguments, Random& random) {
  return draw_curve(arguments, 2.0f * arguments.noise, random, [](float x) { return 0.5f * x + 1.0f; });
}

}  // namespace

const RegisterToy registered_noisy_line(
    {.name = "noisy_line", .kind = ToyEntry::Kind::curve, .place = 2, .make = noisy_line});

}  // namespace gradlab
