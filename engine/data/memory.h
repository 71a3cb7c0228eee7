// Tasks that cannot be done without remembering: what is asked for at the end was said long before.
#pragma once

#include <cstdint>

#include "engine/core/random.h"
#include "engine/core/tensor.h"

namespace gradlab {

/// The adding problem (Hochreiter and Schmidhuber 1997, "Long short-term memory", 5.4): of T numbers in [0, 1) two are
/// marked, one in each half, and their sum is asked for. Who always says 1 has a mean squared error of 1/6.
struct AddingBatch {
  Tensor inputs;   ///< [T, N, 2]: the number, and 1 where it is marked, else 0
  Tensor targets;  ///< [N, 1]: the sum
};
/// steps: 2 or more.
AddingBatch adding_problem(std::int64_t n, std::int64_t steps, Random& random);
/// Share of answers [N, 1] that are less than 0.04 off, as the paper counts them: a scalar, without gradient.
Tensor adding_right(const Tensor& answers, const Tensor& targets);

/// Delayed copy (after Arjovsky et al. 2016, "Unitary evolution recurrent neural networks", 4.1): a few symbols, then
/// blanks, then a sign, upon which the symbols are asked for.
struct CopyTask {
  std::int64_t symbols = 8;  ///< different ones, numbered from 0
  std::int64_t length = 5;   ///< how many are to be remembered
  std::int64_t delay = 50;   ///< steps between a symbol and its place in the answer, `length` or more

  std::int32_t blank() const { return static_cast<std::int32_t>(symbols); }
  std::int32_t sign() const { return static_cast<std::int32_t>(symbols) + 1; }
  std::int64_t vocabulary() const { return symbols + 2; }
  std::int64_t steps() const { return delay + length; }
};
struct CopyBatch {
  Tensor inputs;   ///< int32 [T, N]
  Tensor targets;  ///< int32 [T, N]: a symbol at each of the last `length` steps, -1 before
};
/// The sign stands where the first symbol is asked for, blanks after it.
CopyBatch delayed_copy(const CopyTask& task, std::int64_t n, Random& random);

}  // namespace gradlab
