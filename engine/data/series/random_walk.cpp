#include "engine/data/series.h"

namespace gradlab {

namespace {

// Each value is the one before and chance: nothing foretells it better than to say that it stays.
std::vector<float> random_walk(std::int64_t steps, Random& random) {
  std::vector<float> values;
  float value = 0.0f;
  for (std::int64_t step = 0; step < steps; ++step) values.push_back(value += random.normal());
  return values;
}

}  // namespace

const RegisterSeries registered_random_walk({"random_walk", 0, random_walk});

}  // namespace gradlab
