#include <array>

#include "engine/data/toys/toys.h"

namespace gradlab {

namespace {

struct Blob {
  Point centre;
  float deviation;
};
constexpr std::array<Blob, 3> blobs_of_widths = {{{{-1.8f, 0.0f}, 1.7f}, {{2.7f, 2.5f}, 0.3f}, {{2.5f, -2.2f}, 0.4f}}};

// Three normal distributions, one of them far wider than the others.
Dataset unequal_blobs(const ToyArguments& arguments, Random& random) {
  return draw_classes(arguments, 3, 1.2f * arguments.noise, random, [](std::int64_t label, float, Random& chance) {
    const Blob& blob = blobs_of_widths[static_cast<std::size_t>(label)];
    return Point{chance.normal(blob.centre.x, blob.deviation), chance.normal(blob.centre.y, blob.deviation)};
  });
}

}  // namespace

const RegisterToy registered_unequal_blobs(
    {.name = "unequal_blobs", .kind = ToyEntry::Kind::classification, .place = 10, .make = unequal_blobs});

}  // namespace gradlab
