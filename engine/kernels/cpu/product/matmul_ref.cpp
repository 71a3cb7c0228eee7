#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

void matmul_ref(const MatmulArguments& arguments, const Tensor& a, const Tensor& b, Tensor& c) {
  const auto& [batch, m, n, k, transpose_a, transpose_b, broadcast_a, broadcast_b] = arguments;
  for (std::int64_t matrix = 0; matrix < batch; ++matrix) {
    const float* a_matrix = a.data() + (broadcast_a ? 0 : matrix * m * k);
    const float* b_matrix = b.data() + (broadcast_b ? 0 : matrix * k * n);
    for (std::int64_t i = 0; i < m; ++i) {
      for (std::int64_t j = 0; j < n; ++j) {
        double total = 0.0;
        for (std::int64_t p = 0; p < k; ++p) {
          const double a_value = transpose_a ? a_matrix[p * m + i] : a_matrix[i * k + p];
          const double b_value = transpose_b ? b_matrix[j * k + p] : b_matrix[p * n + j];
          total += a_value * b_value;
        }
        c.data()[(matrix * m + i) * n + j] = static_cast<float>(total);
      }
    }
  }
}

}  // namespace

const RegisterKernel registered_matmul_ref(Device::reference, &Kernels::matmul, matmul_ref);

}  // namespace gradlab
