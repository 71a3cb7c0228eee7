// Canvases of several digits, how masks are judged, and the network that makes them.
#include <doctest/doctest.h>

#include <cmath>

#include "demos/parts/image_data.h"
#include "engine/core/error.h"
#include "engine/data/canvas.h"
#include "engine/learn/vision/overlap.h"
#include "engine/learn/vision/segmentation_net.h"
#include "tests/unit/image_samples.h"

using namespace gradlab;

TEST_CASE("a canvas holds digits inside their boxes, which do not overlap, and a mask of their ink") {
  const auto digits = page_digits(small_assets());
  Random random(3);
  const CanvasOptions options;
  const Canvases canvases = random_canvases(50, digits->train, options, random);
  CHECK(canvases.images.shape() == Shape{50, 48, 48, 1});
  CHECK(canvases.masks.shape() == Shape{50, 48, 48});
  std::size_t most = 0;
  for (std::size_t n = 0; n < 50; ++n) {
    const std::vector<PlacedDigit>& placed = canvases.digits[n];
    REQUIRE_FALSE(placed.empty());
    most = std::max(most, placed.size());
    std::vector<std::int64_t> ink(placed.size());
    for (std::int64_t y = 0; y < 48; ++y) {
      for (std::int64_t x = 0; x < 48; ++x) {
        const std::int64_t pixel = (static_cast<std::int64_t>(n) * 48 + y) * 48 + x;
        const std::int32_t mask = canvases.masks.indices()[pixel];
        std::int32_t expected = 0;
        std::size_t inside = 0;
        for (std::size_t d = 0; d < placed.size(); ++d) {
          const PlacedDigit& digit = placed[d];
          if (x < digit.x0 || x >= digit.x1 || y < digit.y0 || y >= digit.y1) continue;
          ++inside;
          expected = digit.label + 1;
          ink[d] += mask == expected ? 1 : 0;
        }
        REQUIRE(inside <= 1);
        REQUIRE((mask == 0 || mask == expected));
        REQUIRE((mask != 0) == (canvases.images.data()[pixel] >= 0.3f));
      }
    }
    for (std::size_t d = 0; d < placed.size(); ++d) {
      const std::int64_t width = placed[d].x1 - placed[d].x0, height = placed[d].y1 - placed[d].y0;
      CHECK(std::max(width, height) >= 14);  // 18 less a fifth
      CHECK(std::max(width, height) <= 22);
      CHECK(ink[d] >= 5);
    }
  }
  CHECK(most >= 3);
}

TEST_CASE("equal chance makes equal canvases, other chance others") {
  const auto digits = page_digits(small_assets());
  const auto images = [&](std::uint64_t seed) {
    Random random(seed);
    const Tensor images = random_canvases(4, digits->train, {}, random).images;
    return std::vector<float>(images.values().begin(), images.values().end());
  };
  CHECK(images(1) == images(1));
  CHECK(images(1) != images(2));
}

TEST_CASE("some of several canvases are what they were among all") {
  Random random(3);
  const Canvases all = random_canvases(6, page_digits(small_assets())->train, {}, random), some = all.rows(2, 5);
  CHECK(some.images.equal_bits(all.images.rows(2, 5)));
  CHECK(some.masks.equal_bits(all.masks.rows(2, 5)));
  REQUIRE(some.digits.size() == 3);
  CHECK(some.digits[0].size() == all.digits[2].size());
  CHECK(some.digits[2].back().x1 == all.digits[4].back().x1);
}

TEST_CASE("digits larger than the canvas are refused") {
  const auto digits = page_digits(small_assets());
  Random random;
  CHECK_THROWS_AS(random_canvases(1, digits->train, {.edge = 20, .digit_edge = 18}, random), Error);
}

TEST_CASE("intersection over union by hand") {
  // Of class 0 three pixels right and one missed; of class 1 two right, two missed, one too many; class 2 is absent.
  const Tensor counts = Tensor::from(std::vector<float>{3, 1, 0, 2, 2, 0, 0, 0, 0}, {3, 3});
  const std::vector<double> shares = intersections_over_unions(counts);
  CHECK(shares[0] == doctest::Approx(3.0 / 6));
  CHECK(shares[1] == doctest::Approx(2.0 / 5));
  CHECK(std::isnan(shares[2]));
  CHECK(mean_iou(counts) == doctest::Approx(0.45));
  CHECK_THROWS_AS(mean_iou(Tensor::zeros({2, 2})), Error);
  CHECK_THROWS_AS(mean_iou(Tensor::zeros({2, 3})), Error);
}

TEST_CASE("the segmentation network answers for every pixel, and sees its neighbourhood") {
  Random random(4);
  SegmentationNet net;
  net.build({0, 24, 32, 1}, {.channels = 4, .classes = 3}, random);
  Tensor images = Tensor::zeros({2, 24, 32, 1});
  const Tensor before = net.forward(images);
  CHECK(before.shape() == Shape{2, 24, 32, 3});
  images.data()[12 * 32 + 16] = 1.0f;
  const Tensor after = net.forward(images);
  const std::int64_t pixels = 24 * 32 * 3, far = (12 * 32 + 8) * 3;  // eight pixels to the left
  bool changed = false;
  for (std::int64_t k = far; k < far + 3; ++k) changed = changed || before.data()[k] != after.data()[k];
  CHECK(changed);
  for (std::int64_t k = pixels; k < 2 * pixels; ++k) REQUIRE(before.data()[k] == after.data()[k]);
  CHECK_THROWS_AS(net.build({0, 20, 32, 1}, {}, random), Error);
  std::int64_t parameters = 0, rows = 0;
  for (const Parameter& parameter : net.parameters()) parameters += parameter.tensor.size();
  for (const SummaryRow& row : net.summary()) rows += row.parameters;
  CHECK(parameters == rows);
}
