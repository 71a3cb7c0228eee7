#include "engine/io/safetensors_header.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdio>
#include <optional>
#include <utility>

#include "engine/core/error.h"
#include "engine/data/utf8.h"

namespace gradlab {

namespace {

constexpr std::string_view metadata_name = "__metadata__", blanks = " \t\n\r";
constexpr std::size_t most_shown = 60;  // bytes of a name

/// Goes through the text once, from left to right.
class HeaderReader {
 public:
  explicit HeaderReader(std::string_view text) : text_(text) {}

  SafetensorsHeader header() {
    if (!text_.starts_with("{")) refuse("a header that does not begin with {");
    if (!is_utf8(text_)) refuse("a header that is not UTF-8");
    SafetensorsHeader header;
    bool described = false;
    members([&](std::string name) {
      if (name != metadata_name) return header.tensors.push_back(tensor(std::move(name)));
      if (std::exchange(described, true)) refuse("__metadata__ twice");
      members([&](std::string key) {
        const auto [place, is_new] = header.metadata.try_emplace(std::move(key), "");
        if (!is_new) refuse("the text \"" + shortened(place->first) + "\" twice");
        place->second = string();
      });
    });
    skip_blanks();
    if (at_ != text_.size()) refuse("something behind the header's end");
    require_different(header.tensors);
    return header;
  }

 private:
  [[noreturn]] void refuse(const std::string& came) const {
    fail("safetensors", came + " at byte " + std::to_string(at_) + " of the header",
         "JSON that gives each name a dtype, a shape, and data_offsets");
  }

  void skip_blanks() { at_ = std::min(text_.find_first_not_of(blanks, at_), text_.size()); }

  bool takes(char sign) {
    skip_blanks();
    if (at_ == text_.size() || text_[at_] != sign) return false;
    ++at_;
    return true;
  }

  void expect(char sign) {
    if (!takes(sign)) refuse(std::string("no ") + sign + " where one belongs");
  }

  /// {"name": ..., ...}: calls `member` for each, to read what stands behind the colon.
  template <typename Member>
  void members(const Member& member) {
    expect('{');
    if (takes('}')) return;
    do {
      std::string name = string();
      expect(':');
      member(std::move(name));
    } while (takes(','));
    expect('}');
  }

  std::uint64_t whole_number() {
    skip_blanks();
    std::uint64_t number = 0;
    const char* first = text_.data() + at_;
    const auto [end, error] = std::from_chars(first, text_.data() + text_.size(), number);
    const bool padded = end - first > 1 && *first == '0';
    if (error != std::errc() || padded || number > INT64_MAX) refuse("no whole number, from 0 on, where one belongs");
    at_ += static_cast<std::size_t>(end - first);
    return number;
  }

  std::vector<std::int64_t> whole_numbers() {
    std::vector<std::int64_t> numbers;
    expect('[');
    if (takes(']')) return numbers;
    do numbers.push_back(static_cast<std::int64_t>(whole_number()));
    while (takes(','));
    expect(']');
    return numbers;
  }

  HeaderEntry tensor(std::string name) {
    std::optional<std::string> dtype;
    std::optional<std::vector<std::int64_t>> shape, offsets;
    const auto take = [&](auto& field, auto value) {
      if (field) refuse("a field of tensor \"" + shortened(name) + "\" twice");
      field = std::move(value);
    };
    members([&](const std::string& field) {
      if (field == "dtype") return take(dtype, string());
      if (field == "shape") return take(shape, whole_numbers());
      if (field == "data_offsets") return take(offsets, whole_numbers());
      refuse("the field \"" + shortened(field) + "\" of tensor \"" + shortened(name) + "\"");
    });
    if (!dtype || !shape || !offsets || offsets->size() != 2) {
      refuse("tensor \"" + shortened(name) + "\" without its dtype, its shape, or two data_offsets");
    }
    return {std::move(name), std::move(*dtype), std::move(*shape), static_cast<std::uint64_t>((*offsets)[0]),
            static_cast<std::uint64_t>((*offsets)[1])};
  }

  std::string string() {
    expect('"');
    std::string text;
    while (true) {
      if (at_ == text_.size()) refuse("a text without an end");
      const char sign = text_[at_++];
      if (sign == '"') return text;
      if (static_cast<unsigned char>(sign) < 0x20) refuse("a control character in a text");
      if (sign == '\\') {
        text += escaped();
      } else {
        text += sign;
      }
    }
  }

  std::string escaped() {
    constexpr std::string_view signs = "\"\\/bfnrt", meant = "\"\\/\b\f\n\r\t";
    const char sign = at_ == text_.size() ? '\0' : text_[at_++];
    if (const std::size_t place = signs.find(sign); place != std::string_view::npos) return {meant[place]};
    if (sign != 'u') refuse("an escape that JSON has not");
    std::string units;  // of UTF-16, big-endian: one, or the two of a pair
    code_unit(units);
    const auto first = static_cast<unsigned char>(units[0]);
    if (first >= 0xD8 && first <= 0xDB) {
      if (text_.substr(at_, 2) != "\\u") refuse("half a surrogate pair");
      at_ += 2;
      code_unit(units);
      const auto second = static_cast<unsigned char>(units[2]);
      if (second < 0xDC || second > 0xDF) refuse("half a surrogate pair");
    } else if (first >= 0xDC && first <= 0xDF) {
      refuse("half a surrogate pair");
    }
    return utf16_to_utf8(units, true);
  }

  void code_unit(std::string& units) {
    unsigned unit = 0;
    const std::string_view digits = text_.substr(at_, 4);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), unit, 16);
    if (error != std::errc() || end != digits.data() + 4) refuse("\\u without four digits");
    at_ += 4;
    units += static_cast<char>(unit >> 8);
    units += static_cast<char>(unit & 0xFF);
  }

  void require_different(const std::vector<HeaderEntry>& tensors) const {
    std::vector<std::string_view> names;
    for (const HeaderEntry& tensor : tensors) names.push_back(tensor.name);
    std::ranges::sort(names);
    const auto twice = std::ranges::adjacent_find(names);
    if (twice != names.end()) refuse("tensor \"" + shortened(*twice) + "\" twice");
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

std::string in_quotes(std::string_view text) {
  std::string quoted = "\"";
  for (const char sign : text) {
    if (sign == '"' || sign == '\\') {
      quoted.append({'\\', sign});
    } else if (static_cast<unsigned char>(sign) < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(sign));
      quoted += escape;
    } else {
      quoted += sign;
    }
  }
  return quoted += '"';
}

std::string list(const std::vector<std::int64_t>& numbers) {
  std::string text = "[";
  for (const std::int64_t number : numbers) text.append(text.size() > 1 ? "," : "").append(std::to_string(number));
  return text += ']';
}

}  // namespace

SafetensorsHeader read_safetensors_header(std::string_view text) {
  return HeaderReader(text).header();
}

std::string write_safetensors_header(const SafetensorsHeader& header) {
  std::string text = "{";
  const auto next = [&](std::string_view name) -> std::string& {
    if (!text.ends_with('{')) text += ',';
    return text.append(in_quotes(name)) += ':';
  };
  if (!header.metadata.empty()) {
    next(metadata_name) += '{';
    for (const auto& [key, value] : header.metadata) next(key) += in_quotes(value);
    text += '}';
  }
  for (const HeaderEntry& tensor : header.tensors) {
    next(tensor.name)
        .append("{\"dtype\":" + in_quotes(tensor.dtype) + ",\"shape\":" + list(tensor.shape))
        .append(",\"data_offsets\":[" + std::to_string(tensor.begin) + "," + std::to_string(tensor.end) + "]}");
  }
  return text += '}';
}

std::string shortened(std::string_view name) {
  std::size_t length = 0;
  while (length < name.size() && length < most_shown) {
    length += std::max<std::size_t>(1, well_formed_length(name.substr(length)));
  }
  return std::string(name.substr(0, length)) + (length < name.size() ? "..." : "");
}

}  // namespace gradlab
