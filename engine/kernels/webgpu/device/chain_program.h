// What a chain does, as data: its WGSL is written from that, and by that it is known when it comes again.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/kernels/elementwise.h"

namespace gradlab::webgpu {

struct ChainProgram {
  /// What a step gives; of several numbers the `part`-th.
  struct Value {
    static constexpr std::uint32_t nothing = ~0u, whole = ~0u;
    std::uint32_t step = nothing, part = whole;
    auto operator<=>(const Value&) const = default;
  };

  /// How the elements of a tensor are found: each in its place, or repeated; by fours where they lie so in memory.
  enum class Pattern : std::uint32_t { each, each_four, one, row_four, column_four, repeated };
  /// A tensor, and what is known to be in it; one that is neither read nor written is not bound.
  struct Access {
    Pattern pattern = Pattern::repeated;
    bool read = false, written = false;
    std::uint32_t segment = 0;
    Value value = {};

    bool is_bound() const { return read || written; }
    bool in_fours() const { return pattern == Pattern::each_four || pattern == Pattern::row_four; }
    auto operator<=>(const Access&) const = default;
  };

  /// Reads the access, or calls the function; its numbers begin at `word`.
  struct Step {
    static constexpr std::size_t most_operands = 6;
    const WgslFunction* function = nullptr;
    std::uint32_t access = 0, segment = 0, word = 0, operand_count = 0;
    std::array<Value, most_operands> operands = {};  ///< one that is nothing counts as 1
    auto operator<=>(const Step&) const = default;
  };

  std::vector<Step> steps;
  std::vector<Access> accesses;
  std::vector<std::uint32_t> count_words;  ///< of each segment: where its count of elements is
  auto operator<=>(const ChainProgram&) const = default;

  /// Behind elementwise.wgsl a program with bindings for the accesses in their order.
  std::string text() const;

 private:
  std::string step_text(std::size_t number) const;
  std::string store_text(std::size_t access) const;
  std::string segment_text(std::uint32_t segment) const;
};

}  // namespace gradlab::webgpu
