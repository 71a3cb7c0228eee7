// Safetensors files that nobody wrote: a sound one, damaged at a few places, mostly in its header.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "engine/core/random.h"
#include "engine/io/safetensors.h"

namespace gradlab::test {

/// Where the numbers begin.
inline std::size_t numbers_begin(std::span<const std::uint8_t> file) {
  std::uint64_t length = 0;
  std::memcpy(&length, file.data(), sizeof length);
  return sizeof length + static_cast<std::size_t>(length);
}

inline std::vector<std::uint8_t> mangled(const std::vector<std::uint8_t>& good, Random& random) {
  constexpr std::string_view signs = "{}[]:,\"\\0123456789 utrFfIU_e-.\x01\xff";
  const auto below = [&](std::size_t limit) {
    return static_cast<std::size_t>(random.below(static_cast<std::int64_t>(limit)));
  };
  const std::size_t numbers = good.size() - numbers_begin(good);
  std::vector<std::uint8_t> file = good;
  for (std::size_t edits = 1 + below(4); edits > 0; --edits) {
    const std::size_t at = std::min(8 + below(numbers_begin(good)), file.size()), length = below(12);
    const auto place = file.begin() + static_cast<std::ptrdiff_t>(at);
    const auto sign = static_cast<std::uint8_t>(signs[below(signs.size())]);
    switch (below(6)) {
      case 0: file.insert(place, sign); break;
      case 1: file.erase(place, place + std::min(static_cast<std::ptrdiff_t>(length), file.end() - place)); break;
      case 2: file.resize(file.size() - std::min(file.size(), length)); break;
      case 3:
        if (!file.empty())
          file[below(std::min<std::size_t>(8, file.size()))] ^= static_cast<std::uint8_t>(1 << below(8));
        break;
      case 4:  // the length follows what was inserted or left out
        if (file.size() >= 8) {
          const std::uint64_t told = file.size() - std::min(file.size(), 8 + numbers);
          std::memcpy(file.data(), &told, sizeof told);
        }
        break;
      default:
        if (place != file.end()) *place = sign;
    }
  }
  return file;
}

}  // namespace gradlab::test
