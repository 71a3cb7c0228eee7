// What training changes, by name, in one stretch of memory: what an Archive writes and reads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/shape.h"

namespace gradlab {

/// Written again, with fields of the same names and sizes, it allocates nothing.
class StateDict {
 public:
  enum class Kind { float32, float64, int64, random };  ///< random: the key and the counter of a Random

  struct Field {
    std::string name = {};  ///< "model.blocks.0.attention.query.weight"
    Kind kind = Kind::float32;
    Shape shape = {};
    std::size_t place = 0;  ///< in bytes
    /// "[2, 8]", or "I64 [3]" for other numbers than float32
    std::string to_string() const;
    std::size_t size() const;  ///< in bytes
  };
  const std::vector<Field>& fields() const { return fields_; }
  std::span<const std::uint8_t> bytes(const Field& field) const {
    return std::span(bytes_).subspan(field.place, field.size());
  }
  /// Whether its fields are named, counted and shaped as those of `other`.
  bool has_fields_of(const StateDict& other) const;
  /// The memory that it holds.
  std::size_t capacity() const { return bytes_.capacity(); }

  /// Makes field number `index`, behind those before it, and returns its bytes, to be written.
  std::span<std::uint8_t> put(std::size_t index, std::string_view name, Kind kind, const Shape& shape);
  /// There are `count` fields; those behind go, and memory that is not needed.
  void end(std::size_t count);

  /// The field's bytes are not known yet.
  void leave_gap(std::size_t index) { gaps_.push_back(index); }
  /// The bytes of all gaps, in the order in which they were left.
  void fill_gaps(std::span<const std::uint8_t> bytes);

 private:
  std::vector<Field> fields_;
  std::vector<std::uint8_t> bytes_;
  std::vector<std::size_t> gaps_;
};

}  // namespace gradlab
