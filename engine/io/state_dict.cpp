#include "engine/io/state_dict.h"

#include <algorithm>

namespace gradlab {

namespace {

constexpr std::size_t alignment = 8;  // of the largest numbers

std::size_t aligned(std::size_t place) {
  return (place + alignment - 1) / alignment * alignment;
}

}  // namespace

std::size_t StateDict::Field::size() const {
  const std::size_t each = kind == Kind::float32 ? 4 : kind == Kind::random ? 16 : 8;
  return each * static_cast<std::size_t>(shape.size());
}

std::string StateDict::Field::to_string() const {
  switch (kind) {
    case Kind::float32: return shape.to_string();
    case Kind::float64: return "F64 " + shape.to_string();
    case Kind::int64: return "I64 " + shape.to_string();
    default: return "a random state";
  }
}

bool StateDict::has_fields_of(const StateDict& other) const {
  return std::ranges::equal(fields_, other.fields_, [](const Field& a, const Field& b) {
    return a.name == b.name && a.kind == b.kind && a.shape == b.shape;
  });
}

std::span<std::uint8_t> StateDict::put(std::size_t index, std::string_view name, Kind kind, const Shape& shape) {
  if (index == 0) gaps_.clear();
  if (index == fields_.size()) fields_.emplace_back();
  const std::size_t place = index == 0 ? 0 : aligned(fields_[index - 1].place + fields_[index - 1].size());
  Field& field = fields_[index];
  if (field.name != name) field.name = name;
  field.kind = kind;
  field.shape = shape;
  field.place = place;
  const std::size_t size = field.size();
  if (bytes_.size() < place + size) bytes_.resize(place + size);
  return std::span(bytes_).subspan(place, size);
}

void StateDict::end(std::size_t count) {
  fields_.resize(count);
  bytes_.resize(count == 0 ? 0 : fields_.back().place + fields_.back().size());
  if (bytes_.capacity() > bytes_.size() + bytes_.size() / 8) bytes_.shrink_to_fit();
}

void StateDict::fill_gaps(std::span<const std::uint8_t> bytes) {
  for (const std::size_t index : gaps_) {
    const std::size_t size = fields_[index].size();
    std::copy_n(bytes.begin(), size, bytes_.begin() + static_cast<std::ptrdiff_t>(fields_[index].place));
    bytes = bytes.subspan(size);
  }
  gaps_.clear();
}

}  // namespace gradlab
