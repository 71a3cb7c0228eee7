// Which arm to pull, by what each has paid so far.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "engine/core/random.h"
#include "engine/core/registry.h"

namespace gradlab {

struct BanditArguments {
  double exploration = 0.1;  ///< epsilon_greedy: chance of any arm
  double confidence = 2.0;   ///< ucb: how much an arm is worth that is little known
};

struct BanditMethod {
  std::string name;  ///< "ucb"
  int place = 0;     ///< in menus
  /// `pays` is the mean of what each arm has paid, 0 for one that was not pulled, `counts` how often it was; `pulls`
  /// the sum of these.
  std::int64_t (*choose)(std::span<const double> pays, std::span<const double> counts, double pulls,
                         const BanditArguments&, Random&) = nullptr;
};
/// The last line of a method's file: `const RegisterBanditMethod registered_ucb({.name = "ucb", ...});`
using RegisterBanditMethod = Registry<BanditMethod>::Add;

}  // namespace gradlab
