#include "engine/data/toys/toys.h"

namespace gradlab {

namespace {

// Three parallel normal distributions, each several times as long as it is wide.
Dataset stretched_blobs(const ToyArguments& arguments, Random& random) {
  return draw_classes(arguments, 3, 1.2f * arguments.noise, random, [](std::int64_t label, float, Random& chance) {
    const float along = 1.5f * chance.normal(), across = 0.28f * chance.normal();
    const float middle = 2.0f * static_cast<float>(label - 1);
    return Point{middle + 0.8f * along - 0.6f * across, 0.6f * along + 0.8f * across - 0.6f * middle};
  });
}

}  // namespace

const RegisterToy registered_stretched_blobs(
    {.name = "stretched_blobs", .kind = ToyEntry::Kind::classification, .place = 11, .make = stretched_blobs});

}  // namespace gradlab
