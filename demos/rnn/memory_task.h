// The tasks of engine/data/memory.h as the visitor sets them, both alike to those who learn them.
#pragma once

#include <string>
#include <vector>

#include "demos/core/params.h"
#include "engine/core/random.h"
#include "engine/core/tensor.h"
#include "engine/data/memory.h"

namespace gradlab {

/// "memory", "delay" and "symbols", shown while `when` holds.
std::vector<Param> memory_params(const std::vector<Condition>& when);

struct MemoryBatch {
  Tensor inputs;   ///< [T, N, features]; of delayed copy one-hot, so that a gradient can reach them
  Tensor targets;  ///< adding: [N, 1]; delayed copy: int32 [symbols N], symbol after symbol
};

class MemoryTask {
 public:
  MemoryTask() = default;
  /// Values are memory_params'.
  explicit MemoryTask(const Values& values);

  std::int64_t steps() const { return adds_ ? copy_.delay : copy_.steps(); }
  std::int64_t features() const { return adds_ ? 2 : copy_.vocabulary(); }
  std::int64_t outputs() const { return adds_ ? 1 : copy_.symbols; }
  /// How many of the last steps have to answer.
  std::int64_t answers() const { return adds_ ? 1 : copy_.length; }
  MemoryBatch batch(std::int64_t n, Random& random) const;

  /// Answers [answers N, outputs]. Squared error, or cross-entropy.
  Tensor loss(const Tensor& answers, const Tensor& targets) const;
  /// Share that is right; no gradient.
  Tensor accuracy(const Tensor& answers, const Tensor& targets) const;
  /// The loss of one who remembers nothing.
  double guessing_loss() const;

  /// What sequence `n` of a batch asks for, and what is answered, as text: "0.31 + 0.84", "1.15"; "ABCA", "ABCA".
  std::string question(const MemoryBatch& batch, std::int64_t n) const;
  std::string right_answer(const MemoryBatch& batch, std::int64_t n) const;
  std::string answer(const Tensor& answers, std::int64_t n) const;

 private:
  bool adds_ = true;
  CopyTask copy_;
};

}  // namespace gradlab
