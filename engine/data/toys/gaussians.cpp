#include "engine/data/toys/toys.h"

namespace gradlab {

namespace {

// Two normal distributions about (2, 2) and (-2, -2), farther apart than they are wide while there is little noise.
Dataset gaussians(const ToyArguments& arguments, Random& random) {
  const float deviation = 0.7f + 2.5f * arguments.noise;
  return draw_classes(arguments, 2, deviation, random, [](std::int64_t label, float, Random&) {
    return label == 0 ? Point{-2.0f, -2.0f} : Point{2.0f, 2.0f};
  });
}

}  // namespace

const RegisterToy registered_gaussians(
    {.name = "gaussians", .kind = ToyEntry::Kind::classification, .place = 3, .make = gaussians});

}  // namespace gradlab
