// The arm that may be best: what it has paid, and a bonus for being little known (UCB1, Auer, Cesa-Bianchi and Fischer
// 2002).
#include <cmath>

#include "engine/learn/reinforce/bandit.h"

namespace gradlab {

namespace {

std::int64_t hopeful(std::span<const double> pays, std::span<const double> counts, double pulls,
                     const BanditArguments& arguments, Random&) {
  std::int64_t best = 0;
  double most = -1e300;
  for (std::size_t arm = 0; arm < pays.size(); ++arm) {
    if (counts[arm] == 0.0) return static_cast<std::int64_t>(arm);
    const double hope = pays[arm] + arguments.confidence * std::sqrt(std::log(pulls) / counts[arm]);
    if (hope > most) most = hope, best = static_cast<std::int64_t>(arm);
  }
  return best;
}

}  // namespace

const RegisterBanditMethod registered_ucb({.name = "ucb", .place = 1, .choose = hopeful});

}  // namespace gradlab
