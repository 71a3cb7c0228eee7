// Drawings as images: sizes, places, ink.
#include "engine/data/digit.h"
#include "tests/unit/near.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace gradlab {

namespace {

struct Ink {
  double mass = 0, x = 0, y = 0;
  std::int64_t left = 1000, right = -1, top = 1000, bottom = -1;
};

Ink ink_of(const std::vector<std::uint8_t>& image, std::int64_t edge) {
  Ink ink;
  for (std::int64_t i = 0; i < edge * edge; ++i) {
    const double value = image[static_cast<std::size_t>(i)] / 255.0;
    ink.mass += value;
    ink.x += value * (static_cast<double>(i % edge) + 0.5);
    ink.y += value * (static_cast<double>(i / edge) + 0.5);
    if (value == 0) continue;
    ink.left = std::min(ink.left, i % edge), ink.right = std::max(ink.right, i % edge);
    ink.top = std::min(ink.top, i / edge), ink.bottom = std::max(ink.bottom, i / edge);
  }
  ink.x /= ink.mass, ink.y /= ink.mass;
  return ink;
}

const Stroke seven = {{0.2f, 0.2f}, {0.6f, 0.2f}, {0.3f, 0.9f}};

}  // namespace

TEST_CASE("a drawing is scaled to 20 of 28 pixels and centred by its mass") {
  const Ink ink = ink_of(digit_image({seven}), 28);
  CHECK(ink.x == near(14, 0.01));
  CHECK(ink.y == near(14, 0.01));
  CHECK(ink.bottom - ink.top + 1 >= 20);
  CHECK(ink.bottom - ink.top + 1 <= 21);  // a soft edge may touch one pixel more
  CHECK(ink.right - ink.left < ink.bottom - ink.top);
}

TEST_CASE("where and how large one draws makes no difference") {
  Stroke small = seven;
  for (auto& [x, y] : small) x = 0.3f * x + 0.6f, y = 0.3f * y + 0.1f;
  const std::vector<std::uint8_t> a = digit_image({seven}), b = digit_image({small});
  for (std::size_t i = 0; i < a.size(); ++i) CHECK(std::abs(a[i] - b[i]) <= 2);
}

TEST_CASE("a dot stays a dot, nothing stays nothing, and other sizes scale along") {
  const Ink dot = ink_of(digit_image({{{0.1f, 0.1f}}}), 28);
  CHECK(dot.right - dot.left < 5);
  CHECK(dot.mass > 3);
  CHECK(std::ranges::max(digit_image({})) == 0);
  CHECK(std::ranges::max(digit_image({{}})) == 0);
  const Ink large = ink_of(digit_image({seven}, 56), 56), usual = ink_of(digit_image({seven}), 28);
  CHECK(large.y == near(28, 0.01));
  CHECK(large.mass == near(4 * usual.mass, 0.03));
}

TEST_CASE("strokes are as thick as MNIST's, and crossing ink is not counted twice") {
  const Ink bar = ink_of(digit_image({{{0.5f, 0.1f}, {0.5f, 0.9f}}}), 28);
  CHECK(bar.mass / 20 > 2.5);  // the mean of MNIST's ones is 3.0
  CHECK(bar.mass / 20 < 3.2);
  const Stroke line = {{0.5f, 0.1f}, {0.5f, 0.9f}};
  CHECK(digit_image({line, line}) == digit_image({line}));
}

}  // namespace gradlab
