#include "engine/data/digit.h"

#include <algorithm>
#include <cmath>

namespace gradlab {

namespace {

constexpr float box = 20.0f / 28.0f;        // of the image's edge
constexpr float pen_radius = 1.4f / 28.0f;  // of the image's edge, to where the ink is half
constexpr float smallest_drawing = 0.1f;    // of the pad's edge: a dot stays one

struct Bounds {
  float low_x = 1e9f, low_y = 1e9f, high_x = -1e9f, high_y = -1e9f;
  float extent() const { return std::max(high_x - low_x, high_y - low_y); }
};

Bounds bounds_of(const Strokes& strokes) {
  Bounds bounds;
  for (const Stroke& stroke : strokes) {
    for (const auto& [x, y] : stroke) {
      bounds.low_x = std::min(bounds.low_x, x), bounds.high_x = std::max(bounds.high_x, x);
      bounds.low_y = std::min(bounds.low_y, y), bounds.high_y = std::max(bounds.high_y, y);
    }
  }
  return bounds;
}

/// From the pad to pixels: p -> scale p + offset.
struct Placement {
  float scale, offset_x, offset_y;
};

float distance_to_segment(float x, float y, std::array<float, 2> a, std::array<float, 2> b) {
  const float dx = b[0] - a[0], dy = b[1] - a[1], length = dx * dx + dy * dy;
  const float along = length > 0 ? std::clamp(((x - a[0]) * dx + (y - a[1]) * dy) / length, 0.0f, 1.0f) : 0.0f;
  return std::hypot(x - a[0] - along * dx, y - a[1] - along * dy);
}

/// Ink in [0, 1] of each pixel [edge, edge]: how much of it a round pen covers, by the distance of its middle.
std::vector<float> inked(const Strokes& strokes, Placement place, std::int64_t edge) {
  const auto size = static_cast<float>(edge);
  const float radius = pen_radius * size;
  std::vector<float> ink(static_cast<std::size_t>(edge * edge));
  const auto pixel = [&](float position) {
    return static_cast<std::int64_t>(std::clamp(std::floor(position), 0.0f, size - 1));
  };
  for (const Stroke& stroke : strokes) {
    for (std::size_t i = 0; i < stroke.size(); ++i) {
      const auto placed = [&](std::array<float, 2> p) {
        return std::array{place.scale * p[0] + place.offset_x, place.scale * p[1] + place.offset_y};
      };
      const std::array<float, 2> a = placed(stroke[i > 0 ? i - 1 : 0]), b = placed(stroke[i]);
      const float reach = radius + 1;
      for (std::int64_t y = pixel(std::min(a[1], b[1]) - reach); y <= pixel(std::max(a[1], b[1]) + reach); ++y) {
        for (std::int64_t x = pixel(std::min(a[0], b[0]) - reach); x <= pixel(std::max(a[0], b[0]) + reach); ++x) {
          const float distance = distance_to_segment(static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f, a, b);
          float& here = ink[static_cast<std::size_t>(y * edge + x)];
          here = std::max(here, std::clamp(radius + 0.5f - distance, 0.0f, 1.0f));
        }
      }
    }
  }
  return ink;
}

}  // namespace

std::vector<std::uint8_t> digit_image(const Strokes& strokes, std::int64_t edge) {
  std::vector<std::uint8_t> image(static_cast<std::size_t>(edge * edge));
  const Bounds bounds = bounds_of(strokes);
  if (bounds.extent() < 0) return image;
  const auto size = static_cast<float>(edge);
  Placement place{};
  place.scale = (box - 2 * pen_radius) * size / std::max(bounds.extent(), smallest_drawing);
  place.offset_x = size / 2 - place.scale * (bounds.low_x + bounds.high_x) / 2;
  place.offset_y = size / 2 - place.scale * (bounds.low_y + bounds.high_y) / 2;

  float mass = 0, mass_x = 0, mass_y = 0;
  const std::vector<float> framed = inked(strokes, place, edge);
  for (std::int64_t i = 0; i < edge * edge; ++i) {
    const float ink = framed[static_cast<std::size_t>(i)];
    mass += ink;
    mass_x += ink * (static_cast<float>(i % edge) + 0.5f);
    mass_y += ink * (static_cast<float>(i / edge) + 0.5f);
  }
  place.offset_x += size / 2 - mass_x / mass;
  place.offset_y += size / 2 - mass_y / mass;
  const std::vector<float> centred = inked(strokes, place, edge);
  for (std::size_t i = 0; i < image.size(); ++i) image[i] = static_cast<std::uint8_t>(std::lround(centred[i] * 255));
  return image;
}

}  // namespace gradlab
