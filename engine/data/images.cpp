#include "engine/data/images.h"

#include <algorithm>

#include "engine/core/error.h"

namespace gradlab {

namespace {

constexpr std::uint64_t split_seed = 1998;  // fixed, so that every run is tested on the same images

}  // namespace

Dataset ImageData::at(std::span<const std::int32_t> indices) const {
  const auto size = static_cast<std::int64_t>(indices.size());
  Dataset batch{Tensor::empty({size, height, width, channels}), Tensor::empty({size}, DType::int32)};
  float* next = batch.inputs.data();
  std::int32_t* label = batch.targets.indices();
  for (const std::int32_t index : indices) {
    if (index < 0 || index >= count) {
      fail("images", "image " + std::to_string(index) + " of " + std::to_string(count), "an index of one of them");
    }
    const std::uint8_t* from = image(index);
    for (std::int64_t i = 0; i < stride(); ++i) next[i] = static_cast<float>(from[i]) * (1.0f / 255.0f);
    next += stride();
    *label++ = labels[static_cast<std::size_t>(index)];
  }
  return batch;
}

Dataset ImageSet::at(std::int64_t first, std::int64_t last) const {
  return data->at(std::span(indices).subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(last - first)));
}

ImageData transposed(const ImageData& data) {
  ImageData turned{data.count, data.width, data.height, data.channels, std::vector<std::uint8_t>(data.pixels.size()),
                   data.labels};
  std::uint8_t* next = turned.pixels.data();
  for (std::int64_t image = 0; image < data.count; ++image) {
    const std::uint8_t* from = data.image(image);
    for (std::int64_t y = 0; y < turned.height; ++y) {
      for (std::int64_t x = 0; x < turned.width; ++x) {
        next = std::copy_n(from + (x * data.width + y) * data.channels, data.channels, next);
      }
    }
  }
  return turned;
}

ImageSplit stratified_split(std::shared_ptr<const ImageData> data, double train_share) {
  const std::int64_t classes = *std::ranges::max_element(data->labels) + 1;
  std::vector<std::int64_t> total(static_cast<std::size_t>(classes)), seen(total.size());
  for (const std::int32_t label : data->labels) ++total[static_cast<std::size_t>(label)];
  ImageSplit split{{data, {}}, {data, {}}, class_names(classes)};
  // In a mixed order, each class gives its first share to train with: both sides come out mixed.
  for (const std::int32_t index : Random(split_seed).permutation(data->count)) {
    const auto label = static_cast<std::size_t>(data->labels[static_cast<std::size_t>(index)]);
    const auto share = static_cast<std::int64_t>(static_cast<double>(total[label]) * train_share + 0.5);
    (seen[label]++ < share ? split.train : split.test).indices.push_back(index);
  }
  return split;
}

std::vector<std::string> class_names(std::int64_t classes) {
  const std::string digits = "0123456789", capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                    small = "abcdefghijklmnopqrstuvwxyz";
  std::string signs;
  if (classes <= 10) signs = digits.substr(0, static_cast<std::size_t>(classes));
  if (classes == 26) signs = capitals;
  if (classes == 47) signs = digits + capitals + "abdefghnqrt";  // small letters that look like capitals are merged
  if (classes == 62) signs = digits + capitals + small;
  std::vector<std::string> names;
  for (const char sign : signs) names.emplace_back(1, sign);
  for (auto label = static_cast<std::int64_t>(names.size()); label < classes; ++label)
    names.push_back(std::to_string(label));
  return names;
}

}  // namespace gradlab
