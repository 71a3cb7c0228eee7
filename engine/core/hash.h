// A name for bytes by what they are.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace gradlab {

/// FNV-1a (Fowler, Noll, Vo 1991) of 64 bits, as 16 hexadecimal digits.
std::string hash_of(std::span<const std::uint8_t> bytes);
/// The same of 32 bits, to know damage by.
std::uint32_t checksum_of(std::span<const std::uint8_t> bytes);

}  // namespace gradlab
