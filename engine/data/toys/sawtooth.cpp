#include <cmath>

#include "engine/data/toys/toys.h"

namespace gradlab {

namespace {

// Teeth that rise from -1 to 1, one every 3 units.
Dataset sawtooth(const ToyArguments& arguments, Random& random) {
  return draw_curve(arguments, arguments.noise, random,
                    [](float x) { return 2.0f * (x / 3.0f - std::floor(x / 3.0f)) - 1.0f; });
}

}  // namespace

const RegisterToy registered_sawtooth(
    {.name = "sawtooth", .kind = ToyEntry::Kind::curve, .place = 5, .make = sawtooth});

}  // namespace gradlab
