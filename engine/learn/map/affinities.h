// How likely t-SNE lets each point pick each other one: Gaussians as wide as it takes to have `perplexity` neighbours
// (van der Maaten and Hinton 2008).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/learn/map/sparse_rows.h"

namespace gradlab {

/// p_j = exp(-beta d_j^2) / sum_k exp(-beta d_k^2) for the distances d of one point, rising, with the beta at which
/// their entropy is that of `perplexity` equally likely ones. Returns beta. Where no beta is, because there are no more
/// distances than that or many are 0, it comes as near as it can.
double calibrate(std::span<const float> distances, double perplexity, std::span<float> probabilities);

/// How many neighbours count with it: three times as many, and none beyond is likely enough to matter.
std::int64_t neighbours_for(double perplexity, const NeighbourTable& neighbours);

/// The symmetric p_ij = (p_j|i + p_i|j) / 2N, which sum to 1, a piece at a time.
class Affinities {
 public:
  Affinities() = default;
  /// `neighbours` outlives it; of fewer than three times the perplexity, it is a third of them.
  Affinities(const NeighbourTable& neighbours, double perplexity);
  /// Takes in some points, a few milliseconds of work; true while there are more.
  bool advance();
  const SparseRows& found() const { return found_; }

 private:
  const NeighbourTable* neighbours_ = nullptr;
  double perplexity_ = 0.0;
  std::int64_t each_ = 0, done_ = 0;
  std::vector<float> probabilities_;
  SparseRows found_;
};

}  // namespace gradlab
