// How t-SNE's points push each other away: all of them, by interpolation on a grid (Linderman et al. 2019), in time
// that grows with their number and not with its square.
#pragma once

#include <memory>

#include "engine/core/tensor.h"
#include "engine/learn/map/fourier.h"

namespace gradlab {

class Repulsion {
 public:
  /// With w_ij = 1 / (1 + |y_i - y_j|^2) of places y [N, 2]: forces [N, 2] = sum over j of w_ij^2 (y_i - y_j); returns
  /// the sum of w_ij over all i and j that differ. NaN for a place that is not finite.
  double operator()(const Tensor& places, Tensor& forces);

 private:
  struct Grid {
    float left = 0.0f, top = 0.0f, spacing = 0.0f;
    std::int64_t n = 0;  // of the transform; the points lie in the first half of it
  };
  Grid grid_over(const Tensor& places) const;
  void prepare_kernels(const Grid& grid);
  void spread(const Tensor& places);
  double apply_kernels();
  void gather(const Tensor& places, Tensor& forces) const;

  Grid grid_;
  std::unique_ptr<Fourier> fourier_;
  ComplexNumbers field_, force_kernel_;
  std::vector<float> weight_kernel_;
};

}  // namespace gradlab
