#include "engine/data/canvas.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/core/error.h"

namespace gradlab {

namespace {

constexpr float least_ink = 0.3f;  // of a pixel that belongs to a digit
constexpr float spread = 0.2f;     // of the digits' sizes, to both sides
constexpr int tries = 40;          // to find a free place

/// One digit of a set, cut out: its ink as numbers in [0, 1].
struct Cutout {
  const ImageData& data;
  std::int64_t index, x0 = 0, y0 = 0, x1 = 0, y1 = 0;

  float ink(std::int64_t x, std::int64_t y) const {
    if (x < 0 || y < 0 || x >= data.width || y >= data.height) return 0.0f;
    return static_cast<float>(data.image(index)[(y * data.width + x) * data.channels]) / 255.0f;
  }
  /// Between pixels, whose middles lie at halves.
  float ink_at(float x, float y) const {
    const float left = std::floor(x - 0.5f), top = std::floor(y - 0.5f);
    const float across = x - 0.5f - left, down = y - 0.5f - top;
    const auto column = static_cast<std::int64_t>(left), row = static_cast<std::int64_t>(top);
    return (1 - down) * ((1 - across) * ink(column, row) + across * ink(column + 1, row)) +
           down * ((1 - across) * ink(column, row + 1) + across * ink(column + 1, row + 1));
  }
};

Cutout cut_out(const ImageData& data, std::int64_t index) {
  Cutout cut{data, index, data.width, data.height, 0, 0};
  for (std::int64_t y = 0; y < data.height; ++y) {
    for (std::int64_t x = 0; x < data.width; ++x) {
      if (cut.ink(x, y) < least_ink) continue;
      cut.x0 = std::min(cut.x0, x), cut.x1 = std::max(cut.x1, x + 1);
      cut.y0 = std::min(cut.y0, y), cut.y1 = std::max(cut.y1, y + 1);
    }
  }
  return cut;
}

bool overlap(const PlacedDigit& a, const PlacedDigit& b) {
  return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

/// A free place of that size, or an empty one.
PlacedDigit free_place(std::int64_t width, std::int64_t height, std::int64_t edge,
                       const std::vector<PlacedDigit>& taken, Random& random) {
  for (int i = 0; i < tries; ++i) {
    PlacedDigit place;
    place.x0 = random.below(edge - width + 1), place.y0 = random.below(edge - height + 1);
    place.x1 = place.x0 + width, place.y1 = place.y0 + height;
    if (std::ranges::none_of(taken, [&](const PlacedDigit& other) { return overlap(place, other); })) return place;
  }
  return {};
}

void draw_digit(const Cutout& cut, float scale, const PlacedDigit& place, std::int64_t edge, float* image,
                std::int32_t* mask) {
  for (std::int64_t y = place.y0; y < place.y1; ++y) {
    for (std::int64_t x = place.x0; x < place.x1; ++x) {
      const float ink = cut.ink_at(static_cast<float>(cut.x0) + (static_cast<float>(x - place.x0) + 0.5f) / scale,
                                   static_cast<float>(cut.y0) + (static_cast<float>(y - place.y0) + 0.5f) / scale);
      image[y * edge + x] = ink;
      if (ink >= least_ink) mask[y * edge + x] = place.label + 1;
    }
  }
}

}  // namespace

Canvases Canvases::rows(std::int64_t first, std::int64_t last) const {
  return {images.rows(first, last), masks.rows(first, last), {digits.begin() + first, digits.begin() + last}};
}

Canvases random_canvases(std::int64_t count, const ImageSet& digits, const CanvasOptions& options, Random& random) {
  const std::int64_t edge = options.edge;
  const auto largest = static_cast<std::int64_t>(std::ceil((1 + spread) * static_cast<float>(options.digit_edge)));
  if (largest > edge || options.most_digits < 1 || digits.size() == 0) {
    fail("canvas",
         std::to_string(digits.size()) + " digits of up to " + std::to_string(largest) + " pixels on a canvas of " +
             std::to_string(edge) + ", at most " + std::to_string(options.most_digits) + " at once",
         "digits that fit on it, one at least");
  }
  Canvases result{Tensor::zeros({count, edge, edge, 1}), Tensor::empty({count, edge, edge}, DType::int32),
                  std::vector<std::vector<PlacedDigit>>(static_cast<std::size_t>(count))};
  std::fill_n(result.masks.indices(), result.masks.size(), 0);
  for (std::int64_t n = 0; n < count; ++n) {
    std::vector<PlacedDigit>& placed = result.digits[static_cast<std::size_t>(n)];
    for (std::int64_t left = 1 + random.below(options.most_digits); left > 0; --left) {
      const std::int64_t index = digits.indices[static_cast<std::size_t>(random.below(digits.size()))];
      const Cutout cut = cut_out(*digits.data, index);
      const std::int64_t width = cut.x1 - cut.x0, height = cut.y1 - cut.y0;
      const float size = static_cast<float>(options.digit_edge) * random.uniform(1 - spread, 1 + spread);
      if (width <= 0) continue;  // no ink
      const float scale = size / static_cast<float>(std::max(width, height));
      const auto scaled = [&](std::int64_t length) {
        return std::clamp<std::int64_t>(std::lround(static_cast<float>(length) * scale), 1, edge);
      };
      PlacedDigit place = free_place(scaled(width), scaled(height), edge, placed, random);
      if (place.x1 == 0) continue;
      place.label = digits.data->labels[static_cast<std::size_t>(index)];
      draw_digit(cut, scale, place, edge, result.images.data() + n * edge * edge,
                 result.masks.indices() + n * edge * edge);
      placed.push_back(place);
    }
  }
  return result;
}

}  // namespace gradlab
