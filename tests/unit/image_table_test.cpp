// Rows of a table that are images.
#include "demos/files/image_table.h"

#include <doctest/doctest.h>

#include <string>

#include "engine/core/error.h"
#include "tests/unit/error_message.h"

namespace gradlab {

namespace {

std::span<const std::uint8_t> csv_bytes(const std::string& text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// `count` images of 8 x 8, of which the first pixel is the row's number; the label, the row's number modulo 3, stands
/// before or behind.
std::string digit_table(int count, bool header, bool label_last) {
  std::string csv;
  if (header) {
    if (!label_last) csv = "label,";
    for (int i = 0; i < 64; ++i) csv += "pixel" + std::to_string(i) + (i < 63 ? "," : "");
    csv += label_last ? ",class\n" : "\n";
  }
  for (int row = 0; row < count; ++row) {
    const std::string label = std::to_string(row % 3);
    if (!label_last) csv += label + ",";
    for (int i = 0; i < 64; ++i) csv += std::to_string(i == 0 ? row : 255) + (i < 63 ? "," : "");
    csv += label_last ? "," + label + "\n" : "\n";
  }
  return csv;
}

}  // namespace

TEST_CASE("a label and a square of pixels a row are images") {
  for (const bool header : {false, true}) {
    for (const bool last : {false, true}) {
      if (last && !header) continue;  // nothing tells then on which side the label stands: in front, as MNIST has it
      CAPTURE(header);
      CAPTURE(last);
      const std::string csv = digit_table(90, header, last);
      REQUIRE(holds_images(csv_bytes(csv)));
      const OwnFile file = images_in_table(csv_bytes(csv));
      REQUIRE(file.images);
      CHECK(file.images->train.size() + file.images->test.size() == 90);
      const ImageData& data = *file.images->train.data;
      CHECK(data.height == 8);
      CHECK(data.width == 8);
      for (std::int64_t i = 0; i < data.count; ++i) {
        CHECK(data.image(i)[0] == i);
        CHECK(data.image(i)[1] == 255);
        CHECK(data.labels[static_cast<std::size_t>(i)] == i % 3);
      }
    }
  }
}

TEST_CASE("other tables are no images, and what is amiss with images is told") {
  for (const char* none : {"", "a,b\n1,2\n", "1,2,3\n4,5,6\n", "once upon a time\n"})
    CHECK_FALSE(holds_images(csv_bytes(none)));
  std::string unlabelled;
  for (int i = 0; i < 64; ++i) unlabelled += "7" + std::string(i < 63 ? "," : "\n");
  CHECK_THROWS_AS(holds_images(csv_bytes(unlabelled)), Refusal);
  std::string broken = digit_table(90, true, false);
  broken += "1,2,3\n";
  CHECK(test::message([&] { images_in_table(csv_bytes(broken)); }).starts_with("[csv] line 92"));
}

}  // namespace gradlab
