#include "engine/kernels/webgpu/device/chain.h"

#include <algorithm>
#include <array>

#include "engine/kernels/webgpu/device/gpu.h"

namespace gradlab {

namespace wgsl {
extern const Shader elementwise;
}

namespace webgpu {

namespace {

constexpr std::size_t most_words = 52;

/// As elementwise.wgsl has them, behind the offsets.
struct Arguments {
  std::uint32_t count = 0, padding[3] = {};
  std::array<std::uint32_t, most_words> words = {};
};

template <typename... Parts>
void add(std::string& text, const Parts&... parts) {
  (text.append(parts), ...);
}

}  // namespace

bool Chain::Access::in_fours() const {
  return pattern == Pattern::each_four || pattern == Pattern::row_four;
}

bool Chain::Access::same_as(const Access& other) const {
  return room == other.room && offset == other.offset && pattern == other.pattern && n == other.n &&
         inner == other.inner && segment == other.segment;
}

Chain::Access Chain::access_of(const Tensor& tensor, std::int64_t inner, std::int64_t count, bool written) {
  Access access{.room = tensor.room(written),
                .offset = static_cast<std::uint32_t>(tensor.offset()),
                .n = static_cast<std::uint32_t>(tensor.size()),
                .inner = static_cast<std::uint32_t>(inner),
                .read = !written,
                .written = written};
  const bool aligned = access.offset % 4 == 0 && count % 4 == 0;
  if (tensor.size() == count) {
    access.pattern = aligned ? Pattern::each_four : Pattern::each;
  } else if (tensor.size() == 1) {
    access.pattern = Pattern::one;
  } else if (inner == 1 && tensor.size() % 4 == 0 && aligned) {
    access.pattern = Pattern::row_four;
  } else if (inner % 4 == 0) {
    access.pattern = Pattern::column_four;
  }
  return access;
}

void Chain::append(std::int64_t count, std::string_view function, std::initializer_list<Operand> reads,
                   std::initializer_list<Word> numbers, std::initializer_list<const Tensor*> outputs) {
  if (count == 0) return;
  std::vector<Access> wanted;
  for (const Operand& read : reads) {
    if (read.tensor.defined()) wanted.push_back(access_of(read.tensor, read.inner, count, false));
  }
  for (const Tensor* output : outputs) wanted.push_back(access_of(*output, 1, count, true));
  if (!join(count, wanted, numbers.size())) {
    finish();
    copy_shared(wanted);
    join(count, wanted, numbers.size());
  }

  std::string call(function);
  call += '(';
  auto next = wanted.begin();
  for (const Operand& read : reads) add(call, read.tensor.defined() ? load(*next++) : "vec4f(1.0)", ", ");
  add(call, std::to_string(words_.size()), ")");
  for (const Word number : numbers) words_.push_back(number.bits);

  const std::string result = "v" + std::to_string(names_++);
  add(segments_[wanted.front().segment].body, "      let ", result, " = ", call, ";\n");
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    Access& output = find(*next++);
    output.written = true;
    output.value = outputs.size() == 1 ? result : result + "[" + std::to_string(i) + "]";
  }
}

/// Finds the segment of `count` elements, or adds one; false where the chain must be finished first.
bool Chain::join(std::int64_t count, std::span<Access> wanted, std::size_t numbers) {
  const auto found = std::ranges::find(segments_, count, &Segment::count);
  for (Access& access : wanted) access.segment = static_cast<std::size_t>(found - segments_.begin());
  if (!fits(wanted, numbers + 2 * wanted.size() + 1)) return false;
  if (found == segments_.end()) {
    segments_.push_back({.count = count, .count_word = "word(" + std::to_string(words_.size()) + ")", .body = {}});
    words_.push_back(static_cast<std::uint32_t>(count));
  }
  return true;
}

/// Nothing that is written may be bound twice, neither by what is gathered already nor by the operation itself.
bool Chain::fits(std::span<const Access> wanted, std::size_t words) const {
  std::vector<Access> all = accesses_;
  for (const Access& access : wanted) {
    bool known = false;
    for (const Access& before : all) {
      if (before.room != access.room) continue;
      if (before.same_as(access)) {
        known = true;
      } else if (before.written || access.written) {
        return false;
      }
    }
    if (!known) all.push_back(access);
  }
  return all.size() <= most_bindings && words_.size() + words <= most_words;
}

void Chain::copy_shared(std::span<Access> wanted) {
  for (Access& access : wanted) {
    const bool shared = access.read && std::ranges::any_of(wanted, [&](const Access& other) {
                          return other.written && other.room == access.room && !other.same_as(access);
                        });
    if (!shared) continue;
    access.room = gpu_.copied(access.room, access.offset, access.n);
    access.offset = 0;
  }
}

Chain::Access& Chain::find(const Access& wanted) {
  const auto found = std::ranges::find_if(accesses_, [&](const Access& access) { return access.same_as(wanted); });
  if (found != accesses_.end()) return *found;
  accesses_.push_back(wanted);
  accesses_.back().name = std::to_string(names_++);
  return accesses_.back();
}

/// The variable that has the numbers.
const std::string& Chain::load(const Access& wanted) {
  Access& access = find(wanted);
  if (!access.value.empty()) return access.value;
  access.read = true;
  access.value = "v" + access.name;
  const std::string base = "o" + access.name + " + ", word = "word(" + std::to_string(words_.size()) + ")",
                    next_word = "word(" + std::to_string(words_.size() + 1) + ")";
  const auto element = [&](const std::string& place) { return "x" + access.name + "[" + base + place + "]"; };
  const auto four_elements = [&](const std::string& behind) {
    std::string list = "vec4f(";
    for (const char* place : {"(first)", "(first + 1)", "(first + 2)", "(first + 3)"}) {
      add(list, element(place + behind), ",");
    }
    return list + ")";
  };
  std::string& body = segments_[access.segment].body;
  add(body, "      let ", access.value, " = ");
  switch (access.pattern) {
    case Pattern::each: body += four_elements(""); break;
    case Pattern::each_four: body += element("quad"); break;
    case Pattern::one: add(body, "vec4f(", element("0"), ")"); break;
    case Pattern::row_four:
      body += element("quad % " + word);
      words_.push_back(access.n / 4);
      break;
    case Pattern::column_four:
      add(body, "vec4f(", element("quad / " + word + " % " + next_word), ")");
      words_.insert(words_.end(), {access.inner / 4, access.n});
      break;
    case Pattern::repeated:
      body += four_elements(" / " + word + " % " + next_word);
      words_.insert(words_.end(), {access.inner, access.n});
      break;
  }
  body += ";\n";
  return access.value;
}

bool Chain::uses(std::uint32_t room) const {
  return std::ranges::any_of(accesses_, [&](const Access& access) { return access.room == room; });
}

void Chain::forget(std::uint32_t room) {
  for (Access& access : accesses_) access.written = access.written && access.room != room;
  std::erase_if(accesses_, [](const Access& access) { return !access.read && !access.written; });
}

std::string Chain::stores_of(std::size_t segment) const {
  std::string stores;
  for (const Access& access : accesses_) {
    if (!access.written || access.segment != segment) continue;
    const std::string base = "x" + access.name + "[o" + access.name + " + ";
    if (access.in_fours()) {
      add(stores, "      ", base, "quad] = ", access.value, ";\n");
      continue;
    }
    for (const char* lane : {"0", "1", "2", "3"}) {
      add(stores, "      if (first + ", lane, " < ", segments_[segment].count_word, ") { ", base, "first + ", lane,
          "] = ", access.value, "[", lane, "]; }\n");
    }
  }
  return stores;
}

std::string Chain::program() const {
  std::string bindings, begins, segments;
  for (std::size_t i = 0; i < accesses_.size(); ++i) {
    const Access& access = accesses_[i];
    add(bindings, "@group(0) @binding(", std::to_string(i + 1), ") var<storage, ",
        access.written ? "read_write" : "read", "> x", access.name, ": array<", access.in_fours() ? "vec4f" : "f32",
        ">;\n");
    add(begins, "  let o", access.name, " = arguments.offsets[", std::to_string(i / 4), "][", std::to_string(i % 4),
        access.in_fours() ? "] / 4;\n" : "];\n");
  }
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    const std::string stores = stores_of(i);
    if (stores.empty()) continue;
    add(segments, "    if (first < ", segments_[i].count_word, ") {\n", segments_[i].body, stores, "    }\n");
  }
  return bindings +
         "@compute @workgroup_size(256)\n"
         "fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {\n" +
         begins +
         "  for (quad = id.x; 4 * quad < arguments.count; quad += 256 * groups.x) {\n"
         "    let first = 4 * quad;\n" +
         segments + "  }\n}\n";
}

void Chain::finish() {
  const bool needed = std::ranges::any_of(accesses_, &Access::written);
  if (needed) {
    const std::int64_t count = std::ranges::max(segments_, {}, &Segment::count).count;
    std::string text = program();
    const auto [place, added] = programs_.try_emplace(std::move(text));
    Generated& generated = place->second;
    if (added) {
      generated.code.append(wgsl::elementwise.code).append(place->first);
      generated.shader = {"elementwise", generated.code};
    }
    std::string letters;
    std::vector<std::uint32_t> rooms, offsets;
    for (const Access& access : accesses_) {
      letters += access.written ? 'w' : 'r';
      rooms.push_back(access.room);
      offsets.push_back(access.offset);
    }
    Arguments arguments{.count = static_cast<std::uint32_t>(count)};
    std::ranges::copy(words_, arguments.words.begin());
    gpu_.dispatch({generated.shader}, groups_for((count + 3) / 4, 256), letters, rooms, offsets,
                  {reinterpret_cast<const std::uint8_t*>(&arguments), sizeof arguments});
  }
  accesses_.clear();
  words_.clear();
  segments_.clear();
  names_ = 0;
}

void append(std::int64_t count, std::string_view function, std::initializer_list<Operand> reads,
            std::initializer_list<Word> numbers, std::initializer_list<const Tensor*> outputs) {
  need_remote_device();
  gpu()->chain.append(count, function, reads, numbers, outputs);
}

}  // namespace webgpu

}  // namespace gradlab
