// The header of a safetensors file: the part of JSON that it is written in. Read by hand, and strictly: a library would
// keep the last of two equal names and turn large whole numbers into fractions, and the engine needs JSON nowhere else.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gradlab {

struct HeaderEntry {
  std::string name, dtype;
  std::vector<std::int64_t> shape;
  std::uint64_t begin = 0, end = 0;  ///< bytes from where the numbers begin
};

struct SafetensorsHeader {
  std::vector<HeaderEntry> tensors;
  std::map<std::string, std::string> metadata;
};

/// Whether the offsets fit is another's to see. Throws [safetensors] for what is no header. Takes no more memory than a
/// small multiple of the text's.
SafetensorsHeader read_safetensors_header(std::string_view text);
std::string write_safetensors_header(const SafetensorsHeader& header);

/// The beginning of a name that somebody else wrote, short enough for a sentence.
std::string shortened(std::string_view name);

}  // namespace gradlab
