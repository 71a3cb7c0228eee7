#include "demos/files/image_table.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "demos/files/own_images.h"
#include "engine/core/error.h"
#include "engine/data/table/layout.h"
#include "engine/data/table/numeral.h"
#include "engine/data/table/records.h"

namespace gradlab {

namespace {

constexpr std::int64_t shortest_edge = 8, longest_edge = 64, most_pixels = longest_edge * longest_edge;
constexpr std::size_t telling_bytes = 1 << 18;  // at the beginning: enough for some rows of the largest
constexpr std::int64_t telling_rows = 5;

std::string_view text_of_table(std::span<const std::uint8_t> csv) {
  std::string_view text(reinterpret_cast<const char*>(csv.data()), csv.size());
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text;
}

/// 0 to 255, or -1.
int byte_in(const std::string& cell) {
  const auto number = numeral_of(cell, '.');
  const bool fits = number && number->value >= 0 && number->value <= 255 && number->value == std::floor(number->value);
  return fits ? static_cast<int>(number->value) : -1;
}

/// The edge of a square of so many pixels, or 0.
std::int64_t edge_of(std::int64_t pixels) {
  const auto edge = static_cast<std::int64_t>(std::lround(std::sqrt(static_cast<double>(pixels))));
  return edge >= shortest_edge && edge <= longest_edge && edge * edge == pixels ? edge : 0;
}

struct ImageRows {
  char separator = ',';
  std::int64_t edge = 0;
  bool header = false, label_last = false, labelled = false;
};

bool is_row_of_bytes(const std::vector<std::string>& cells) {
  return std::ranges::all_of(cells, [](const std::string& cell) { return byte_in(cell) >= 0; });
}

/// Edge 0 where the rows are no images.
ImageRows image_rows(std::string_view text) {
  ImageRows rows{.separator = layout_of(text.substr(0, telling_bytes), {}).separator};
  CsvRecords records(text.substr(0, telling_bytes), rows.separator, most_pixels + 1);
  std::int64_t width = 0, seen = 0;
  while (seen < telling_rows && records.next()) {
    if (seen == 0 && !rows.header && !is_row_of_bytes(records.cells)) {
      rows.header = true;
      const std::string &first = records.cells.front(), &last = records.cells.back();
      rows.label_last = last == "class" || (last.find("label") != last.npos && first.find("label") == first.npos);
      width = records.separators + 1;
      continue;
    }
    if (width == 0) width = records.separators + 1;
    const bool whole = records.separators + 1 == width;
    if (!whole && seen > 0) break;  // where the beginning is cut off
    if (!whole || !is_row_of_bytes(records.cells)) return {};
    ++seen;
  }
  if (seen == 0) return {};
  rows.labelled = edge_of(width - 1) > 0;
  rows.edge = rows.labelled ? edge_of(width - 1) : edge_of(width);
  return rows;
}

void put_header(std::vector<std::uint8_t>& bytes, std::initializer_list<std::int64_t> shape) {
  bytes.insert(bytes.end(), {0, 0, 8, static_cast<std::uint8_t>(shape.size())});
  for (const std::int64_t extent : shape) {
    for (const int shift : {24, 16, 8, 0}) bytes.push_back(static_cast<std::uint8_t>(extent >> shift));
  }
}

}  // namespace

bool holds_images(std::span<const std::uint8_t> csv) {
  const ImageRows rows = image_rows(text_of_table(csv));
  if (rows.edge == 0) return false;
  if (!rows.labelled) throw Refusal{"notice.image_table_unlabelled", {{"edge", rows.edge}}};
  return true;
}

OwnFile images_in_table(std::span<const std::uint8_t> csv) {
  const std::string_view text = text_of_table(csv);
  const ImageRows rows = image_rows(text);
  if (!rows.labelled || rows.edge == 0) fail("csv", "a table", "rows of a label and a square of pixels");
  const std::int64_t pixels = rows.edge * rows.edge;
  std::vector<std::uint8_t> labels, images;
  std::int64_t count = 0;
  CsvRecords records(text, rows.separator, pixels + 1);
  if (rows.header) records.next();
  for (; records.next(); ++count) {
    records.cells.resize(static_cast<std::size_t>(records.separators) + 1);
    const bool whole = records.separators == pixels && is_row_of_bytes(records.cells);
    if (!whole) {
      fail("csv", "line " + std::to_string(records.line),
           "a label and " + std::to_string(pixels) + " pixels from 0 to 255");
    }
    const std::size_t label = rows.label_last ? static_cast<std::size_t>(pixels) : 0;
    for (std::size_t i = 0; i < records.cells.size(); ++i) {
      (i == label ? labels : images).push_back(static_cast<std::uint8_t>(byte_in(records.cells[i])));
    }
  }
  std::vector<std::uint8_t> files;
  put_header(files, {count});
  files.insert(files.end(), labels.begin(), labels.end());
  const std::size_t size_of_labels = files.size();
  put_header(files, {count, rows.edge, rows.edge});
  files.insert(files.end(), images.begin(), images.end());
  const Json listed = {{{"name", "labels"}, {"size", size_of_labels}},
                       {{"name", "images"}, {"size", files.size() - size_of_labels}}};
  return own_images(listed, files);
}

}  // namespace gradlab
