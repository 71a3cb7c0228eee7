#include "engine/data/mixtures/mixture.h"

namespace gradlab {

namespace {

// Five rows of five clouds (Dumoulin et al. 2017).
std::vector<float> grid() {
  std::vector<float> centres;
  for (int row = -2; row <= 2; ++row) {
    for (int column = -2; column <= 2; ++column)
      centres.insert(centres.end(), {static_cast<float>(column), static_cast<float>(row)});
  }
  return centres;
}

}  // namespace

const RegisterMixture registered_grid({.name = "grid", .place = 2, .apart = true, .centres = grid});

}  // namespace gradlab
