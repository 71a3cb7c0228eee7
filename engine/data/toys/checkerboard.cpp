#include "engine/data/toys/toys.h"

namespace gradlab {

namespace {

constexpr std::int64_t squares = 4;  // along each side
constexpr float side = 2.5f;

// Squares in two alternating classes.
Dataset checkerboard(const ToyArguments& arguments, Random& random) {
  return draw_classes(arguments, 2, 0.9f * arguments.noise, random, [](std::int64_t label, float, Random& chance) {
    const std::int64_t row = chance.below(squares);
    const std::int64_t column = 2 * chance.below(squares / 2) + (row + label) % 2;
    const auto place = [&](std::int64_t index) {
      return side * (static_cast<float>(index - squares / 2) + chance.uniform());
    };
    return Point{place(column), place(row)};
  });
}

}  // namespace

const RegisterToy registered_checkerboard(
    {.name = "checkerboard", .kind = ToyEntry::Kind::classification, .place = 9, .make = checkerboard});

}  // namespace gradlab
