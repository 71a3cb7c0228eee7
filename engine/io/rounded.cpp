#include "engine/io/rounded.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <span>
#include <string>

#include "engine/core/error.h"
#include "engine/core/hash.h"
#include "engine/io/byte_stream.h"

namespace gradlab {

namespace {

using Field = StateDict::Field;
using Kind = StateDict::Kind;

constexpr std::uint8_t rounded_version = 1;
constexpr std::uint64_t longest_list = 1 << 20;
constexpr std::size_t few = 2;  // numbers that take fewer bytes as they are than a range does

/// A list of any length, where all other fields have the shape that they have in every run of these values.
bool is_list(const Field& field) {
  return field.kind == Kind::float64 && field.shape.rank() == 1;
}

template <typename Number>
std::vector<Number> numbers_in(std::span<const std::uint8_t> bytes) {
  std::vector<Number> numbers(bytes.size() / sizeof(Number));
  if (!numbers.empty()) std::memcpy(numbers.data(), bytes.data(), bytes.size());
  return numbers;
}

template <typename Number>
void put_numbers(std::span<std::uint8_t> to, const std::vector<Number>& numbers) {
  if (!numbers.empty()) std::memcpy(to.data(), numbers.data(), to.size());
}

/// What names, kinds and shapes come to: equal where the same can be read as was written.
std::uint32_t form_of(const StateDict& state, const Keeps& keeps) {
  std::string form;
  for (const Field& field : state.fields()) {
    if (keeps(field.name)) form += field.name + ' ' + (is_list(field) ? "list" : field.to_string()) + '\n';
  }
  return checksum_of({reinterpret_cast<const std::uint8_t*>(form.data()), form.size()});
}

void require_finite(const Field& field, const std::vector<float>& numbers) {
  if (std::ranges::all_of(numbers, [](float number) { return std::isfinite(number); })) return;
  fail("rounded", field.name + " with numbers that are none or infinite", "finite ones");
}

void write_tensor(ByteWriter& to, const std::vector<float>& numbers, int bits) {
  if (numbers.size() <= few) {
    for (const float number : numbers) to.raw(number);
    return;
  }
  const auto [low, high] = std::ranges::minmax(numbers);
  const auto most = static_cast<float>((1 << bits) - 1);
  const bool whole = std::ranges::all_of(numbers, [](float number) { return number == std::floor(number); });
  const float step = whole && high - low <= most ? 1.0f : high / most - low / most;
  to.raw(low);
  to.raw(step);
  std::vector<std::uint16_t> codes;
  for (const float number : numbers) {
    const float code = step > 0.0f ? std::round((number - low) / step) : 0.0f;
    codes.push_back(static_cast<std::uint16_t>(std::clamp(code, 0.0f, most)));
  }
  if (bits > 8) {  // the bytes that resemble each other stand together: they pack better
    for (const std::uint16_t code : codes) to.raw(static_cast<std::uint8_t>(code >> 8));
  }
  for (const std::uint16_t code : codes) to.raw(static_cast<std::uint8_t>(code));
}

std::vector<float> read_tensor(ByteReader& from, std::size_t size, int bits) {
  std::vector<float> numbers(size);
  if (size <= few) {
    for (float& number : numbers) number = from.raw<float>();
    return numbers;
  }
  const auto low = from.raw<float>(), step = from.raw<float>();
  const auto upper = bits > 8 ? from.take(size) : std::span<const std::uint8_t>();
  const auto lower = from.take(size);
  for (std::size_t i = 0; i < size; ++i) {
    const int code = (upper.empty() ? 0 : upper[i] << 8) | lower[i];
    numbers[i] = low + static_cast<float>(code) * step;
  }
  return numbers;
}

/// In half the bytes where that loses nothing.
void write_doubles(ByteWriter& to, const std::vector<double>& numbers) {
  const bool halves = std::ranges::all_of(numbers, [](double number) {
    return std::abs(number) <= static_cast<double>(std::numeric_limits<float>::max()) &&
           static_cast<double>(static_cast<float>(number)) == number;
  });
  to.raw(static_cast<std::uint8_t>(halves));
  for (const double number : numbers) halves ? to.raw(static_cast<float>(number)) : to.raw(number);
}

std::vector<double> read_doubles(ByteReader& from, std::uint64_t size) {
  const bool halves = from.raw<std::uint8_t>() != 0;
  if (size > from.left() / (halves ? sizeof(float) : sizeof(double))) {
    fail("rounded", "a list of " + std::to_string(size) + " numbers", "no more than there are");
  }
  std::vector<double> numbers(static_cast<std::size_t>(size));
  for (double& number : numbers) number = halves ? static_cast<double>(from.raw<float>()) : from.raw<double>();
  return numbers;
}

std::uint64_t zigzag(std::int64_t number) {
  return (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63);
}

std::int64_t from_zigzag(std::uint64_t code) {
  return static_cast<std::int64_t>((code >> 1) ^ (~(code & 1) + 1));
}

void write_field(ByteWriter& to, const Field& field, std::span<const std::uint8_t> bytes, int bits) {
  switch (field.kind) {
    case Kind::float32: {
      const auto numbers = numbers_in<float>(bytes);
      require_finite(field, numbers);
      return write_tensor(to, numbers, bits);
    }
    case Kind::float64: {
      const auto numbers = numbers_in<double>(bytes);
      if (is_list(field)) to.count(numbers.size());
      return write_doubles(to, numbers);
    }
    case Kind::int64:
      for (const std::int64_t number : numbers_in<std::int64_t>(bytes)) to.count(zigzag(number));
      return;
    case Kind::random: return to.count(numbers_in<std::uint64_t>(bytes)[1]);
  }
}

void read_field(ByteReader& from, StateDict& to, const StateDict& fresh, const Field& field, int bits) {
  const std::size_t index = to.fields().size();
  const auto size = static_cast<std::size_t>(field.shape.size());
  switch (field.kind) {
    case Kind::float32: {
      const std::vector<float> numbers = read_tensor(from, size, bits);
      require_finite(field, numbers);
      return put_numbers(to.put(index, field.name, field.kind, field.shape), numbers);
    }
    case Kind::float64: {
      const std::uint64_t count = is_list(field) ? from.count() : size;
      if (count > longest_list) fail("rounded", "a list of " + std::to_string(count) + " numbers", "a shorter one");
      const std::vector<double> numbers = read_doubles(from, count);
      const Shape shape = is_list(field) ? Shape{static_cast<std::int64_t>(count)} : field.shape;
      return put_numbers(to.put(index, field.name, field.kind, shape), numbers);
    }
    case Kind::int64: {
      std::vector<std::int64_t> numbers(size);
      for (std::int64_t& number : numbers) number = from_zigzag(from.count());
      return put_numbers(to.put(index, field.name, field.kind, field.shape), numbers);
    }
    case Kind::random: {
      auto state = numbers_in<std::uint64_t>(fresh.bytes(field));
      state[1] = from.count();
      return put_numbers(to.put(index, field.name, field.kind, field.shape), state);
    }
  }
}

}  // namespace

std::vector<std::uint8_t> write_rounded(const StateDict& state, const Keeps& keeps, int bits) {
  if (bits != 8 && bits != 16) fail("rounded", std::to_string(bits) + " bits", "8 or 16");
  ByteWriter to;
  to.raw(rounded_version);
  to.raw(static_cast<std::uint8_t>(bits));
  to.raw(form_of(state, keeps));
  for (const Field& field : state.fields()) {
    if (keeps(field.name)) write_field(to, field, state.bytes(field), bits);
  }
  return to.take();
}

StateDict read_rounded(std::span<const std::uint8_t> bytes, const StateDict& fresh, const Keeps& keeps) {
  ByteReader from("rounded", bytes);
  if (const int given = from.raw<std::uint8_t>(); given != rounded_version) {
    fail("rounded", "version " + std::to_string(given), "version " + std::to_string(rounded_version));
  }
  const int bits = from.raw<std::uint8_t>();
  if (bits != 8 && bits != 16) fail("rounded", std::to_string(bits) + " bits", "8 or 16");
  if (from.raw<std::uint32_t>() != form_of(fresh, keeps)) {
    fail("rounded", "numbers of another network", "those of this one");
  }
  StateDict state;
  for (const Field& field : fresh.fields()) {
    if (keeps(field.name)) {
      read_field(from, state, fresh, field, bits);
    } else {
      const auto kept = fresh.bytes(field);
      std::ranges::copy(kept, state.put(state.fields().size(), field.name, field.kind, field.shape).begin());
    }
  }
  from.end();
  return state;
}

}  // namespace gradlab
