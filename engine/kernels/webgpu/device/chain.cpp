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

}  // namespace

bool Chain::Access::same_as(const Access& other) const {
  return room == other.room && offset == other.offset && pattern == other.pattern && n == other.n &&
         inner == other.inner && segment == other.segment;
}

Chain::Access Chain::access_of(const Tensor& tensor, std::int64_t inner, std::int64_t count, bool written) {
  Access access;
  access.read = !written, access.written = written;
  access.room = tensor.room(written), access.offset = static_cast<std::uint32_t>(tensor.offset());
  access.n = static_cast<std::uint32_t>(tensor.size()), access.inner = static_cast<std::uint32_t>(inner);
  const bool aligned = access.offset % 4 == 0 && count % 4 == 0;
  using enum ChainProgram::Pattern;
  if (tensor.size() == count) {
    access.pattern = aligned ? each_four : each;
  } else if (tensor.size() == 1) {
    access.pattern = one;
  } else if (inner == 1 && tensor.size() % 4 == 0 && aligned) {
    access.pattern = row_four;
  } else if (inner % 4 == 0) {
    access.pattern = column_four;
  }
  return access;
}

void Chain::append(std::int64_t count, const WgslFunction& function, std::initializer_list<Operand> reads,
                   std::initializer_list<Word> numbers, std::initializer_list<const Tensor*> outputs) {
  if (count == 0) return;
  wanted_.clear();
  for (const Operand& read : reads) {
    if (read.tensor.defined()) wanted_.push_back(access_of(read.tensor, read.inner, count, false));
  }
  for (const Tensor* output : outputs) wanted_.push_back(access_of(*output, 1, count, true));
  if (!join(count, numbers.size())) {
    finish();
    copy_shared();
    join(count, numbers.size());
  }

  ChainProgram::Step step{.function = &function, .segment = wanted_.front().segment};
  auto next = wanted_.begin();
  for (const Operand& read : reads) {
    step.operands[step.operand_count++] = read.tensor.defined() ? load(*next++) : Value();
  }
  step.word = static_cast<std::uint32_t>(words_.size());
  for (const Word number : numbers) words_.push_back(number.bits);

  Value result{.step = static_cast<std::uint32_t>(program_.steps.size())};
  program_.steps.push_back(step);
  for (std::uint32_t part = 0; part < outputs.size(); ++part) {
    if (outputs.size() > 1) result.part = part;
    Access& output = find(*next++);
    output.written = true;
    output.value = result;
  }
}

/// Finds the segment of `count` elements, or adds one; false where the chain must be finished first.
bool Chain::join(std::int64_t count, std::size_t numbers) {
  const auto found = std::ranges::find(counts_, count);
  for (Access& access : wanted_) access.segment = static_cast<std::uint32_t>(found - counts_.begin());
  if (!fits(numbers + 2 * wanted_.size() + 1)) return false;
  if (found == counts_.end()) {
    counts_.push_back(count);
    program_.count_words.push_back(static_cast<std::uint32_t>(words_.size()));
    words_.push_back(static_cast<std::uint32_t>(count));
  }
  return true;
}

/// Nothing that is written may be bound twice, neither by what is gathered already nor by the operation itself.
bool Chain::fits(std::size_t words) const {
  auto bindings = std::ranges::count_if(accesses_, &Access::is_bound);
  for (auto access = wanted_.begin(); access != wanted_.end(); ++access) {
    bool known = false;
    const auto excludes = [&](const Access& before) {
      if (!before.is_bound() || before.room != access->room) return false;
      if (before.same_as(*access)) known = true;
      return !before.same_as(*access) && (before.written || access->written);
    };
    if (std::ranges::any_of(accesses_, excludes) || std::any_of(wanted_.begin(), access, excludes)) return false;
    bindings += known ? 0 : 1;
  }
  return static_cast<std::size_t>(bindings) <= most_bindings && words_.size() + words <= most_words;
}

void Chain::copy_shared() {
  for (Access& access : wanted_) {
    const bool shared = access.read && std::ranges::any_of(wanted_, [&](const Access& other) {
                          return other.written && other.room == access.room && !other.same_as(access);
                        });
    if (!shared) continue;
    access.room = gpu_.copied(access.room, access.offset, access.n);
    access.offset = 0;
  }
}

Chain::Access& Chain::find(const Access& wanted) {
  const auto found = std::ranges::find_if(
      accesses_, [&](const Access& access) { return access.is_bound() && access.same_as(wanted); });
  if (found != accesses_.end()) return *found;
  accesses_.push_back(wanted);
  return accesses_.back();
}

/// What the tensor has in it, read where it is not known.
Chain::Value Chain::load(const Access& wanted) {
  Access& access = find(wanted);
  if (access.value != Value()) return access.value;
  access.read = true;
  access.value.step = static_cast<std::uint32_t>(program_.steps.size());
  program_.steps.push_back({.access = static_cast<std::uint32_t>(&access - accesses_.data()),
                            .segment = access.segment,
                            .word = static_cast<std::uint32_t>(words_.size())});
  using enum ChainProgram::Pattern;
  if (access.pattern == row_four) words_.push_back(access.n / 4);
  if (access.pattern == column_four) words_.insert(words_.end(), {access.inner / 4, access.n});
  if (access.pattern == repeated) words_.insert(words_.end(), {access.inner, access.n});
  return access.value;
}

bool Chain::uses(std::uint32_t room) const {
  return std::ranges::any_of(accesses_, [&](const Access& access) { return access.is_bound() && access.room == room; });
}

void Chain::forget(std::uint32_t room) {
  for (Access& access : accesses_) access.written = access.written && access.room != room;
}

void Chain::finish() {
  if (std::ranges::any_of(accesses_, &Access::written)) {
    program_.accesses.assign(accesses_.begin(), accesses_.end());
    auto known = programs_.find(program_);
    if (known == programs_.end()) {
      known = programs_.try_emplace(program_).first;
      Generated& generated = known->second;
      generated.code.append(wgsl::elementwise.code).append(program_.text());
      generated.shader = {"elementwise", generated.code};
    }
    std::array<char, most_bindings> letters;
    std::array<std::uint32_t, most_bindings> rooms, offsets;
    std::size_t bound = 0;
    for (const Access& access : accesses_) {
      if (!access.is_bound()) continue;
      letters[bound] = access.written ? 'w' : 'r';
      rooms[bound] = access.room;
      offsets[bound++] = access.offset;
    }
    const std::int64_t count = std::ranges::max(counts_);
    Arguments arguments{.count = static_cast<std::uint32_t>(count)};
    std::ranges::copy(words_, arguments.words.begin());
    gpu_.dispatch({known->second.shader}, groups_for((count + 3) / 4, 256), {letters.data(), bound},
                  {rooms.data(), bound}, {offsets.data(), bound},
                  {reinterpret_cast<const std::uint8_t*>(&arguments), sizeof arguments});
  }
  program_.steps.clear();
  program_.count_words.clear();
  counts_.clear();
  accesses_.clear();
  words_.clear();
}

void append(std::int64_t count, const WgslFunction& function, std::initializer_list<Operand> reads,
            std::initializer_list<Word> numbers, std::initializer_list<const Tensor*> outputs) {
  need_remote_device();
  gpu()->chain.append(count, function, reads, numbers, outputs);
}

}  // namespace webgpu

}  // namespace gradlab
