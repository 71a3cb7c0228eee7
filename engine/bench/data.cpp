#include <algorithm>

#include "engine/bench/bench.h"
#include "engine/data/images.h"

namespace gradlab {

namespace {

BenchData data_of(const ImageData& images, std::string source) {
  std::vector<float> pixels(images.pixels.begin(), images.pixels.end());
  for (float& pixel : pixels) pixel /= 255.0f;
  return {Tensor::from(pixels, {images.count, images.height, images.width, images.channels}),
          Tensor::indices(images.labels, {images.count}), std::move(source)};
}

/// Noise around one pattern a class: of MNIST's size, and learned as eagerly.
ImageData made_images(std::int64_t count) {
  constexpr std::int64_t side = 28, classes = 10, pixels = side * side;
  ImageData images{.count = count, .height = side, .width = side, .channels = 1, .pixels = {}, .labels = {}};
  const std::vector<float> patterns = normal_numbers(classes * pixels, 60.0, 1);
  const std::vector<float> noise = normal_numbers(count * pixels, 40.0, 2);
  for (std::int64_t image = 0; image < count; ++image) {
    const std::int64_t label = image % classes;
    images.labels.push_back(static_cast<std::int32_t>(label));
    for (std::int64_t pixel = 0; pixel < pixels; ++pixel) {
      const float ink = patterns[label * pixels + pixel] + noise[image * pixels + pixel];
      images.pixels.push_back(static_cast<std::uint8_t>(std::clamp(ink, 0.0f, 255.0f)));
    }
  }
  return images;
}

}  // namespace

BenchData bench_data(std::span<const std::uint8_t> packed) {
  if (packed.empty()) return data_of(made_images(1280), "generated");
  const Idx images = read_idx(packed);
  const Idx labels = read_idx(packed);
  return data_of(labelled_images(images, class_labels(labels)), "mnist");
}

}  // namespace gradlab
