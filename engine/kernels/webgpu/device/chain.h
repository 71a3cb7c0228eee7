// Operations on every element of tensors are not run at once but gathered, and become one program: between those of one
// size numbers stay in registers, and tensors that are gone by then are never written.
#pragma once

#include <bit>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <vector>

#include "engine/kernels/webgpu/device/chain_program.h"
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

  /// outputs = function(reads..., numbers) for `count` elements. Outputs have `count` elements each and may be among
  /// the reads; no two share storage. `function` stays where it is.
  void append(std::int64_t count, const WgslFunction& function, std::initializer_list<Operand> reads,
              std::initializer_list<Word> numbers, std::initializer_list<const Tensor*> outputs);
  /// Has the program run; whatever else the GPU is told to do comes after it.
  void finish();

  bool uses(std::uint32_t room) const;
  /// Nobody will look at what is in the room.
  void forget(std::uint32_t room);

 private:
  using Value = ChainProgram::Value;
  /// Where in memory the tensor is.
  struct Access : ChainProgram::Access {
    std::uint32_t room = 0, offset = 0;  // in elements
    std::uint32_t n = 1, inner = 1;      // of Operand

    bool same_as(const Access& other) const;
  };

  static Access access_of(const Tensor& tensor, std::int64_t inner, std::int64_t count, bool written);
  bool join(std::int64_t count, std::size_t numbers);
  bool fits(std::size_t words) const;
  void copy_shared();
  Access& find(const Access& wanted);
  Value load(const Access& wanted);

  struct Generated {
    std::string code;
    Shader shader;
  };

  // Everything is kept for its memory: a chain that is known asks for none.
  Gpu& gpu_;
  ChainProgram program_;              // its accesses are written when it is finished
  std::vector<std::int64_t> counts_;  // elements of each segment, which do not see what others write
  std::vector<Access> accesses_, wanted_;
  std::vector<std::uint32_t> words_;
  std::map<ChainProgram, Generated> programs_;
};

/// Chain::append of the GPU that was started.
void append(std::int64_t count, const WgslFunction& function, std::initializer_list<Operand> reads,
            std::initializer_list<Word> numbers, std::initializer_list<const Tensor*> outputs);

}  // namespace gradlab::webgpu
