#include <cmath>
#include <numbers>

#include "engine/data/toys/toys.h"

namespace gradlab {

namespace {

constexpr float outer_radius = 5.5f, filled = 0.7f;  // each ring fills this share of the distance to the next

// As many rings about the origin as there are classes; the innermost is a disc.
Dataset rings(const ToyArguments& arguments, Random& random) {
  const float width = outer_radius / static_cast<float>(arguments.classes);
  return draw_classes(arguments, arguments.classes, width * arguments.noise, random,
                      [width](std::int64_t label, float, Random& chance) {
                        const float radius = width * (static_cast<float>(label) + chance.uniform(0.0f, filled));
                        const float angle = chance.uniform(0.0f, 2.0f * std::numbers::pi_v<float>);
                        return Point{radius * std::cos(angle), radius * std::sin(angle)};
                      });
}

}  // namespace

const RegisterToy registered_rings(
    {.name = "rings", .kind = ToyEntry::Kind::classification, .place = 7, .any_classes = true, .make = rings});

}  // namespace gradlab
