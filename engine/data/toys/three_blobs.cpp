#include <cmath>
#include <numbers>

#include "engine/data/toys/toys.h"

namespace gradlab {

namespace {

constexpr float distance = 3.5f;  // of the centres from the origin

// As many normal distributions as there are classes, evenly about the origin.
Dataset three_blobs(const ToyArguments& arguments, Random& random) {
  const std::int64_t classes = arguments.classes;
  const float deviation = 0.5f + 1.8f * arguments.noise;
  return draw_classes(arguments, classes, deviation, random, [classes](std::int64_t label, float, Random&) {
    const float angle = 2.0f * std::numbers::pi_v<float> * static_cast<float>(label) / static_cast<float>(classes);
    return Point{distance * std::sin(angle), distance * std::cos(angle)};
  });
}

}  // namespace

const RegisterToy registered_three_blobs({.name = "three_blobs",
                                          .kind = ToyEntry::Kind::classification,
                                          .place = 6,
                                          .any_classes = true,
                                          .make = three_blobs});

}  // namespace gradlab
