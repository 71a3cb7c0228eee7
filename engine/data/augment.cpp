#include "engine/data/augment.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "engine/core/error.h"
#include "engine/core/thread_pool.h"

namespace gradlab {

namespace {

constexpr std::int64_t images_per_part = 8;
constexpr std::int64_t most_width = 256;

// The displacement is a uniform cubic B-spline over a grid of random vectors, `cells` by `cells` for the image.
constexpr std::int64_t cells = 4, knots = cells + 3;
constexpr float spline_deviation = 0.47f;  // of the spline, for vectors of deviation 1
using Weights = std::array<float, 4>;

Weights spline_weights(float t) {
  const float u = 1 - t, t2 = t * t, t3 = t2 * t;
  return {u * u * u / 6, (3 * t3 - 6 * t2 + 4) / 6, (-3 * t3 + 3 * t2 + 3 * t + 1) / 6, t3 / 6};
}

/// Four numbers of mean 0 and about normal: sums of four bytes each, of deviation `deviation`.
std::array<float, 4> four_normals(std::uint64_t key, std::uint64_t index, float deviation) {
  constexpr float one_byte = 73.9f;  // standard deviation of a uniform byte
  std::array<float, 4> numbers;
  const auto bits = philox(key, index);
  for (std::size_t i = 0; i < 4; ++i) {
    const std::uint32_t b = bits[i];
    const auto sum = static_cast<float>((b & 255) + (b >> 8 & 255) + (b >> 16 & 255) + (b >> 24));
    numbers[i] = (sum - 510.0f) * (deviation / (2 * one_byte));
  }
  return numbers;
}

/// One image's changes, and the way from a pixel of the new image to its place in the old one.
class Warp {
 public:
  Warp(const Augmentation& how, std::int64_t height, std::int64_t width, Random random)
      : height_(height), width_(width), elastic_(how.elastic > 0) {
    const float angle = random.uniform(-how.rotation, how.rotation) * std::numbers::pi_v<float> / 180;
    const float size = 1 + random.uniform(-how.zoom, how.zoom);
    cosine_ = std::cos(angle) / size;
    sine_ = std::sin(angle) / size;
    shift_x_ = random.uniform(-how.shift, how.shift);
    shift_y_ = random.uniform(-how.shift, how.shift);
    if (!elastic_) return;
    for (std::size_t i = 0; i < grid_.size(); i += 4) {
      const auto four = four_normals(random.key(), 1000 + i, how.elastic / spline_deviation);
      std::copy(four.begin(), four.end(), grid_.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  /// Places in the old image, in pixels, for row y of the new one: xs and ys [width].
  void row(std::int64_t y, float* xs, float* ys) const {
    const float middle_x = static_cast<float>(width_ - 1) / 2, middle_y = static_cast<float>(height_ - 1) / 2;
    const float v = static_cast<float>(y) - middle_y - shift_y_;
    for (std::int64_t x = 0; x < width_; ++x) {
      const float u = static_cast<float>(x) - middle_x - shift_x_;
      xs[x] = middle_x + cosine_ * u + sine_ * v;
      ys[x] = middle_y - sine_ * u + cosine_ * v;
    }
    if (elastic_) displace(y, xs, ys);
  }

 private:
  void displace(std::int64_t y, float* xs, float* ys) const {
    const std::int64_t cell_y = y * cells / height_;
    const Weights down = spline_weights(static_cast<float>(y * cells - cell_y * height_) / static_cast<float>(height_));
    std::array<float, 2 * knots> line{};  // x and y of each column of knots, for this row
    for (std::int64_t i = 0; i < 4; ++i) {
      for (std::int64_t k = 0; k < 2 * knots; ++k) {
        line[static_cast<std::size_t>(k)] +=
            down[static_cast<std::size_t>(i)] * grid_[static_cast<std::size_t>((cell_y + i) * 2 * knots + k)];
      }
    }
    for (std::int64_t x = 0; x < width_; ++x) {
      const std::int64_t cell = x * cells / width_;
      const Weights across = spline_weights(static_cast<float>(x * cells - cell * width_) / static_cast<float>(width_));
      for (std::size_t i = 0; i < 4; ++i) {
        xs[x] += across[i] * line[2 * (static_cast<std::size_t>(cell) + i)];
        ys[x] += across[i] * line[2 * (static_cast<std::size_t>(cell) + i) + 1];
      }
    }
  }

  std::int64_t height_, width_;
  bool elastic_;
  float cosine_, sine_, shift_x_, shift_y_;
  std::array<float, (2 * knots * knots + 3) / 4 * 4> grid_;  // [knots, knots, 2]
};

/// y [height, width, channels] sampled bilinearly from `image`; black outside of it. `room` [height + 2, width + 2,
/// channels] is scratch.
void resample(const std::uint8_t* image, const ImageData& data, const Warp& warp, float* room, float* y) {
  const std::int64_t channels = data.channels, pitch = (data.width + 2) * channels;
  std::fill_n(room, (data.height + 2) * pitch, 0.0f);
  for (std::int64_t row = 0; row < data.height; ++row) {
    float* line = room + (row + 1) * pitch + channels;
    const std::uint8_t* from = image + row * data.width * channels;
    for (std::int64_t i = 0; i < data.width * channels; ++i) line[i] = static_cast<float>(from[i]) * (1.0f / 255.0f);
  }
  std::array<float, most_width> xs, ys;
  const auto last_x = static_cast<float>(data.width), last_y = static_cast<float>(data.height);
  for (std::int64_t row = 0; row < data.height; ++row) {
    warp.row(row, xs.data(), ys.data());
    for (std::int64_t column = 0; column < data.width; ++column) {
      const float x = std::clamp(xs[static_cast<std::size_t>(column)] + 1, 0.0f, last_x + 0.999f);
      const float v = std::clamp(ys[static_cast<std::size_t>(column)] + 1, 0.0f, last_y + 0.999f);
      const auto left = static_cast<std::int32_t>(x), top = static_cast<std::int32_t>(v);
      const float across = x - static_cast<float>(left), down = v - static_cast<float>(top);
      const float* at = room + top * pitch + left * channels;
      for (std::int64_t c = 0; c < channels; ++c, ++at) {
        const float above = at[0] + across * (at[channels] - at[0]);
        const float below = at[pitch] + across * (at[pitch + channels] - at[pitch]);
        *y++ = above + down * (below - above);
      }
    }
  }
}

void add_noise(float deviation, std::uint64_t key, std::int64_t count, float* y) {
  for (std::int64_t i = 0; i < count; i += 4) {
    const auto four = four_normals(key, static_cast<std::uint64_t>(2000 + i), deviation);
    for (std::int64_t j = 0; j < std::min<std::int64_t>(4, count - i); ++j) {
      y[i + j] = std::clamp(y[i + j] + four[static_cast<std::size_t>(j)], 0.0f, 1.0f);
    }
  }
}

}  // namespace

Dataset augmented(const ImageData& data, std::span<const std::int32_t> indices, const Augmentation& augmentation,
                  Random& random) {
  if (data.width > most_width) fail("augment", "images " + std::to_string(data.width) + " wide", "at most 256");
  const auto count = static_cast<std::int64_t>(indices.size());
  const std::uint64_t first_stream = random.reserve(static_cast<std::uint64_t>(count));
  Dataset batch{Tensor::empty({count, data.height, data.width, data.channels}), Tensor::empty({count}, DType::int32)};
  const std::int64_t room_size = (data.height + 2) * (data.width + 2) * data.channels;
  const std::int64_t parts = (count + images_per_part - 1) / images_per_part;
  const Tensor rooms = Tensor::empty({parts, room_size});
  parallel_for(parts, 1, [&](std::int64_t first_part, std::int64_t last_part) {
    for (std::int64_t part = first_part; part < last_part; ++part) {
      for (std::int64_t i = part * images_per_part; i < std::min(count, (part + 1) * images_per_part); ++i) {
        const std::int32_t index = indices[static_cast<std::size_t>(i)];
        const Random own = random.split(first_stream + static_cast<std::uint64_t>(i));
        float* y = batch.inputs.data() + i * data.stride();
        const Warp warp(augmentation, data.height, data.width, own);
        resample(data.image(index), data, warp, rooms.data() + part * room_size, y);
        if (augmentation.noise > 0) add_noise(augmentation.noise, own.key(), data.stride(), y);
        batch.targets.indices()[i] = data.labels[static_cast<std::size_t>(index)];
      }
    }
  });
  return batch;
}

}  // namespace gradlab
