#include "engine/data/augment.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/thread_pool.h"
#include "engine/data/pixel_noise.h"

namespace gradlab {

namespace {

constexpr std::int64_t images_per_part = 8;
constexpr std::int64_t most_width = 256;

// The displacement is a uniform cubic B-spline over a grid of random vectors, `spline_cells` by `spline_cells` for the
// image.
constexpr std::int64_t spline_cells = 4, spline_knots = spline_cells + 3;
constexpr float spline_deviation = 0.47f;  // of the spline, for vectors of deviation 1

/// How much each knot counts at each of `extent` pixels along an axis: [spline_knots, extent].
std::vector<float> spline_basis(std::int64_t extent) {
  std::vector<float> basis(static_cast<std::size_t>(spline_knots * extent));
  for (std::int64_t pixel = 0; pixel < extent; ++pixel) {
    const std::int64_t cell = pixel * spline_cells / extent;
    const float t = static_cast<float>(pixel * spline_cells - cell * extent) / static_cast<float>(extent);
    const float u = 1 - t, t2 = t * t, t3 = t2 * t;
    const std::array<float, 4> weights = {u * u * u / 6, (3 * t3 - 6 * t2 + 4) / 6, (-3 * t3 + 3 * t2 + 3 * t + 1) / 6,
                                          t3 / 6};
    for (std::int64_t i = 0; i < 4; ++i) {
      basis[static_cast<std::size_t>((cell + i) * extent + pixel)] = weights[static_cast<std::size_t>(i)];
    }
  }
  return basis;
}

/// What is the same for all images of a batch.
struct Frame {
  const ImageData& data;
  const Augmentation& how;
  std::vector<float> basis_x = spline_basis(data.width), basis_y = spline_basis(data.height);
};

using Line = std::array<float, most_width>;

/// One image's changes, and the way from a pixel of the new image to its place in the old one.
class Warp {
 public:
  Warp(const Frame& frame, Random random) : frame_(frame) {
    const Augmentation& how = frame.how;
    const float angle = random.uniform(-how.rotation, how.rotation) * std::numbers::pi_v<float> / 180;
    const float size = 1 + random.uniform(-how.zoom, how.zoom);
    cosine_ = std::cos(angle) / size;
    sine_ = std::sin(angle) / size;
    shift_x_ = random.uniform(-how.shift, how.shift);
    shift_y_ = random.uniform(-how.shift, how.shift);
    if (how.elastic <= 0) return;
    for (std::size_t i = 0; i < grid_.size(); i += 4) {
      const auto four = four_normals(random.key(), 1000 + i, how.elastic / spline_deviation);
      std::copy(four.begin(), four.end(), grid_.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  /// Places in the old image, in pixels, for row y of the new one.
  void row(std::int64_t y, Line& xs, Line& ys) const {
    const std::int64_t width = frame_.data.width;
    const float middle_x = static_cast<float>(width - 1) / 2, middle_y = static_cast<float>(frame_.data.height - 1) / 2;
    const float v = static_cast<float>(y) - middle_y - shift_y_;
    const float x0 = middle_x + sine_ * v - cosine_ * (middle_x + shift_x_);
    const float y0 = middle_y + cosine_ * v + sine_ * (middle_x + shift_x_);
    for (std::int32_t x = 0; x < static_cast<std::int32_t>(width); ++x) {
      xs[static_cast<std::size_t>(x)] = x0 + cosine_ * static_cast<float>(x);
      ys[static_cast<std::size_t>(x)] = y0 - sine_ * static_cast<float>(x);
    }
    if (frame_.how.elastic > 0) displace(y, xs, ys);
  }

 private:
  void displace(std::int64_t y, Line& xs, Line& ys) const {
    const auto width = static_cast<std::size_t>(frame_.data.width);
    std::array<float, 2 * spline_knots> knots_x_y{};  // of the columns of spline_knots, at this row
    for (std::int64_t k = 0; k < spline_knots; ++k) {
      const float weight = frame_.basis_y[static_cast<std::size_t>(k * frame_.data.height + y)];
      for (std::size_t i = 0; i < knots_x_y.size(); ++i) {
        knots_x_y[i] += weight * grid_[static_cast<std::size_t>(k) * knots_x_y.size() + i];
      }
    }
    for (std::size_t k = 0; k < spline_knots; ++k) {
      const float* basis = frame_.basis_x.data() + k * width;
      const float by_x = knots_x_y[k], by_y = knots_x_y[spline_knots + k];
      for (std::size_t x = 0; x < width; ++x) {
        xs[x] += by_x * basis[x];
        ys[x] += by_y * basis[x];
      }
    }
  }

  const Frame& frame_;
  float cosine_, sine_, shift_x_, shift_y_;
  std::array<float, (2 * spline_knots * spline_knots + 3) / 4 * 4>
      grid_;  // [spline_knots down, x and y, spline_knots across]
};

/// y [height, width, channels] sampled bilinearly from `image`; black outside of it. `room` [height + 2, width + 2,
/// channels] is scratch.
template <std::int32_t channels>
void resample(const std::uint8_t* image, const ImageData& data, const Warp& warp, float* room, float* y) {
  const auto width = static_cast<std::int32_t>(data.width), height = static_cast<std::int32_t>(data.height);
  const std::int32_t pitch = (width + 2) * channels;
  std::fill_n(room, (height + 2) * pitch, 0.0f);
  for (std::int32_t row = 0; row < height; ++row) {
    float* line = room + (row + 1) * pitch + channels;
    const std::uint8_t* from = image + row * width * channels;
    for (std::int32_t i = 0; i < width * channels; ++i) line[i] = static_cast<float>(from[i]) * (1.0f / 255.0f);
  }
  Line xs, ys;
  std::array<std::int32_t, most_width> corners;
  const float last_x = static_cast<float>(width) + 0.999f, last_y = static_cast<float>(height) + 0.999f;
  for (std::int32_t row = 0; row < height; ++row) {
    warp.row(row, xs, ys);
    for (std::size_t x = 0; x < static_cast<std::size_t>(width); ++x) {  // one loop for vectors, one for lookups
      const float across = std::min(std::max(xs[x] + 1, 0.0f), last_x);
      const float down = std::min(std::max(ys[x] + 1, 0.0f), last_y);
      const auto left = static_cast<std::int32_t>(across), top = static_cast<std::int32_t>(down);
      corners[x] = top * pitch + left * channels;
      xs[x] = across - static_cast<float>(left);
      ys[x] = down - static_cast<float>(top);
    }
    for (std::size_t x = 0; x < static_cast<std::size_t>(width); ++x) {
      const float* at = room + corners[x];
      for (std::int32_t c = 0; c < channels; ++c, ++at) {
        const float above = at[0] + xs[x] * (at[channels] - at[0]);
        const float below = at[pitch] + xs[x] * (at[pitch + channels] - at[pitch]);
        *y++ = above + ys[x] * (below - above);
      }
    }
  }
}

}  // namespace

Dataset augmented(const ImageData& data, std::span<const std::int32_t> indices, const Augmentation& augmentation,
                  Random& random) {
  if (data.width > most_width || (data.channels != 1 && data.channels != 3)) {
    fail("augment", "images " + Shape{data.height, data.width, data.channels}.to_string(),
         "images [H, W, 1 or 3] of at most " + std::to_string(most_width) + " across");
  }
  const Frame frame{data, augmentation};
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
        const Warp warp(frame, own);
        const auto sample = data.channels == 1 ? resample<1> : resample<3>;
        sample(data.image(index), data, warp, rooms.data() + part * room_size, y);
        if (augmentation.noise > 0) add_noise(augmentation.noise, own.key(), data.stride(), y);
        batch.targets.indices()[i] = data.labels[static_cast<std::size_t>(index)];
      }
    }
  });
  return batch;
}

}  // namespace gradlab
