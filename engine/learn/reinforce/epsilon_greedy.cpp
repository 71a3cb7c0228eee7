// Mostly the arm that has paid best so far, and with a chance of epsilon any.
#include "engine/learn/reinforce/bandit.h"
#include "engine/learn/reinforce/table.h"

namespace gradlab {

namespace {

std::int64_t mostly_best(std::span<const double> pays, std::span<const double>, double,
                         const BanditArguments& arguments, Random& random) {
  return explore<double>(pays, arguments.exploration, random);
}

}  // namespace

const RegisterBanditMethod registered_epsilon_greedy({.name = "epsilon_greedy", .place = 0, .choose = mostly_best});

}  // namespace gradlab
