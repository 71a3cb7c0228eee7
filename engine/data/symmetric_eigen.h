// Eigenvectors of a small symmetric matrix by Jacobi's rotations (Golub and Van Loan 2013, section 8.5).
#pragma once

#include <cstddef>
#include <vector>

namespace gradlab {

struct SymmetricEigen {
  std::vector<double> values;   ///< [n], the greatest first
  std::vector<double> vectors;  ///< [n, n], each a row
};

/// Of `matrix` [n, n], of which the upper half is read.
SymmetricEigen symmetric_eigen(std::vector<double> matrix, std::size_t n);

}  // namespace gradlab
