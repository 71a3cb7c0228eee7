// What moves t-SNE's points: attraction to whom they should have near, and repulsion from all.
#pragma once

#include <vector>

#include "engine/core/tensor.h"
#include "engine/learn/map/repulsion.h"
#include "engine/learn/map/sparse_rows.h"

namespace gradlab {

class TsneForces {
 public:
  /// With q_ij = w_ij / sum of w, w_ij = 1 / (1 + |y_i - y_j|^2), of places y [N, 2]: forces [N, 2] = sum over j of
  /// (exaggeration p_ij - q_ij) w_ij (y_j - y_i), a quarter of the divergence's gradient, the other way round where
  /// exaggeration is 1. Returns the divergence, the sum of p_ij log(p_ij / q_ij), for the p as they are.
  double operator()(const SparseRows& p, double exaggeration, const Tensor& places, Tensor& forces);

 private:
  Repulsion repulsion_;
  std::vector<double> divergences_;  // of parts of the rows
};

}  // namespace gradlab
