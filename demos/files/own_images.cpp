#include "demos/files/own_images.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <utility>

#include "engine/core/error.h"

namespace gradlab {

namespace {

constexpr double train_share = 0.8;

struct File {
  std::string name;
  Idx idx;
};

struct Pair {
  const File *images, *labels;
};

std::string in_small_letters(std::string name) {
  std::ranges::transform(name, name.begin(), [](unsigned char letter) { return std::tolower(letter); });
  return name;
}

/// EMNIST's images are stored column by column.
bool is_transposed(const std::string& name) {
  return in_small_letters(name).find("emnist") != std::string::npos;
}

bool is_for_testing(const std::string& name) {
  const std::string small = in_small_letters(name);
  return small.find("test") != std::string::npos || small.find("t10k") != std::string::npos;
}

/// What is wrong with the file `name`, as a visitor reads it.
Refusal sentence(const std::string& name, const IdxError& error) {
  constexpr double gigabyte = 1e9;
  const Shape& shape = error.shape;
  std::string problem = error.problem;
  Json arguments = {{"name", name}, {"number", error.number}};
  if (shape.rank() > 0) arguments["count"] = shape[0];
  if (shape.rank() > 2) arguments["height"] = shape[1], arguments["width"] = shape[2];
  if (problem == "cut_short" || problem == "labels_cut_short") {
    double announced = 1;
    for (int axis = 0; axis < shape.rank(); ++axis) announced *= static_cast<double>(shape[axis]);
    if (shape.rank() < 3 && problem == "cut_short") problem = "not_images";
    if (announced > gigabyte) problem = "huge_cut_short";
  }
  return {"notice.idx." + problem, std::move(arguments)};
}

/// Calls `use`; an IdxError becomes a sentence that names the file.
template <typename Use>
auto named(const std::string& name, Use use) {
  try {
    return use();
  } catch (const IdxError& error) {
    throw sentence(name, error);
  }
}

std::vector<File> files_in(const Json& list, std::span<const std::uint8_t> bytes) {
  std::vector<File> files;
  for (const Json& entry : list) {
    File file{entry.at("name").get<std::string>(), {}};
    const std::int64_t size = whole_number(entry.at("size"), "idx");
    if (size < 0 || static_cast<std::uint64_t>(size) > bytes.size()) {
      fail("idx", file.name + " of " + std::to_string(size) + " bytes", "as many as came");
    }
    std::span<const std::uint8_t> own = bytes.first(static_cast<std::size_t>(size));
    bytes = bytes.subspan(static_cast<std::size_t>(size));
    file.idx = named(file.name, [&] { return read_idx(own); });
    files.push_back(std::move(file));
  }
  return files;
}

/// How many letters the names begin with alike.
std::ptrdiff_t likeness(const Pair& pair) {
  const std::string &images = pair.images->name, &labels = pair.labels->name;
  return std::ranges::mismatch(images, labels).in1 - images.begin();
}

[[noreturn]] void refuse(const char* key, const std::vector<File>& files) {
  Json names = Json::array();
  for (const File& file : files) names.push_back(file.name + " (" + std::to_string(file.idx.shape[0]) + ")");
  throw Refusal{key, {{"files", names}}};
}

/// As many labels as images; where both files of labels would fit, the names tell.
std::vector<Pair> pairs_of(const std::vector<File>& files) {
  std::vector<const File*> images, labels;
  for (const File& file : files) (file.idx.holds_labels() ? labels : images).push_back(&file);
  const std::size_t count = images.size();
  if (count < 1 || count > 2 || labels.size() != count) refuse("notice.idx_pairs", files);
  std::vector<std::vector<Pair>> possible;
  std::vector<std::ptrdiff_t> alike;
  for (std::size_t turn = 0; turn < count; ++turn) {
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < count; ++i) pairs.push_back({images[i], labels[(i + turn) % count]});
    const auto fits = [](const Pair& pair) { return pair.images->idx.shape[0] == pair.labels->idx.shape[0]; };
    if (!std::ranges::all_of(pairs, fits)) continue;
    alike.push_back(likeness(pairs.front()) + likeness(pairs.back()));
    possible.push_back(std::move(pairs));
  }
  if (possible.empty()) refuse("notice.idx_pairs", files);
  if (possible.size() == 2 && alike[0] == alike[1]) refuse("notice.idx_names", files);
  return possible[static_cast<std::size_t>(std::ranges::max_element(alike) - alike.begin())];
}

/// The label of class 0, in all files alike. EMNIST counts its 26 letters from 1; everything else counts from 0, also
/// where a class has no images, as in digits without a zero.
std::int32_t first_label(const std::vector<Pair>& pairs) {
  constexpr double letters = 26;
  double least = letters, most = 0;
  for (const Pair& pair : pairs) {
    const Idx& labels = pair.labels->idx;
    for (std::int64_t n = 0; n < labels.shape[0]; ++n) {
      least = std::min(least, labels.label(n)), most = std::max(most, labels.label(n));
    }
  }
  return least == 1 && most == letters ? 1 : 0;
}

/// Both files of images are read alike, where they hold the same kind of numbers.
PixelRange range_of(const Pair& pair, const std::vector<Pair>& pairs) {
  const bool alike = pair.images->idx.type == pairs[0].images->idx.type;
  const File& of = alike ? *pairs[0].images : *pair.images;
  return named(of.name, [&] { return pixel_range(of.idx); });
}

std::shared_ptr<const ImageData> read(const Pair& pair, const std::vector<Pair>& pairs) {
  const std::int32_t first = first_label(pairs);
  const IdxOptions options = {
      .range = range_of(pair, pairs), .transposed = is_transposed(pair.images->name), .first_label = first};
  std::vector<std::int32_t> labels = named(pair.labels->name, [&] { return class_labels(pair.labels->idx, options); });
  return named(pair.images->name, [&] {
    return std::make_shared<const ImageData>(labelled_images(pair.images->idx, std::move(labels), options));
  });
}

ImageSet all_of(std::shared_ptr<const ImageData> data) {
  ImageSet set{std::move(data), {}};
  set.indices.resize(static_cast<std::size_t>(set.data->count));
  for (std::size_t i = 0; i < set.indices.size(); ++i) set.indices[i] = static_cast<std::int32_t>(i);
  return set;
}

ImageSplit split_of(const std::vector<Pair>& pairs) {
  const std::shared_ptr<const ImageData> train = read(pairs[0], pairs);
  if (pairs.size() == 1) return stratified_split(train, train_share);
  const std::shared_ptr<const ImageData> test = read(pairs[1], pairs);
  if (test->height != train->height || test->width != train->width || test->channels != train->channels) {
    throw Refusal{"notice.idx_sizes", {{"train", pairs[0].images->name}, {"test", pairs[1].images->name}}};
  }
  const std::int32_t last = std::max(std::ranges::max(train->labels), std::ranges::max(test->labels));
  return {all_of(train), all_of(test), class_names(last + 1)};
}

}  // namespace

OwnFile own_images(const Json& files, std::span<const std::uint8_t> bytes) {
  const std::vector<File> read_files = files_in(files, bytes);
  std::vector<Pair> pairs = pairs_of(read_files);
  std::ranges::stable_sort(pairs, std::greater(), [](const Pair& pair) {
    return std::pair(pair.images->idx.shape[0], !is_for_testing(pair.images->name));
  });
  OwnFile file{.images = std::make_shared<const ImageSplit>(split_of(pairs))};
  if (file.images->train.size() == 0 || file.images->test.size() == 0) {
    throw Refusal{"notice.idx_few", {{"images", pairs[0].images->idx.shape[0]}}};
  }
  return file;
}

Refusal with_size(const Refusal& refusal, const OwnFile& file) {
  if (!file.images || !refusal.arguments.contains("layer")) return refusal;
  const ImageData& data = *file.images->train.data;
  Json why = refusal.arguments;
  why["key"] = refusal.key;
  return {"notice.images_do_not_fit", {{"height", data.height}, {"width", data.width}, {"why", why}}};
}

}  // namespace gradlab
