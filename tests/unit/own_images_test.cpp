// A visitor's IDX files: which belong together, what their labels mean, and what is wrong with them.
#include "demos/files/own_images.h"

#include <doctest/doctest.h>

#include "engine/core/error.h"
#include "tests/unit/image_samples.h"

namespace gradlab {

namespace {

using Named = std::vector<std::pair<std::string, Bytes>>;

OwnFile own(const Named& files) {
  Json list = Json::array();
  Bytes all;
  for (const auto& [name, bytes] : files) {
    list.push_back({{"name", name}, {"size", bytes.size()}});
    all.insert(all.end(), bytes.begin(), bytes.end());
  }
  return own_images(list, all);
}

std::string refusal(const Named& files) {
  try {
    own(files);
  } catch (const Refusal& refusal) {
    return refusal.key + refusal.arguments.dump();
  }
  return "taken";
}

/// As many images of 4 x 4 as labels, all of one gray.
Bytes images(std::int64_t count, std::uint8_t gray = 1) {
  return idx_file({count, 4, 4}, Bytes(static_cast<std::size_t>(16 * count), gray));
}

/// Labels first, first + 1, ... last, and again.
Bytes labels(int count, int first, int last) {
  Bytes values;
  for (int i = 0; i < count; ++i) values.push_back(static_cast<std::uint8_t>(first + i % (last - first + 1)));
  return idx_file({count}, values);
}

}  // namespace

TEST_CASE("files of the visitor's pair by number: the larger trains, one alone is split") {
  const SegmentDigits many = segment_digits(50, 8), few = segment_digits(20, 8);
  const Bytes a = idx_file({50, 8, 8}, many.images), b = idx_file({50}, many.labels),
              c = idx_file({20, 8, 8}, few.images), d = idx_file({20}, few.labels);
  const auto use = [](std::initializer_list<const Bytes*> files, const std::string& name = "digits") {
    Json list = Json::array();
    Bytes bytes;
    for (const Bytes* file : files) {
      list.push_back({{"name", name}, {"size", file->size()}});
      bytes.insert(bytes.end(), file->begin(), file->end());
    }
    return own_images(list, bytes);
  };
  CHECK(use({&a, &b}).images->train.size() == 40);
  CHECK(use({&a, &b}).images->test.size() == 10);
  const OwnFile both = use({&d, &b, &c, &a});
  CHECK(both.images->train.size() == 50);
  CHECK(both.images->test.size() == 20);
  CHECK(use({&a, &b}, "EMNIST-letters").images->train.data->image(0)[1] ==
        use({&a, &b}).images->train.data->image(0)[8]);
  CHECK_THROWS_AS(use({&a}), Refusal);
  CHECK_THROWS_AS(use({&a, &d}), Refusal);
  CHECK_THROWS_AS(use({&a, &b, &c}), Refusal);
  const Bytes other_size = idx_file({20, 8, 4}, Bytes(640));
  CHECK_THROWS_AS(use({&a, &b, &other_size, &d}), Refusal);
  CHECK_THROWS_AS(own_images({{{"name", "x"}, {"size", 1e9}}}, a), Error);
}

TEST_CASE("labels mean the same in both pairs, and only the 26 letters begin at 1") {
  const OwnFile digits = own({{"a", images(40)}, {"b", labels(40, 0, 9)}, {"c", images(18)}, {"d", labels(18, 1, 9)}});
  CHECK(digits.images->test.data->labels[0] == 1);
  CHECK(digits.images->class_names.size() == 10);
  const OwnFile no_zero = own({{"a", images(90)}, {"b", labels(90, 1, 9)}});
  CHECK(no_zero.images->train.data->labels[0] == 1);
  CHECK(no_zero.images->class_names.back() == "9");
  const OwnFile letters =
      own({{"a", images(52)}, {"b", labels(52, 1, 26)}, {"c", images(10)}, {"d", labels(10, 2, 6)}});
  CHECK(letters.images->class_names.size() == 26);
  CHECK(letters.images->train.data->labels[0] == 0);
  CHECK(letters.images->test.data->labels[0] == 1);
}

TEST_CASE("QMNIST's labels pair with images, and of two pairs of floats both are read as the training images are") {
  std::vector<std::int32_t> rows;
  for (int n = 0; n < 50; ++n) rows.insert(rows.end(), {n % 10, 4, n, n, 20, 0, 0, 0});
  const Bytes qmnist = idx_numbers<std::int32_t>({50, 8}, 0x0c, rows);
  const OwnFile one = own({{"qmnist-train-images", images(50)}, {"qmnist-train-labels", qmnist}});
  CHECK(one.images->class_names.size() == 10);
  CHECK(refusal({{"i", images(20)}, {"qmnist-labels", Bytes(qmnist.begin(), qmnist.begin() + 40)}})
            .starts_with("notice.idx.labels_cut_short"));
  const auto grays = [](std::int64_t count, float light) {
    std::vector<float> pixels(static_cast<std::size_t>(16 * count), light);
    pixels[0] = -1;
    return idx_numbers<float>({count, 4, 4}, 0x0d, pixels);
  };
  const OwnFile two =
      own({{"a", grays(20, 1)}, {"b", labels(20, 0, 9)}, {"c", grays(10, 0.5f)}, {"d", labels(10, 0, 9)}});
  CHECK(two.images->train.data->pixels[1] == 255);
  CHECK(two.images->test.data->pixels[1] == 191);
}

TEST_CASE("two pairs of equal size are told apart by their names, or refused") {
  const auto mixed = [](const std::string& train, const std::string& test) {
    return Named{{test + "-images", images(20, 1)},
                 {train + "-labels", labels(20, 0, 9)},
                 {train + "-images", images(20, 2)},
                 {test + "-labels", labels(20, 3, 9)}};
  };
  const OwnFile found = own(mixed("train", "t10k"));
  CHECK(found.images->train.data->pixels[0] == 2);
  CHECK(found.images->train.data->labels[0] == 0);
  CHECK(found.images->test.data->labels[0] == 3);
  CHECK(refusal({{"a", images(20)}, {"b", images(20)}, {"c", labels(20, 0, 9)}, {"d", labels(20, 0, 9)}})
            .starts_with("notice.idx_names"));
}

TEST_CASE("what is wrong with a file is said of that file, in numbers that a visitor knows") {
  const Bytes right = images(20), right_labels = labels(20, 0, 9);
  const auto cut = [](Bytes bytes, std::size_t size) { return bytes.resize(size), bytes; };
  const std::string cut_short = refusal({{"train-images", cut(right, 100)}, {"l", right_labels}});
  CHECK(cut_short ==
        "notice.idx.cut_short" +
            Json{{"name", "train-images"}, {"number", 100}, {"count", 20}, {"height", 4}, {"width", 4}}.dump());
  CHECK(refusal({{"i", right}, {"l", cut(right_labels, 20)}}).starts_with("notice.idx.labels_cut_short"));
  CHECK(
      refusal({{"i", idx_file({1 << 28, 28, 28}, {1})}, {"l", right_labels}}).starts_with("notice.idx.huge_cut_short"));
  CHECK(refusal({{"i", idx_file({9, 9}, {1})}, {"l", right_labels}}).starts_with("notice.idx.not_images"));
  CHECK(refusal({{"i", cut(right, 3)}, {"l", right_labels}}).starts_with("notice.idx.not_idx"));
  CHECK(refusal({{"i", right}, {"l", idx_numbers<float>({20}, 0x0d, std::vector<float>(20, 1.5f))}})
            .starts_with("notice.idx.no_label"));
  CHECK(refusal({{"i", right}, {"l", labels(20, 0, 0)}}).starts_with("notice.idx.one_class"));
  CHECK(refusal({{"i", right}, {"l", labels(20, 60, 70)}}) ==
        "notice.idx.label" + Json{{"name", "l"}, {"number", 70}, {"count", 20}}.dump());
  CHECK(refusal({{"i", idx_file({20, 1, 65}, Bytes(1300))}, {"l", right_labels}}).starts_with("notice.idx.edge"));
}

}  // namespace gradlab
