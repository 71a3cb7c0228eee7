// Safetensors files (https://github.com/huggingface/safetensors): named tensors, and texts about them.
//
//   8 bytes      the header's length, little-endian
//   the header   JSON: {"__metadata__": {"key": "text", ...}, "name": {"dtype": "F32", "shape": [2, 8], "data_offsets":
//                [begin, end]}, ...}, and spaces behind it
//   the numbers  little-endian and row-major, one tensor after the other without a gap
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gradlab {

struct SafeTensors {
  struct Entry {
    std::string name;
    std::string dtype;  ///< "F32", "I64", ...: those of bytes_of
    std::vector<std::int64_t> shape;
    std::span<const std::uint8_t> bytes;
  };
  std::vector<Entry> tensors;
  std::map<std::string, std::string> metadata;
};

/// Of one element of a type; 0 for types that no tensor here can have, such as those of half a byte.
std::int64_t bytes_of(std::string_view dtype);

/// The tensors in the order of their numbers, which stay where they are in `file`. Throws [safetensors] for every file
/// that the format's own reader refuses, and for names that occur twice.
SafeTensors read_safetensors(std::span<const std::uint8_t> file);

/// The largest elements first, so that every tensor begins at a multiple of its elements' size.
std::vector<std::uint8_t> write_safetensors(const SafeTensors& content);

}  // namespace gradlab
