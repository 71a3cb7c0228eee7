// Images: IDX files good and bad, splits, batches, augmentation, drawings.
#include "engine/data/images.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

#include "engine/core/error.h"
#include "engine/data/augment.h"
#include "tests/unit/error_message.h"
#include "tests/unit/image_samples.h"
#include "tests/unit/near.h"

namespace gradlab {

namespace {

ImageData read(const Bytes& images, const Bytes& labels, const IdxOptions& options = {}) {
  std::span<const std::uint8_t> image_bytes(images), label_bytes(labels);
  const Idx idx = read_idx(image_bytes);
  return labelled_images(idx, class_labels(read_idx(label_bytes), options), options);
}

std::string refusal(const Bytes& images, const Bytes& labels, const IdxOptions& options = {}) {
  return test::message([&] { read(images, labels, options); });
}

Bytes one_to(int last) {
  Bytes bytes(static_cast<std::size_t>(last));
  std::iota(bytes.begin(), bytes.end(), std::uint8_t{1});
  return bytes;
}

std::shared_ptr<const ImageData> digits(std::int64_t count, std::int64_t edge) {
  const SegmentDigits made = segment_digits(count, edge);
  return std::make_shared<const ImageData>(
      read(idx_file({count, edge, edge}, made.images), idx_file({count}, made.labels)));
}

}  // namespace

TEST_CASE("an IDX pair becomes images with labels, gray or in colours") {
  const ImageData gray = read(idx_file({2, 3, 2}, one_to(12)), idx_file({2}, {0, 1}));
  CHECK(gray.count == 2);
  CHECK(gray.height == 3);
  CHECK(gray.width == 2);
  CHECK(gray.channels == 1);
  CHECK(gray.image(1)[0] == 7);
  CHECK(gray.labels == std::vector<std::int32_t>{0, 1});
  const ImageData colours = read(idx_file({2, 1, 2, 3}, one_to(12)), idx_file({2}, {5, 0}));
  CHECK(colours.channels == 3);
  CHECK(colours.stride() == 6);
  const Bytes two = idx_file({2, 1, 1}, {1, 2});
  CHECK(read(two, idx_file({2}, {1, 26}), {.first_label = 1}).labels == std::vector<std::int32_t>{0, 25});
  CHECK(read(two, idx_file({2}, {1, 9})).labels == std::vector<std::int32_t>{1, 9});  // digits without a zero
}

TEST_CASE("labels of any kind of numbers are read, also QMNIST's first column") {
  const auto labels_of = [](const Bytes& file) {
    std::span<const std::uint8_t> bytes(file);
    return class_labels(read_idx(bytes));
  };
  const std::vector<std::int32_t> right = {3, 0, 9};
  CHECK(labels_of(idx_numbers<std::int8_t>({3}, 0x09, {3, 0, 9})) == right);
  CHECK(labels_of(idx_numbers<std::int16_t>({3}, 0x0b, {3, 0, 9})) == right);
  CHECK(labels_of(idx_numbers<std::int32_t>({3}, 0x0c, {3, 0, 9})) == right);
  CHECK(labels_of(idx_numbers<float>({3}, 0x0d, {3, 0, 9})) == right);
  CHECK(labels_of(idx_numbers<double>({3, 1}, 0x0e, {3, 0, 9})) == right);
  std::vector<std::int32_t> rows;
  for (const std::int32_t label : right) rows.insert(rows.end(), {label, 4, 1234, 7, 20, 0, 0, 0});
  CHECK(labels_of(idx_numbers<std::int32_t>({3, 8}, 0x0c, rows)) == right);
  const auto refused = [&](const Bytes& file) { return test::message([&] { labels_of(file); }); };
  CHECK(refused(idx_numbers<float>({3}, 0x0d, {0, 1.5f, 2})).starts_with("[idx] a label of 1.5"));
  CHECK(refused(idx_numbers<float>({2}, 0x0d, {0, NAN})).ends_with("need whole numbers"));
  CHECK(refused(idx_numbers<float>({2}, 0x0d, {0, INFINITY})).starts_with("[idx] a label of 1000000000: need"));
  CHECK(refused(idx_numbers<std::int32_t>({2}, 0x0c, {0, -1})).starts_with("[idx] a label of -1: need"));
  CHECK(refused(idx_numbers<std::int32_t>({2}, 0x0c, {0, 256})).starts_with("[idx] a label of 256: need"));
  CHECK(refused(idx_file({2, 8}, Bytes(16))) == "[idx] labels [2, 8]: need labels [N]");  // one of eight, perhaps
}

TEST_CASE("images of any kind of numbers are shown from black to white") {
  const Bytes labels = idx_file({2}, {0, 1});
  const auto pixels = [&](const Bytes& images) {
    std::span<const std::uint8_t> bytes(images);
    const Idx idx = read_idx(bytes);
    return read(images, labels, {.range = pixel_range(idx)}).pixels;
  };
  CHECK(pixels(idx_file({2, 1, 2}, {0, 1, 0, 1})) == Bytes{0, 1, 0, 1});  // bytes stay as they are
  CHECK(pixels(idx_numbers<float>({2, 1, 2}, 0x0d, {0, 0.5f, 1, 0.2f})) == Bytes{0, 128, 255, 51});
  CHECK(pixels(idx_numbers<double>({2, 1, 2}, 0x0e, {0, 254.6, 2, 3})) == Bytes{0, 255, 2, 3});
  CHECK(pixels(idx_numbers<std::int32_t>({2, 1, 2}, 0x0c, {0, 255, 2, 3})) == Bytes{0, 255, 2, 3});
  CHECK(pixels(idx_numbers<std::int16_t>({2, 1, 2}, 0x0b, {0, 5100, 20, 2550})) == Bytes{0, 255, 1, 128});
  CHECK(pixels(idx_numbers<float>({2, 1, 2}, 0x0d, {-1, 0, 1, 3})) == Bytes{0, 64, 128, 255});
  CHECK(pixels(idx_numbers<std::int8_t>({2, 1, 2}, 0x09, {-100, 27, 0, 100})) == Bytes{0, 162, 128, 255});
  const Bytes broken = idx_numbers<float>({2, 1, 2}, 0x0d, {0, NAN, 1, 0});
  CHECK(test::message([&] { pixels(broken); }) == "[idx] a pixel that is no number: need numbers");
}

TEST_CASE("images stored column by column are turned") {
  const ImageData turned = read(idx_file({2, 2, 3}, one_to(12)), idx_file({2}, {0, 1}), {.transposed = true});
  CHECK(turned.height == 3);
  CHECK(turned.width == 2);
  CHECK(Bytes(turned.image(0), turned.image(0) + 6) == Bytes{1, 4, 2, 5, 3, 6});
}

TEST_CASE("an IDX that is cut off, mislabelled, mismatched, gigantic or of a wrong size is refused in a sentence") {
  const Bytes images = idx_file({2, 2, 2}, one_to(8)), labels = idx_file({2}, {0, 1});
  const auto cut = [](Bytes bytes, std::size_t size) { return bytes.resize(size), bytes; };
  CHECK(refusal({}, labels) == "[idx] 0 bytes: need an IDX file");
  CHECK(refusal(cut(images, 3), labels) == "[idx] 3 bytes: need an IDX file");
  CHECK(refusal(cut(images, 10), labels) == "[idx] a file that ends in its header: need the whole file");
  CHECK(refusal(cut(images, images.size() - 1), labels) == "[idx] [2, 2, 2] values in 23 bytes: need the whole file");
  CHECK(refusal({'P', 'K', 3, 4, 0}, labels).starts_with("[idx] a file that begins otherwise"));
  CHECK(refusal({0x1f, 0x8b, 8, 0}, labels).starts_with("[idx] a file that begins otherwise"));
  CHECK(refusal({0, 0, 0x0a, 1, 0, 0, 0, 0}, labels) == "[idx] values of another type: need whole numbers or floats");
  CHECK(refusal(cut(idx_numbers<float>({1, 1, 1}, 0x0d, {1}), 19), labels) ==
        "[idx] [1, 1, 1] values in 19 bytes: need the whole file");
  CHECK(refusal(labels, labels).starts_with("[idx] images [2]: need images [N, H, W]"));
  CHECK(
      refusal(images, idx_file({2}, {0, 1}), {.first_label = 1}).starts_with("[idx] a label of 0: need labels from 1"));
  CHECK(refusal(images, images) == "[idx] labels [2, 2, 2]: need labels [N]");
  CHECK(refusal(images, idx_file({3}, {0, 1, 2})) == "[idx] 2 images and 3 labels: need as many labels as images");
  CHECK(refusal(idx_file({0, 2, 2}, {}), labels) == "[idx] no images: need at least one");
  CHECK(refusal(images, idx_file({0}, {})) == "[idx] no labels: need at least one");
  CHECK(refusal(idx_file({1, 1, 65}, Bytes(65)), labels) == "[idx] images [1, 1, 65]: need images of 1 x 1 to 64 x 64");
  CHECK(refusal(idx_file({1, 0, 2}, {}), labels).ends_with("need images of 1 x 1 to 64 x 64"));
  CHECK(refusal(idx_file({1, 1, 1, 2}, {1, 2}), labels).ends_with("or [N, H, W, 3] with colours"));
  CHECK(refusal(images, idx_file({2}, {0, 62})) == "[idx] a label of 62: need labels from 0 for at most 62 classes");
  CHECK(refusal(images, idx_file({2}, {3, 3})) == "[idx] nothing but labels of 3: need at least two classes");
  CHECK(refusal(images, labels, {.pixels = 7}) == "[idx] images [2, 2, 2]: need at most 7 pixels");
  const std::int64_t most = 0xffffffff;  // extents whose product overflows 64 bits
  CHECK(refusal(idx_file({most, most, most, most}, one_to(8)), labels).ends_with("need the whole file"));
  CHECK(refusal(idx_file({most, most, most, 0}, one_to(8)), labels).starts_with("[idx] images"));
}

TEST_CASE("a split keeps every class's share, has every image once, and is always the same") {
  const auto data = digits(500, 8);
  const ImageSplit split = stratified_split(data, 0.8);
  CHECK(split.train.size() == 400);
  CHECK(split.test.size() == 100);
  std::vector<int> in_test(10), seen(500);
  for (const std::int32_t index : split.test.indices)
    ++in_test[static_cast<std::size_t>(data->labels[static_cast<std::size_t>(index)])];
  CHECK(in_test == std::vector<int>(10, 10));
  for (const ImageSet* set : {&split.train, &split.test}) {
    for (const std::int32_t index : set->indices) ++seen[static_cast<std::size_t>(index)];
  }
  CHECK(seen == std::vector<int>(500, 1));
  CHECK(stratified_split(data, 0.8).train.indices == split.train.indices);
}

TEST_CASE("classes are named as their data sets do") {
  CHECK(class_names(10).back() == "9");
  CHECK(class_names(26)[25] == "Z");
  CHECK(class_names(47)[10] == "A");
  CHECK(class_names(47).back() == "t");
  CHECK(class_names(62)[61] == "z");
  CHECK(class_names(14)[13] == "13");
}

TEST_CASE("a batch holds the images asked for, as floats in [0, 1]") {
  const auto data = digits(20, 8);
  const std::vector<std::int32_t> indices = {7, 0, 7};
  const Dataset batch = data->at(indices);
  CHECK(batch.inputs.shape() == Shape{3, 8, 8, 1});
  for (std::int64_t i = 0; i < 64; ++i) {
    CHECK(batch.inputs.data()[i] == doctest::Approx(data->image(7)[i] / 255.0));
    CHECK(batch.inputs.data()[i] == batch.inputs.data()[128 + i]);
  }
  CHECK(batch.targets.indices()[0] == 7);
  CHECK_THROWS_AS(data->at(std::vector<std::int32_t>{20}), Error);
}

TEST_CASE("augmentation of no strength changes nothing; any strength repeats itself with its numbers") {
  const auto data = digits(16, 12);
  std::vector<std::int32_t> indices(16);
  std::iota(indices.begin(), indices.end(), 0);
  const Tensor plain = data->at(indices).inputs;
  const auto with = [&](const Augmentation& how, std::uint64_t seed) {
    Random random(seed);
    const Dataset batch = augmented(*data, indices, how, random);
    CHECK(random.counter() == 16);
    return std::vector<float>(batch.inputs.values().begin(), batch.inputs.values().end());
  };
  const std::vector<float> none = with({}, 1);
  for (std::size_t i = 0; i < none.size(); ++i) CHECK(std::abs(none[i] - plain.data()[i]) <= 1e-4);  // of [0, 1]
  const std::vector<Augmentation> each = {
      {.shift = 2}, {.rotation = 20}, {.zoom = 0.3f}, {.noise = 0.2f}, {.elastic = 1}};
  for (const Augmentation& how : each) {
    CHECK(how.any());
    const std::vector<float> once = with(how, 1);
    CHECK(once == with(how, 1));
    CHECK(once != with(how, 2));
    CHECK(once != none);
    const auto [low, high] = std::ranges::minmax(once);
    CHECK(low >= 0.0f);
    CHECK(high <= 1.0f);
  }
}

TEST_CASE("a shift moves an image by what it says, at most") {
  ImageData dot{.count = 1, .height = 21, .width = 21, .pixels = Bytes(441), .labels = {0}};
  dot.pixels[10 * 21 + 10] = 255;
  Random random(3);
  float furthest = 0;
  for (int trial = 0; trial < 200; ++trial) {
    const Dataset moved = augmented(dot, std::vector<std::int32_t>{0}, {.shift = 4}, random);
    float mass = 0, x = 0;
    for (std::int64_t i = 0; i < 441; ++i) {
      mass += moved.inputs.data()[i];
      x += moved.inputs.data()[i] * static_cast<float>(i % 21);
    }
    CHECK(mass == near(1, 0.01));
    furthest = std::max(furthest, std::abs(x / mass - 10));
  }
  CHECK(furthest <= 4.01f);
  CHECK(furthest > 3.5f);
}

TEST_CASE("sixty thousand images are read at the cost of their bytes") {
  constexpr std::int64_t count = 60'000;
  Bytes labels(count), pixels(count * 784);
  for (std::size_t i = 0; i < labels.size(); ++i) labels[i] = static_cast<std::uint8_t>(i % 10);
  for (std::size_t i = 0; i < pixels.size(); ++i) pixels[i] = static_cast<std::uint8_t>(i * 2654435761u >> 24);
  const Bytes images = idx_file({count, 28, 28}, pixels), label_file = idx_file({count}, labels);
  const auto began = std::chrono::steady_clock::now();
  const auto data = std::make_shared<const ImageData>(read(images, label_file));
  const ImageSplit split = stratified_split(data, 0.8);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  MESSAGE("60,000 images of 28 x 28 read and split in ", seconds * 1000, " ms");
  CHECK(data->pixels.capacity() == 47'040'000);
  CHECK(split.train.size() == 48'000);
  CHECK(split.train.data.get() == split.test.data.get());
  CHECK(data->image(59'999)[783] == pixels.back());
}

}  // namespace gradlab
