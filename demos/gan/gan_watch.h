// The three ways in which two networks against each other get nowhere, told by numbers over some time.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>

#include "demos/core/params.h"
#include "engine/learn/generate/plane_measures.h"

namespace gradlab {

class GanWatch {
 public:
  struct Sight {
    PlaneMeasures measures;
    bool apart = false;       ///< the real clouds are modes
    double told_apart = 0.0;  ///< mean belief in real samples less that in made ones: 1 where the discriminator is sure
  };
  /// Something has changed: what was seen is forgotten, but not what was said.
  void begin() { seen_.clear(); }
  /// Whether it is time to look again.
  bool due(std::int64_t step) const { return step < looked_ || step >= looked_ + spacing; }
  /// Takes in what is to be seen after `step` steps; what the visitor should know, said once.
  std::optional<Refusal> see(std::int64_t step, Sight sight);

 private:
  static constexpr std::int64_t spacing = 250;
  std::optional<std::string> trouble() const;

  std::int64_t looked_ = 0;
  std::deque<Sight> seen_;
  std::set<std::string> said_;
};

}  // namespace gradlab
