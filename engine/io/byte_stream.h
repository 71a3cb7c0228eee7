// Numbers written one after the other in as few bytes as they take, and read with nothing taken on trust.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/core/error.h"

namespace gradlab {

class ByteWriter {
 public:
  /// As it lies in memory, little-endian.
  template <typename Number>
  void raw(Number number) {
    static_assert(std::is_arithmetic_v<Number>);
    const auto* first = reinterpret_cast<const std::uint8_t*>(&number);
    bytes_.insert(bytes_.end(), first, first + sizeof number);
  }
  /// Seven bits a byte, the lowest first.
  void count(std::uint64_t number) {
    for (; number >= 128; number >>= 7) bytes_.push_back(static_cast<std::uint8_t>(number | 128));
    bytes_.push_back(static_cast<std::uint8_t>(number));
  }
  std::vector<std::uint8_t> take() { return std::move(bytes_); }

 private:
  std::vector<std::uint8_t> bytes_;
};

/// Throws `[who] ...` where there are fewer bytes than are read.
class ByteReader {
 public:
  ByteReader(std::string who, std::span<const std::uint8_t> bytes) : who_(std::move(who)), bytes_(bytes) {}

  template <typename Number>
  Number raw() {
    static_assert(std::is_arithmetic_v<Number>);
    Number number;
    std::memcpy(&number, take(sizeof number).data(), sizeof number);
    return number;
  }
  std::uint64_t count() {
    std::uint64_t number = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      const auto byte = raw<std::uint8_t>();
      number |= static_cast<std::uint64_t>(byte & 127) << shift;
      if (byte < 128) return number;
    }
    fail(who_, "a number that does not end", "one of at most 63 bits");
  }
  std::span<const std::uint8_t> take(std::size_t size) {
    if (size > left()) fail(who_, std::to_string(left()) + " bytes", std::to_string(size) + " more to come");
    const auto taken = bytes_.first(size);
    bytes_ = bytes_.subspan(size);
    return taken;
  }
  std::size_t left() const { return bytes_.size(); }
  void end() const {
    if (left() > 0) fail(who_, std::to_string(left()) + " bytes behind the end", "none");
  }

 private:
  std::string who_;
  std::span<const std::uint8_t> bytes_;
};

}  // namespace gradlab
