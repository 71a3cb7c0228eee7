// A state and what is to be known about it, as a safetensors file.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/io/state_dict.h"

namespace gradlab {

struct Checkpoint {
  StateDict state;
  std::map<std::string, std::string> about;  ///< texts by name; "format_version" and "random.*" are the format's own
};

/// Tensors are F32, other numbers F64 and I64. Random states stand among the metadata as "random.<name>": "key
/// counter", beside `about` and the format's version.
std::vector<std::uint8_t> write_checkpoint(const StateDict& state, std::map<std::string, std::string> about);

/// Throws [safetensors] for what is no such file, [checkpoint] for one of another version or with other types.
Checkpoint read_checkpoint(std::span<const std::uint8_t> file);

}  // namespace gradlab
