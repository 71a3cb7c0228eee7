#include "engine/data/toys/toys.h"

namespace gradlab {

namespace {

constexpr float gap = 0.4f, reach = 5.0f;  // nearest and farthest coordinates

// Four squares about the origin; class 1 where exactly one coordinate is positive. No straight line tells them apart.
Dataset exclusive_or(const ToyArguments& arguments, Random& random) {
  return draw_classes(arguments, 2, 2.0f * arguments.noise, random,
                      [](std::int64_t label, float share, Random& chance) {
                        const float side = share < 0.5f ? 1.0f : -1.0f;
                        const float other = label == 0 ? side : -side;
                        return Point{side * chance.uniform(gap, reach), other * chance.uniform(gap, reach)};
                      });
}

}  // namespace

const RegisterToy registered_xor(
    {.name = "xor", .kind = ToyEntry::Kind::classification, .place = 2, .make = exclusive_or});

}  // namespace gradlab
