// Which samples of a generator are kept aside, so that a model can be asked what it has never seen.
#pragma once

#include <cstdint>
#include <unordered_set>

#include "engine/data/text/text.h"

namespace gradlab {

/// About a tenth of all different samples, told by their content alone (the prompt; the answer of prose): those with
/// the smallest hashes among what the generator makes, so that of a handful of samples one is kept aside too. What
/// comes in more than one sample of a hundred is never kept aside, as it would make up most of what is asked, unless
/// everything is as common. A generator of one single sample keeps none.
class HeldOut {
 public:
  HeldOut() = default;
  explicit HeldOut(const TextTask& task);

  bool contains(const TextSample& sample) const;
  bool empty() const { return limit_ == 0; }

 private:
  std::uint64_t limit_ = 0;  ///< hashes below it
  std::unordered_set<std::uint64_t> common_;
};

}  // namespace gradlab
