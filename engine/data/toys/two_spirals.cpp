#include <cmath>
#include <numbers>

#include "engine/data/toys/toys.h"

namespace gradlab {

namespace {

constexpr float turns = 1.75f, radius_end = 5.0f;

// Two arms wound about each other, opposite at every radius (after Lang and Witbrock 1988).
Dataset two_spirals(const ToyArguments& arguments, Random& random) {
  return draw_classes(arguments, 2, 0.8f * arguments.noise, random, [](std::int64_t label, float share, Random&) {
    constexpr float pi = std::numbers::pi_v<float>;
    const float angle = 2.0f * pi * turns * share + (label == 0 ? 0.0f : pi);
    return Point{radius_end * share * std::sin(angle), radius_end * share * std::cos(angle)};
  });
}

}  // namespace

const RegisterToy registered_two_spirals(
    {.name = "two_spirals", .kind = ToyEntry::Kind::classification, .place = 5, .make = two_spirals});

}  // namespace gradlab
