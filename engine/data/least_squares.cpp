#include <algorithm>
#include <cmath>
#include <xtensor/containers/xtensor.hpp>
#include <xtensor/core/xmath.hpp>

#include "engine/core/as_array.h"
#include "engine/core/error.h"
#include "engine/data/data.h"

namespace gradlab {

namespace {

using Vector = xt::xtensor<double, 1>;

double inner(const Vector& a, const Vector& b) {
  return xt::sum(a * b)();
}

}  // namespace

// Householder QR of [X; sqrt(ridge) I], in double precision: stable where the normal equations are not.
std::vector<double> least_squares(const Tensor& inputs, const Tensor& targets, double ridge) {
  if (inputs.rank() != 2 || targets.size() != inputs.shape()[0]) {
    fail("least_squares", "inputs " + inputs.shape().to_string() + " and targets " + targets.shape().to_string(),
         "inputs [N, D] and targets [N]");
  }
  const auto x = as_array<2>(inputs);
  const std::size_t n = x.shape(0), d = x.shape(1), rows = n + (ridge > 0 ? d : 0);
  std::vector<Vector> columns(d + 2, xt::zeros<double>({rows}));  // the inputs, ones for the bias, the targets
  for (std::size_t j = 0; j < d; ++j) {
    for (std::size_t i = 0; i < n; ++i) columns[j](i) = x(i, j);
    if (ridge > 0) columns[j](n + j) = std::sqrt(ridge);
  }
  std::fill_n(columns[d].begin(), n, 1.0);
  std::ranges::copy(targets.read(), columns[d + 1].begin());

  std::vector<std::size_t> pivots;  // the column that each row of R solves for; dependent columns have none
  for (std::size_t j = 0; j <= d && pivots.size() < rows; ++j) {
    const std::size_t r = pivots.size();
    Vector v = columns[j];
    std::fill_n(v.begin(), r, 0.0);
    const double norm = inner(v, v);
    if (norm <= 1e-20 * inner(columns[j], columns[j])) continue;
    v(r) += std::copysign(std::sqrt(norm), v(r));
    const double squared = inner(v, v);
    for (std::size_t k = j; k < columns.size(); ++k) columns[k] -= 2.0 * inner(v, columns[k]) / squared * v;
    pivots.push_back(j);
  }
  std::vector<double> solution(d + 1, 0.0);
  for (std::size_t r = pivots.size(); r-- > 0;) {
    const std::size_t j = pivots[r];
    double rest = columns[d + 1](r);
    for (std::size_t k = j + 1; k <= d; ++k) rest -= columns[k](r) * solution[k];
    solution[j] = rest / columns[j](r);
  }
  return solution;
}

Tensor linear_answers(const Tensor& inputs, std::span<const double> solution) {
  const auto weights = as_array(solution.first(solution.size() - 1));
  const Vector sums = xt::sum(xt::cast<double>(as_array<2>(inputs)) * weights, {1});
  Tensor answers = Tensor::empty({inputs.shape()[0], 1});
  std::ranges::transform(sums, answers.data(), [&](double sum) { return static_cast<float>(sum + solution.back()); });
  return answers;
}

}  // namespace gradlab
