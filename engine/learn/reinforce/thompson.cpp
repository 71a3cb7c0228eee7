// A guess at what each arm pays is drawn from all that is still believable, and the best guess is pulled (Thompson
// 1933): for pays that are spread normally with a deviation of 1, and so are expected to be.
#include <cmath>

#include "engine/learn/reinforce/bandit.h"

namespace gradlab {

namespace {

std::int64_t believable(std::span<const double> pays, std::span<const double> counts, double, const BanditArguments&,
                        Random& random) {
  std::int64_t best = 0;
  double most = -1e300;
  for (std::size_t arm = 0; arm < pays.size(); ++arm) {
    const double seen = counts[arm], mean = pays[arm] * seen / (seen + 1.0);
    const double guess = mean + static_cast<double>(random.normal()) / std::sqrt(seen + 1.0);
    if (guess > most) most = guess, best = static_cast<std::int64_t>(arm);
  }
  return best;
}

}  // namespace

const RegisterBanditMethod registered_thompson({.name = "thompson", .place = 2, .choose = believable});

}  // namespace gradlab
