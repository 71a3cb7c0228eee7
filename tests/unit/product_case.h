// What tests of matmul and of linear ask of a product, in one place.
#pragma once

#include <algorithm>
#include <string>

#include "tests/unit/kernels_compare.h"

namespace gradlab::test {

struct ProductCase {
  Shape a, b, c;     ///< of the factors, as they are multiplied, and the product
  double tolerance;  ///< of a sum of k products
  std::string name;  ///< what to say where it fails

  explicit ProductCase(const MatmulArguments& arguments) {
    const auto& [batch, m, n, k, transpose_a, transpose_b, broadcast_a, broadcast_b] = arguments;
    a = {broadcast_a ? 1 : batch, m, k};
    b = {broadcast_b ? 1 : batch, k, n};
    c = {batch, m, n};
    tolerance = 2e-7 * static_cast<double>(std::max<std::int64_t>(k, 16));
    name = a.to_string() + (transpose_a ? " turned" : "") + " by " + b.to_string() + (transpose_b ? " turned" : "");
  }
};

}  // namespace gradlab::test
