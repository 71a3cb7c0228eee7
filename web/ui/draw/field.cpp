#include "web/ui/draw/field.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "web/ui/draw/colors.h"
#include "web/ui/style/theme.h"

namespace gradlab::ui {
namespace {

/// Values are enlarged before they are coloured, so that a border is smooth; at most so many pixels a side.
constexpr int finest = 192;

/// 256 colours from low to high, mixed into the card once.
std::array<ImU32, 256> ramp(const FieldStyle& style) {
  std::array<ImU32, 256> colors;
  for (std::size_t i = 0; i < colors.size(); ++i)
    colors[i] = mix(theme().card, field_color(style.meaning, static_cast<float>(i) / 255.0f), style.strength);
  return colors;
}

std::vector<ImU32> paint_values(const Numbers& field, int width, int height, double low, double high,
                                const FieldStyle& style) {
  const auto colors = ramp(style);
  std::vector<ImU32> pixels;
  pixels.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const float value = field_at(field, (x + 0.5) / width, 1.0 - (y + 0.5) / height);
      const double part = (static_cast<double>(value) - low) / (high - low);
      pixels.push_back(std::isfinite(part) ? colors[static_cast<std::size_t>(std::clamp(part, 0.0, 1.0) * 255.0)]
                                           : theme().card);
    }
  }
  return pixels;
}

/// The likeliest class's colour, the paler the closer the second is.
ImU32 vote_color(std::span<const float> probabilities, float strength) {
  int best = -1;
  float first = 0.0f, second = 0.0f;
  for (std::size_t c = 0; c < probabilities.size(); ++c) {
    if (probabilities[c] > first) {
      second = first;
      first = probabilities[c];
      best = static_cast<int>(c);
    } else if (probabilities[c] > second) {
      second = probabilities[c];
    }
  }
  if (best < 0) return theme().card;
  return mix(theme().card, class_color(best), strength * std::min(1.0f, 0.15f + first - second));
}

}  // namespace

ImU32 field_color(FieldStyle::Meaning meaning, float part) {
  const float value = 2.0f * part - 1.0f;
  switch (meaning) {
    case FieldStyle::Meaning::sign: return signed_color(value);
    case FieldStyle::Meaning::two_classes: return mix(theme().card, class_color(value < 0.0f ? 0 : 1), std::abs(value));
    case FieldStyle::Meaning::amount: break;
  }
  return amount_color(part);
}

float field_at(const Numbers& field, double x_part, double y_part, int index) {
  const int rows = field.length(0), columns = field.length(1), depth = field.shape.size() > 2 ? field.length(2) : 1;
  const double x = std::clamp(x_part * columns - 0.5, 0.0, columns - 1.0),
               y = std::clamp(y_part * rows - 0.5, 0.0, rows - 1.0);
  const int x0 = static_cast<int>(x), y0 = static_cast<int>(y), x1 = std::min(x0 + 1, columns - 1),
            y1 = std::min(y0 + 1, rows - 1);
  const auto fx = static_cast<float>(x - x0), fy = static_cast<float>(y - y0);
  const auto at = [&](int row, int column) {
    return field.values[static_cast<std::size_t>((row * columns + column) * depth + index)];
  };
  const float below = at(y0, x0) + (at(y0, x1) - at(y0, x0)) * fx, above = at(y1, x0) + (at(y1, x1) - at(y1, x0)) * fx;
  return below + (above - below) * fy;
}

void paint_field(Picture& picture, const Numbers& field, const FieldStyle& style) {
  if (field.empty()) return;
  const int rows = field.length(0), columns = field.length(1);
  if (field.shape.size() == 3) {
    std::vector<ImU32> pixels;
    for (int row = rows - 1; row >= 0; --row) {
      const std::span<const float> line = field.slice(row);
      const auto depth = static_cast<std::size_t>(field.length(2));
      for (int column = 0; column < columns; ++column)
        pixels.push_back(vote_color(line.subspan(static_cast<std::size_t>(column) * depth, depth), style.strength));
    }
    return picture.set(columns, rows, pixels);
  }
  Range range = style.range;
  if (range.empty()) range.include(field.values);
  if (range.empty()) range = {0.0, 1.0};
  const int finer = std::max(1, finest / std::max(rows, columns));
  const int width = columns * finer, height = rows * finer;
  picture.set(width, height,
              paint_values(field, width, height, range.low, std::max(range.high, range.low + 1e-9), style));
}

void paint_maps(Picture& picture, const Numbers& maps, int count, bool of_classes) {
  const int rows = maps.length(1), columns = maps.length(2);
  std::vector<ImU32> pixels(static_cast<std::size_t>(count * rows * columns));
  for (int unit = 0; unit < count; ++unit) {
    const std::span<const float> values = maps.slice(unit);
    float largest = 1e-9f;
    for (const float value : values) {
      if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
    }
    for (int row = 0; row < rows; ++row) {
      for (int column = 0; column < columns; ++column) {
        const float value = values[static_cast<std::size_t>((rows - 1 - row) * columns + column)];
        pixels[static_cast<std::size_t>((row * count + unit) * columns + column)] =
            of_classes ? mix(theme().card, class_color(unit), std::clamp(value, 0.0f, 1.0f))
                       : signed_color(value / largest);
      }
    }
  }
  picture.set(count * columns, rows, pixels);
}

}  // namespace gradlab::ui
