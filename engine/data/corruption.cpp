#include "engine/data/corruption.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include "engine/core/error.h"
#include "engine/core/thread_pool.h"
#include "engine/data/pixel_noise.h"

namespace gradlab {

namespace {

constexpr std::int64_t images_at_once = 8;
constexpr float hole_edge = 1.0f / 6;      // of the image's shorter edge
constexpr float stroke_width = 1.0f / 14;  // of the same: as thick as digits are written
constexpr float most_strokes = 10;

struct Spoilt {
  std::int64_t height, width, channels;
  float* pixels;  // [height, width, channels]
  Random random;

  float shorter_edge() const { return static_cast<float>(std::min(height, width)); }
  void set(std::int64_t y, std::int64_t x, float value) {
    std::fill_n(pixels + (y * width + x) * channels, channels, value);
  }
};

void punch_holes(Spoilt& image, float amount) {
  const auto edge = std::max<std::int64_t>(1, std::lround(hole_edge * image.shorter_edge()));
  const float fitting = static_cast<float>(image.height * image.width) / static_cast<float>(edge * edge);
  for (auto left = std::lround(amount * fitting); left > 0; --left) {
    const std::int64_t top = image.random.below(image.height - edge + 1),
                       side = image.random.below(image.width - edge + 1);
    for (std::int64_t y = top; y < top + edge; ++y) {
      for (std::int64_t x = side; x < side + edge; ++x) image.set(y, x, 0.0f);
    }
  }
}

/// A line in any direction through a place that is not far from the middle.
void draw_across(Spoilt& image) {
  const float angle = image.random.uniform(0.0f, std::numbers::pi_v<float>);
  const float across = std::cos(angle), down = std::sin(angle);
  const float x0 = static_cast<float>(image.width) * image.random.uniform(0.25f, 0.75f);
  const float y0 = static_cast<float>(image.height) * image.random.uniform(0.25f, 0.75f);
  const float half = 0.5f * stroke_width * image.shorter_edge();
  for (std::int64_t y = 0; y < image.height; ++y) {
    for (std::int64_t x = 0; x < image.width; ++x) {
      const float away =
          std::abs((static_cast<float>(x) + 0.5f - x0) * down - (static_cast<float>(y) + 0.5f - y0) * across);
      if (away <= half) image.set(y, x, 1.0f);
    }
  }
}

void spoil(Spoilt image, std::string_view kind, float amount) {
  if (kind == "noise") {
    return add_noise(amount, image.random.key(), image.height * image.width * image.channels, image.pixels);
  }
  if (kind == "holes") return punch_holes(image, amount);
  for (auto left = std::lround(amount * most_strokes); left > 0; --left) draw_across(image);
}

}  // namespace

const std::vector<std::string>& corruption_names() {
  static const std::vector<std::string> names = {"none", "noise", "holes", "strokes"};
  return names;
}

Tensor corrupted(const Tensor& images, std::string_view kind, float amount, Random& random) {
  const Shape& shape = images.shape();
  if (std::ranges::find(corruption_names(), kind) == corruption_names().end() || shape.rank() != 4 ||
      !(amount >= 0.0f)) {
    fail("corrupted", std::to_string(amount) + " of \"" + std::string(kind) + "\" on " + shape.to_string(),
         "an amount from 0 of noise, holes or strokes, or none, on images [N, H, W, C]");
  }
  if (kind == "none") return images;
  Tensor result = Tensor::empty(shape);
  float* pixels = result.data();
  std::ranges::copy(images.read(), pixels);
  const std::uint64_t first = random.reserve(static_cast<std::uint64_t>(shape[0]));
  const std::int64_t stride = shape.size(1, 4);
  parallel_for(shape[0], images_at_once, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = begin; i < end; ++i) {
      spoil({shape[1], shape[2], shape[3], pixels + i * stride, random.split(first + static_cast<std::uint64_t>(i))},
            kind, amount);
    }
  });
  return result;
}

}  // namespace gradlab
