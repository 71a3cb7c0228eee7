#include <cmath>
#include <numbers>

#include "engine/data/toys/toys.h"

namespace gradlab {

namespace {

constexpr float radius_start = 0.8f, radius_end = 5.2f, bend = 1.1f;  // bend: radians from hub to tip

// As many bent arms about the origin as there are classes.
Dataset pinwheel(const ToyArguments& arguments, Random& random) {
  const auto classes = static_cast<float>(arguments.classes);
  return draw_classes(arguments, arguments.classes, 1.2f * arguments.noise, random,
                      [classes](std::int64_t label, float share, Random& chance) {
                        const float radius = radius_start + (radius_end - radius_start) * share;
                        const float spread = chance.uniform(-0.15f, 0.15f);  // of a full arm's angle
                        const float angle =
                            2.0f * std::numbers::pi_v<float> * (static_cast<float>(label) + spread) / classes +
                            bend * share;
                        return Point{radius * std::cos(angle), radius * std::sin(angle)};
                      });
}

}  // namespace

const RegisterToy registered_pinwheel(
    {.name = "pinwheel", .kind = ToyEntry::Kind::classification, .place = 8, .any_classes = true, .make = pinwheel});

}  // namespace gradlab
