#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/data/data.h"

namespace gradlab {

namespace {

std::vector<float> numbers(const Tensor& tensor) {
  return {tensor.values().begin(), tensor.values().end()};
}

Dataset draw(const ToyEntry& toy, ToyArguments arguments, std::uint64_t seed) {
  Random random(seed);
  return toy.make(arguments, random);
}

template <typename Check>
void for_each_toy(Check&& check) {
  for (const ToyEntry& toy : Registry<ToyEntry>::all()) {
    CAPTURE(toy.name);
    check(toy);
  }
}

}  // namespace

TEST_CASE("toys have the asked number of samples, finite and in sight") {
  for_each_toy([](const ToyEntry& toy) {
    for (const std::int64_t count : {1, 7, 200}) {
      for (const float noise : {0.0f, 0.5f, 1.0f}) {
        for (const std::int64_t classes : {2, 5}) {
          const Dataset data = draw(toy, {count, noise, classes}, 1);
          const std::int64_t size = toy.fixed ? 5 : count;
          const bool classify = toy.kind == ToyEntry::Kind::classification;
          CHECK(data.inputs.shape() == Shape{size, classify ? 2 : 1});
          CHECK(std::ranges::all_of(data.inputs.values(), [](float x) { return std::abs(x) <= 6.0f; }));
          if (classify) {
            REQUIRE(data.targets.shape() == Shape{size});
            const std::int32_t* labels = data.targets.indices();
            CHECK(std::all_of(labels, labels + size, [](std::int32_t label) { return label >= 0 && label < 5; }));
          } else {
            CHECK(data.targets.shape() == Shape{size, 1});
            CHECK(std::ranges::all_of(data.targets.values(), [](float y) { return std::isfinite(y); }));
          }
        }
      }
    }
  });
}

TEST_CASE("classes are as even as can be, and mixed") {
  for_each_toy([](const ToyEntry& toy) {
    if (toy.kind != ToyEntry::Kind::classification) return;
    const Dataset data = draw(toy, {.count = 101}, 1);
    std::vector<std::int64_t> sizes(10);
    std::int64_t changes = 0;
    for (std::int64_t i = 0; i < data.size(); ++i) {
      ++sizes[static_cast<std::size_t>(data.targets.indices()[i])];
      changes += i > 0 && data.targets.indices()[i] != data.targets.indices()[i - 1];
    }
    std::erase(sizes, 0);
    CHECK(sizes.size() >= 2);
    CHECK(std::ranges::max(sizes) - std::ranges::min(sizes) <= 1);
    CHECK(changes > 25);
    CHECK(changes < 85);
  });
}

TEST_CASE("as many classes as asked for, where a toy has a choice") {
  for (const char* name : {"three_blobs", "rings", "pinwheel"}) {
    CAPTURE(name);
    for (const std::int64_t classes : {2, 3, 6}) {
      const Dataset data = draw(Registry<ToyEntry>::find("toy", name), {.count = 60, .classes = classes}, 1);
      const std::set<std::int32_t> drawn(data.targets.indices(), data.targets.indices() + 60);
      CHECK(static_cast<std::int64_t>(drawn.size()) == classes);
    }
  }
}

TEST_CASE("the seed decides which samples are drawn") {
  for_each_toy([](const ToyEntry& toy) {
    const ToyArguments arguments{.count = 50, .noise = 0.2f};
    const Dataset first = draw(toy, arguments, 1), again = draw(toy, arguments, 1), other = draw(toy, arguments, 2);
    CHECK(numbers(first.inputs) == numbers(again.inputs));
    const bool classify = toy.kind == ToyEntry::Kind::classification;
    if (!classify) CHECK(numbers(first.targets) == numbers(again.targets));
    CHECK(numbers(first.inputs) != numbers(other.inputs));
  });
}

TEST_CASE("noise moves samples away from where they would be") {
  for_each_toy([](const ToyEntry& toy) {
    const Dataset clean = draw(toy, {.count = 300}, 1), noisy = draw(toy, {.count = 300, .noise = 0.5f}, 1);
    const bool classify = toy.kind == ToyEntry::Kind::classification;
    CHECK(numbers(classify ? clean.inputs : clean.targets) != numbers(classify ? noisy.inputs : noisy.targets));
  });
}

TEST_CASE("without noise a formula holds exactly") {
  const auto holds = [](const char* name, auto rule) {
    CAPTURE(name);
    const Dataset data = draw(Registry<ToyEntry>::find("toy", name), {.count = 100}, 3);
    for (std::int64_t i = 0; i < data.size(); ++i) CHECK(rule(data, i));
  };
  const auto line = [](float slope, float offset) {
    return [=](const Dataset& data, std::int64_t i) {
      return data.targets.data()[i] == doctest::Approx(slope * data.inputs.data()[i] + offset);
    };
  };
  holds("line_five_points", line(2.0f, 0.0f));
  holds("noisy_line", line(0.5f, 1.0f));
  holds("step", [](const Dataset& data, std::int64_t i) {
    return data.targets.data()[i] == (data.inputs.data()[i] < 0.0f ? -1.0f : 1.0f);
  });
  holds("xor", [](const Dataset& data, std::int64_t i) {
    const bool same_side = data.inputs.data()[2 * i] * data.inputs.data()[2 * i + 1] > 0.0f;
    return data.targets.indices()[i] == (same_side ? 0 : 1);
  });
  holds("circle", [](const Dataset& data, std::int64_t i) {
    return data.targets.indices()[i] ==
           (std::hypot(data.inputs.data()[2 * i], data.inputs.data()[2 * i + 1]) < 3.0f ? 0 : 1);
  });
}

TEST_CASE("toys refuse arguments out of range") {
  for_each_toy([](const ToyEntry& toy) {
    for (const ToyArguments& wrong :
         {ToyArguments{.count = 0}, ToyArguments{.noise = -0.1f}, ToyArguments{.noise = NAN},
          ToyArguments{.noise = 1.1f}, ToyArguments{.classes = 1}, ToyArguments{.classes = 11}}) {
      Random random(1);
      CHECK_THROWS_AS(toy.make(wrong, random), Error);
    }
  });
}

}  // namespace gradlab
