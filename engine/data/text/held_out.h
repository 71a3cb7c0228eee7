// Which samples of a generator are kept aside, so that a model can be asked what it has never seen.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_set>

#include "engine/data/text/text.h"

namespace gradlab {

/// About a tenth of all different samples, told by their content alone (the prompt; the answer of prose): those with
/// the smallest hashes, where `drawn` tells how small that is: so of a handful of different samples one is kept aside
/// too. What comes in more than one sample of a hundred is never kept aside, as it would make up most of what is asked,
/// unless everything is as common. Where all samples are alike, none is.
class HeldOut {
 public:
  HeldOut() = default;
  /// A few thousand samples of a generator.
  explicit HeldOut(std::span<const TextSample> drawn);

  bool contains(const TextSample& sample) const;
  bool empty() const { return limit_ == 0; }

 private:
  std::uint64_t limit_ = 0;  ///< hashes below it
  std::unordered_set<std::uint64_t> common_;
};

}  // namespace gradlab
