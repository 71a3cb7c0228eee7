// Operations on every element of tensors are not run at once but gathered, and become one program: between those of one
// size numbers stay in registers, and tensors that are gone by then are never written.
#pragma once

#include <bit>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/kernels/webgpu/device/launch.h"

namespace gradlab::webgpu {

class Gpu;

/// A number of an operation.
struct Word {
  Word(float value) : bits(std::bit_cast<std::uint32_t>(value)) {}
  Word(std::uint32_t value) : bits(value) {}
  std::uint32_t bits;
};

/// A tensor of n elements as if it had more: element i is number i / inner % n of it. One that is not defined() counts
/// as 1.
struct Operand {
  Operand(const Tensor& tensor, std::int64_t inner = 1) : tensor(tensor), inner(inner) {}
  const Tensor& tensor;
  std::int64_t inner;
};

class Chain {
 public:
  explicit Chain(Gpu& gpu) : gpu_(gpu) {}

  /// outputs = function(reads..., numbers) for `count` elements, `function` being one of elementwise.wgsl. Outputs have
  /// `count` elements each and may be among the reads; no two share storage.
  void append(std::int64_t count, std::string_view function, std::initializer_list<Operand> reads,
              std::initializer_list<Word> numbers, std::initializer_list<const Tensor*> outputs);
  /// Has the program run; whatever else the GPU is told to do comes after it.
  void finish();

  bool uses(std::uint32_t room) const;
  /// Nobody will look at what is in the room.
  void forget(std::uint32_t room);

 private:
  /// How the elements of a tensor are found: each in its place, or repeated; by fours where they lie so in memory.
  enum class Pattern { each, each_four, one, row_four, column_four, repeated };
  /// One binding.
  struct Access {
    std::uint32_t room = 0, offset = 0;  // in elements
    std::uint32_t n = 1, inner = 1;      // of Operand
    Pattern pattern = Pattern::repeated;
    bool read = false, written = false;
    std::size_t segment = 0;
    std::string name = {}, value = {};  // in the program: x<name> is the array, `value` what is known to be in it

    bool same_as(const Access& other) const;
    bool in_fours() const;
  };

  /// What is done for the elements of one size; apart from those of other sizes, which do not see what it writes.
  struct Segment {
    std::int64_t count;
    std::string count_word, body;  // in the program
  };

  static Access access_of(const Tensor& tensor, std::int64_t inner, std::int64_t count, bool written);
  bool join(std::int64_t count, std::span<Access> wanted, std::size_t numbers);
  bool fits(std::span<const Access> wanted, std::size_t words) const;
  void copy_shared(std::span<Access> wanted);
  Access& find(const Access& wanted);
  const std::string& load(const Access& wanted);
  std::string stores_of(std::size_t segment) const;
  std::string program() const;

  struct Generated {
    std::string code;
    Shader shader;
  };

  Gpu& gpu_;
  std::vector<Segment> segments_;
  std::vector<Access> accesses_;
  std::vector<std::uint32_t> words_;
  int names_ = 0;
  std::unordered_map<std::string, Generated> programs_;
};

/// Chain::append of the GPU that was started.
void append(std::int64_t count, std::string_view function, std::initializer_list<Operand> reads,
            std::initializer_list<Word> numbers, std::initializer_list<const Tensor*> outputs);

}  // namespace gradlab::webgpu
