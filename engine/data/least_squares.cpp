#include <cmath>

#include "engine/core/error.h"
#include "engine/data/data.h"

namespace gradlab {

// Householder QR of [X; sqrt(ridge) I], in double precision: stable where the normal equations are not.
std::vector<double> least_squares(const Tensor& inputs, const Tensor& targets, double ridge) {
  if (inputs.rank() != 2 || targets.size() != inputs.shape()[0]) {
    fail("least_squares", "inputs " + inputs.shape().to_string() + " and targets " + targets.shape().to_string(),
         "inputs [N, D] and targets [N]");
  }
  const auto n = static_cast<std::size_t>(inputs.shape()[0]), d = static_cast<std::size_t>(inputs.shape()[1]);
  const std::size_t columns = d + 1, rows = n + (ridge > 0 ? d : 0);
  std::vector<double> a(rows * columns, 0.0), y(rows, 0.0), solution(columns, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < d; ++j) a[i * columns + j] = inputs.data()[i * d + j];
    a[i * columns + d] = 1.0;
    y[i] = targets.data()[i];
  }
  for (std::size_t j = 0; n + j < rows; ++j) a[(n + j) * columns + j] = std::sqrt(ridge);

  std::vector<std::size_t> pivots;  // the column that each row of R solves for; dependent columns have none
  for (std::size_t j = 0; j < columns; ++j) {
    const std::size_t r = pivots.size();
    double whole = 0.0, norm = 0.0;
    for (std::size_t i = 0; i < rows; ++i) (i < r ? whole : norm) += a[i * columns + j] * a[i * columns + j];
    if (r == rows || norm <= 1e-20 * (whole + norm)) continue;
    const double pivot = std::copysign(std::sqrt(norm), -a[r * columns + j]);
    std::vector<double> v(rows, 0.0);
    for (std::size_t i = r; i < rows; ++i) v[i] = a[i * columns + j];
    v[r] -= pivot;
    double squared = 0.0;
    for (std::size_t i = r; i < rows; ++i) squared += v[i] * v[i];
    auto reflect = [&](double* column, std::size_t stride) {
      double dot = 0.0;
      for (std::size_t i = r; i < rows; ++i) dot += v[i] * column[i * stride];
      for (std::size_t i = r; i < rows; ++i) column[i * stride] -= 2.0 * dot / squared * v[i];
    };
    for (std::size_t k = j; k < columns; ++k) reflect(&a[k], columns);
    reflect(y.data(), 1);
    pivots.push_back(j);
  }
  for (std::size_t r = pivots.size(); r-- > 0;) {
    const std::size_t j = pivots[r];
    double rest = y[r];
    for (std::size_t k = j + 1; k < columns; ++k) rest -= a[r * columns + k] * solution[k];
    solution[j] = rest / a[r * columns + j];
  }
  return solution;
}

Tensor linear_answers(const Tensor& inputs, std::span<const double> solution) {
  const std::int64_t rows = inputs.shape()[0], features = inputs.shape()[1];
  Tensor answers = Tensor::empty({rows, 1});
  for (std::int64_t i = 0; i < rows; ++i) {
    double sum = solution.back();
    for (std::int64_t k = 0; k < features; ++k)
      sum += solution[static_cast<std::size_t>(k)] * inputs.data()[i * features + k];
    answers.data()[i] = static_cast<float>(sum);
  }
  return answers;
}

}  // namespace gradlab
