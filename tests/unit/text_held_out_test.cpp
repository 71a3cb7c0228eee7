#include <doctest/doctest.h>

#include <algorithm>

#include "engine/data/text/held_out.h"
#include "tests/unit/near.h"

namespace gradlab {

namespace {

std::vector<TextSample> drawn(const std::function<TextSample(Random&)>& make, std::uint64_t seed = 1) {
  std::vector<TextSample> samples;
  Random random(seed);
  for (int i = 0; i < 4000; ++i) samples.push_back(make(random));
  return samples;
}

TextSample number(std::int64_t value) {
  return {.prompt = "", .answer = std::to_string(value)};
}

}  // namespace

TEST_CASE("about a tenth of a generator's samples is held out") {
  for (const TextTask& task : Registry<TextTask>::all()) {
    CAPTURE(task.name);
    const HeldOut held_out(drawn(task.make));
    const std::vector<TextSample> others = drawn(task.make, 2);
    const auto aside =
        std::ranges::count_if(others, [&](const TextSample& sample) { return held_out.contains(sample); });
    CHECK(aside > 4000 * 0.06);
    CHECK(aside < 4000 * 0.14);
  }
}

TEST_CASE("of a handful of samples one is held out too, and of a single one none") {
  for (const std::int64_t different : {1, 2, 5, 30, 300}) {
    CAPTURE(different);
    const HeldOut held_out(drawn([=](Random& random) { return number(random.below(different)); }));
    std::int64_t aside = 0;
    for (std::int64_t i = 0; i < different; ++i) aside += held_out.contains(number(i));
    CHECK(held_out.empty() == (different == 1));
    CHECK(aside == (different == 1 ? 0 : std::max<std::int64_t>(1, different / 10)));
  }
}

TEST_CASE("what comes all the time is not held out beside what is rare") {
  const HeldOut held_out(
      drawn([](Random& random) { return number(random.below(random.below(2) == 0 ? 9 : 100'000)); }));
  for (int i = 0; i < 9; ++i) CHECK(!held_out.contains(number(i)));
  int aside = 0;
  for (int i = 9; i < 100'000; ++i) aside += held_out.contains(number(i));
  CHECK(aside == near(10'000, 0.1));
}

}  // namespace gradlab
