// Tasks that only a memory solves: what matters is seen long before it is asked for (Hochreiter and Schmidhuber 1997).
#pragma once

#include <string>
#include <vector>

#include "demos/core/params.h"
#include "engine/core/random.h"
#include "engine/core/tensor.h"

namespace gradlab {

/// "memory", "delay" and "symbols", shown while `when` holds.
std::vector<Param> memory_params(const std::vector<Condition>& when);

struct MemoryBatch {
  Tensor inputs;   ///< [T, N, features]
  Tensor targets;  ///< adding: [N, 1], the sum; delayed copy: int32 [symbols N], symbol after symbol
};

class MemoryTask {
 public:
  MemoryTask() = default;
  /// Values are memory_params'.
  explicit MemoryTask(const Values& values);

  std::int64_t steps() const { return adds_ ? delay_ : delay_ + symbols_; }
  std::int64_t features() const;
  std::int64_t outputs() const;
  /// How many of the last steps have to answer.
  std::int64_t answers() const { return adds_ ? 1 : symbols_; }
  /// `delay` steps with a number and a mark each, of which two marked ones are to be added; or some symbols that are to
  /// be repeated `delay` steps after each was seen, once a sign says so.
  MemoryBatch batch(std::int64_t n, Random& random) const;

  /// Answers [answers N, outputs]. Squared error, or cross-entropy.
  Tensor loss(const Tensor& answers, const Tensor& targets) const;
  /// Share that is right: symbols, or sums within a tenth.
  double accuracy(const Tensor& answers, const Tensor& targets) const;
  /// The loss of one who remembers nothing.
  double guessing_loss() const;

  /// What sequence `n` of a batch asks for, and what is answered, as text: "0.31 + 0.84", "1.15"; "ABCA", "ABCA".
  std::string question(const MemoryBatch& batch, std::int64_t n) const;
  std::string right_answer(const MemoryBatch& batch, std::int64_t n) const;
  std::string answer(const Tensor& answers, std::int64_t n) const;

 private:
  MemoryBatch sums(std::int64_t n, Random& random) const;
  MemoryBatch copies(std::int64_t n, Random& random) const;
  bool adds_ = true;
  std::int64_t delay_ = 50, symbols_ = 1;
};

}  // namespace gradlab
