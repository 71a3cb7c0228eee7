#include "engine/data/toys/toys.h"

namespace gradlab {

namespace {

// The textbook's five points: x = 1..5, y = 2x. There are always five, and they are exact unless noise is asked for.
Dataset line_five_points(const ToyArguments& arguments, Random& random) {
  check(arguments);
  Dataset data{Tensor::empty({5, 1}), Tensor::empty({5, 1})};
  const std::vector<std::int32_t> places = random.permutation(5);
  for (int i = 0; i < 5; ++i) {
    const auto x = static_cast<float>(i + 1);
    const std::int32_t place = places[static_cast<std::size_t>(i)];
    data.inputs.data()[place] = x;
    data.targets.data()[place] = 2.0f * x + (arguments.noise > 0.0f ? arguments.noise * random.normal() : 0.0f);
  }
  return data;
}

}  // namespace

const RegisterToy registered_line_five_points(
    {.name = "line_five_points", .kind = ToyEntry::Kind::curve, .place = 1, .fixed = true, .make = line_five_points});

}  // namespace gradlab
