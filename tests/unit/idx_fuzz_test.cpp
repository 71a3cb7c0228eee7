#include <doctest/doctest.h>

#include <algorithm>

#include "demos/files/own_images.h"
#include "engine/core/error.h"
#include "engine/core/random.h"
#include "tests/unit/image_samples.h"

namespace gradlab {

namespace {

/// Replaces, inserts, repeats or cuts bytes, a few times; most often near the front, where the header is.
Bytes mutated(Bytes bytes, Random& random) {
  for (std::int64_t edits = random.below(4); edits > 0; --edits) {
    const std::int64_t reach = random.below(2) == 0 ? 20 : static_cast<std::int64_t>(bytes.size()) + 1;
    const auto at =
        bytes.begin() + std::min<std::int64_t>(random.below(reach), static_cast<std::int64_t>(bytes.size()));
    const auto left = bytes.end() - at;
    switch (random.below(4)) {
      case 0: bytes.insert(at, static_cast<std::uint8_t>(random.below(256))); break;
      case 1: bytes.erase(at, at + std::min<std::ptrdiff_t>(left, random.below(8))); break;
      case 2: bytes.resize(static_cast<std::size_t>(at - bytes.begin())); break;
      default:
        if (left > 0) *at = static_cast<std::uint8_t>(random.below(2) == 0 ? random.below(8) : random.below(256));
    }
  }
  return bytes;
}

void check_set(const ImageSet& set, std::int64_t classes) {
  REQUIRE(set.size() > 0);
  const ImageData& data = *set.data;
  REQUIRE(static_cast<std::int64_t>(data.pixels.size()) == data.count * data.stride());
  REQUIRE(static_cast<std::int64_t>(data.labels.size()) == data.count);
  REQUIRE((data.channels == 1 || data.channels == 3));
  for (const std::int32_t label : data.labels) REQUIRE((label >= 0 && label < classes));
  for (const std::int32_t index : set.indices) REQUIRE((index >= 0 && index < data.count));
}

}  // namespace

TEST_CASE("mangled IDX files end in sound images or in a sentence") {
  const SegmentDigits made = segment_digits(30, 6), few = segment_digits(12, 6);
  const std::vector<Bytes> files = {idx_file({30, 6, 6}, made.images), idx_file({30}, made.labels),
                                    idx_file({12, 6, 6}, few.images), idx_file({12}, few.labels)};
  Random random(2026);
  int sound = 0, refused = 0;
  for (int round = 0; round < 10'000; ++round) {
    Json list = Json::array();
    Bytes bytes;
    const std::size_t count = random.below(3) == 0 ? 4 : 2;
    for (std::size_t i = 0; i < count; ++i) {
      const Bytes file = mutated(files[i], random);
      list.push_back({{"name", "file " + std::to_string(i)}, {"size", file.size()}});
      bytes.insert(bytes.end(), file.begin(), file.end());
    }
    try {
      const OwnFile own = own_images(list, bytes);
      const auto classes = static_cast<std::int64_t>(own.images->class_names.size());
      check_set(own.images->train, classes);
      check_set(own.images->test, classes);
      ++sound;
    } catch (const Refusal& refusal) {
      REQUIRE(refusal.key.starts_with("notice.idx"));
      ++refused;
    }
  }
  CHECK(sound > 500);
  CHECK(refused > 2'000);
}

}  // namespace gradlab
