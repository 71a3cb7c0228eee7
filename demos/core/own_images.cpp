#include "demos/core/own_images.h"

#include <algorithm>
#include <cctype>

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

/// EMNIST's images are stored column by column.
bool is_transposed(std::string name) {
  std::ranges::transform(name, name.begin(), [](unsigned char letter) { return std::tolower(letter); });
  return name.find("emnist") != std::string::npos;
}

/// Calls `use`; an Error becomes a sentence that names the file.
template <typename Use>
auto named(const std::string& name, Use use) {
  try {
    return use();
  } catch (const Error& error) {
    throw Refusal{"notice.idx_file", {{"name", name}, {"error", error.what()}}};
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

std::vector<Pair> pairs_of(const std::vector<File>& files) {
  std::vector<Pair> pairs;
  std::vector<const File*> labels;
  for (const File& file : files) {
    if (file.idx.shape.rank() == 1) labels.push_back(&file);
  }
  for (const File& images : files) {
    if (images.idx.shape.rank() == 1) continue;
    const auto own =
        std::ranges::find_if(labels, [&](const File* file) { return file->idx.shape[0] == images.idx.shape[0]; });
    if (own == labels.end()) break;
    pairs.push_back({&images, *own});
    labels.erase(own);
  }
  if (pairs.empty() || pairs.size() > 2 || 2 * pairs.size() != files.size()) {
    Json names = Json::array();
    for (const File& file : files) names.push_back(file.name + " (" + std::to_string(file.idx.shape[0]) + ")");
    throw Refusal{"notice.idx_pairs", {{"files", names}}};
  }
  return pairs;
}

std::shared_ptr<const ImageData> read(const Pair& pair) {
  return named(pair.images->name, [&] {
    return std::make_shared<const ImageData>(
        labelled_images(pair.images->idx, pair.labels->idx, is_transposed(pair.images->name)));
  });
}

ImageSet all_of(std::shared_ptr<const ImageData> data) {
  ImageSet set{std::move(data), {}};
  set.indices.resize(static_cast<std::size_t>(set.data->count));
  for (std::size_t i = 0; i < set.indices.size(); ++i) set.indices[i] = static_cast<std::int32_t>(i);
  return set;
}

ImageSplit split_of(const std::vector<Pair>& pairs) {
  const std::shared_ptr<const ImageData> train = read(pairs[0]);
  if (pairs.size() == 1) return stratified_split(train, train_share);
  const std::shared_ptr<const ImageData> test = read(pairs[1]);
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
  std::ranges::stable_sort(pairs, std::greater(), [](const Pair& pair) { return pair.images->idx.shape[0]; });
  OwnFile file{.images = std::make_shared<const ImageSplit>(split_of(pairs))};
  if (file.images->train.size() == 0 || file.images->test.size() == 0) {
    throw Refusal{"notice.idx_few", {{"images", pairs[0].images->idx.shape[0]}}};
  }
  return file;
}

}  // namespace gradlab
