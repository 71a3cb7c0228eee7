#include "engine/io/safetensors.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstring>
#include <utility>

#include "engine/core/error.h"
#include "engine/io/safetensors_header.h"

namespace gradlab {

namespace {

static_assert(std::endian::native == std::endian::little);

// Bytes. The format's own reader takes ten times that; a network of a billion weights has a tenth.
constexpr std::uint64_t most_header = 10'000'000;
constexpr std::size_t length_bytes = 8, header_alignment = 8;

constexpr std::array<std::pair<std::string_view, std::int64_t>, 15> dtypes = {{{"BOOL", 1},
                                                                               {"U8", 1},
                                                                               {"I8", 1},
                                                                               {"F8_E4M3", 1},
                                                                               {"F8_E5M2", 1},
                                                                               {"F8_E8M0", 1},
                                                                               {"I16", 2},
                                                                               {"U16", 2},
                                                                               {"F16", 2},
                                                                               {"BF16", 2},
                                                                               {"I32", 4},
                                                                               {"U32", 4},
                                                                               {"F32", 4},
                                                                               {"I64", 8},
                                                                               {"F64", 8}}};

std::string shown(const SafeTensors::Entry& tensor) {
  return "tensor \"" + shortened(tensor.name) + "\"";
}

std::uint64_t byte_count(const SafeTensors::Entry& tensor) {
  const std::int64_t each = bytes_of(tensor.dtype);
  if (each == 0)
    fail("safetensors", shown(tensor) + " of type \"" + shortened(tensor.dtype) + "\"",
         "a type of whole bytes, such as F32");
  std::int64_t count = each;
  for (const std::int64_t extent : tensor.shape) {
    if (__builtin_mul_overflow(count, extent, &count)) {
      fail("safetensors", shown(tensor) + " of more numbers than can be counted", "a shape that fits its bytes");
    }
  }
  return static_cast<std::uint64_t>(count);
}

}  // namespace

std::int64_t bytes_of(std::string_view dtype) {
  const auto place = std::ranges::find(dtypes, dtype, &std::pair<std::string_view, std::int64_t>::first);
  return place == dtypes.end() ? 0 : place->second;
}

SafeTensors read_safetensors(std::span<const std::uint8_t> file) {
  std::uint64_t length = 0;
  if (file.size() < length_bytes) fail("safetensors", std::to_string(file.size()) + " bytes", "at least 8");
  std::memcpy(&length, file.data(), length_bytes);
  const std::uint64_t most = std::min<std::uint64_t>(most_header, file.size() - length_bytes);
  if (length > most) {
    fail("safetensors", "a header of " + std::to_string(length) + " bytes", "at most " + std::to_string(most));
  }
  const auto* begin = reinterpret_cast<const char*>(file.data()) + length_bytes;
  SafetensorsHeader header = read_safetensors_header({begin, static_cast<std::size_t>(length)});
  const auto numbers = file.subspan(length_bytes + static_cast<std::size_t>(length));

  std::ranges::sort(header.tensors, {}, [](const HeaderEntry& each) { return std::pair(each.begin, each.end); });
  SafeTensors content;
  content.metadata = std::move(header.metadata);
  std::uint64_t taken = 0;
  for (HeaderEntry& entry : header.tensors) {
    SafeTensors::Entry tensor{std::move(entry.name), std::move(entry.dtype), std::move(entry.shape), {}};
    if (entry.begin != taken) {
      fail("safetensors", shown(tensor) + " at byte " + std::to_string(entry.begin),
           "it where the one before ends, at byte " + std::to_string(taken));
    }
    const std::uint64_t bytes = byte_count(tensor);
    if (entry.end < entry.begin || entry.end > numbers.size() || entry.end - entry.begin != bytes) {
      fail("safetensors",
           shown(tensor) + " from byte " + std::to_string(entry.begin) + " to " + std::to_string(entry.end),
           std::to_string(bytes) + " bytes of the " + std::to_string(numbers.size()) + " that there are");
    }
    tensor.bytes = numbers.subspan(static_cast<std::size_t>(entry.begin), static_cast<std::size_t>(bytes));
    taken = entry.end;
    content.tensors.push_back(std::move(tensor));
  }
  if (taken != numbers.size()) {
    fail("safetensors", std::to_string(numbers.size()) + " bytes of numbers",
         std::to_string(taken) + ", as the header says");
  }
  return content;
}

std::vector<std::uint8_t> write_safetensors(const SafeTensors& content) {
  std::vector<const SafeTensors::Entry*> order;
  for (const SafeTensors::Entry& tensor : content.tensors) order.push_back(&tensor);
  std::ranges::stable_sort(order, std::ranges::greater(), [](const auto* tensor) { return bytes_of(tensor->dtype); });
  SafetensorsHeader header;
  header.metadata = content.metadata;
  std::uint64_t end = 0;
  for (const SafeTensors::Entry* tensor : order) {
    const std::uint64_t begin = std::exchange(end, end + tensor->bytes.size());
    header.tensors.push_back({tensor->name, tensor->dtype, tensor->shape, begin, end});
  }
  std::string text = write_safetensors_header(header);
  text.resize((text.size() + header_alignment - 1) / header_alignment * header_alignment, ' ');
  const std::uint64_t length = text.size();

  std::vector<std::uint8_t> file;
  file.reserve(length_bytes + text.size() + static_cast<std::size_t>(end));
  file.resize(length_bytes);
  std::memcpy(file.data(), &length, length_bytes);
  file.insert(file.end(), text.begin(), text.end());
  for (const SafeTensors::Entry* tensor : order) file.insert(file.end(), tensor->bytes.begin(), tensor->bytes.end());
  return file;
}

}  // namespace gradlab
