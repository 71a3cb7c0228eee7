// Images to test with: digits as a pocket calculator shows them, and IDX files made of any bytes.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "demos/core/experiment.h"

namespace gradlab {

using Bytes = std::vector<std::uint8_t>;

/// An IDX file of unsigned bytes, or of numbers of `type` whose bytes are `values`.
inline Bytes idx_file(std::initializer_list<std::int64_t> shape, const Bytes& values, std::uint8_t type = 8) {
  Bytes file = {0, 0, type, static_cast<std::uint8_t>(shape.size())};
  for (const std::int64_t extent : shape) {
    for (const int bits : {24, 16, 8, 0}) file.push_back(static_cast<std::uint8_t>(extent >> bits));
  }
  file.insert(file.end(), values.begin(), values.end());
  return file;
}

/// An IDX file of `type` that holds `numbers`, which are of its kind.
template <typename Number>
Bytes idx_numbers(std::initializer_list<std::int64_t> shape, std::uint8_t type, const std::vector<Number>& numbers) {
  Bytes bytes;
  for (const Number number : numbers) {
    const auto native = std::bit_cast<std::array<std::uint8_t, sizeof(Number)>>(number);
    bytes.insert(bytes.end(), native.rbegin(), native.rend());
  }
  return idx_file(shape, bytes, type);
}

/// `count` images [edge, edge] of the digits 0 to 9 in turn, each of seven bars, at a place and of a brightness of its
/// own; and their labels.
struct SegmentDigits {
  Bytes images, labels;
};
inline SegmentDigits segment_digits(std::int64_t count, std::int64_t edge) {
  // Bars from the top: across, down left, down right, across, down left, down right, across.
  constexpr std::array<int, 10> bars = {0x77, 0x12, 0x5d, 0x5b, 0x3a, 0x6b, 0x6f, 0x52, 0x7f, 0x7b};
  SegmentDigits digits;
  Random random(5);
  for (std::int64_t n = 0; n < count; ++n) {
    Bytes image(static_cast<std::size_t>(edge * edge));
    const std::int64_t height = edge - 5, width = edge / 2, half = height / 2;
    const std::int64_t top = 1 + random.below(3), left = 1 + random.below(edge - width - 2);
    const auto light = static_cast<std::uint8_t>(150 + random.below(100));
    const auto line = [&](std::int64_t y, std::int64_t x, std::int64_t down, std::int64_t across) {
      for (std::int64_t i = 0; i <= down + across; ++i) {
        image[static_cast<std::size_t>((y + (down ? i : 0)) * edge + x + (across ? i : 0))] = light;
      }
    };
    const auto has = [&](int bar) { return (bars[static_cast<std::size_t>(n % 10)] >> (6 - bar) & 1) != 0; };
    for (int level = 0; level < 3; ++level) {
      if (has(3 * level)) line(top + level * half, left, 0, width - 1);
      if (level < 2 && has(3 * level + 1)) line(top + level * half, left, half, 0);
      if (level < 2 && has(3 * level + 2)) line(top + level * half, left + width - 1, half, 0);
    }
    digits.images.insert(digits.images.end(), image.begin(), image.end());
    digits.labels.push_back(static_cast<std::uint8_t>(n % 10));
  }
  return digits;
}

/// The assets that demos ask for, in small: `count` digits of 16 x 16.
inline Assets few_digits(std::int64_t count) {
  const SegmentDigits digits = segment_digits(count, 16);
  Bytes bytes = idx_file({count, 16, 16}, digits.images);
  const Bytes labels = idx_file({count}, digits.labels);
  bytes.insert(bytes.end(), labels.begin(), labels.end());
  return Assets{{"mnist", bytes}};
}

inline const Assets& small_assets() {
  static const Assets assets = few_digits(300);
  return assets;
}

}  // namespace gradlab
