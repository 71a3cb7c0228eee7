#include "engine/core/hash.h"

#include <cstdio>

namespace gradlab {

std::string hash_of(std::span<const std::uint8_t> bytes) {
  std::uint64_t hash = 0xcbf29ce484222325ull;
  for (const std::uint8_t byte : bytes) hash = (hash ^ byte) * 0x100000001b3ull;
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
  return text;
}

std::uint32_t checksum_of(std::span<const std::uint8_t> bytes) {
  std::uint32_t hash = 0x811c9dc5u;
  for (const std::uint8_t byte : bytes) hash = (hash ^ byte) * 0x01000193u;
  return hash;
}

}  // namespace gradlab
