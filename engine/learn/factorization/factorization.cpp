#include "engine/learn/factorization/factorization.h"

#include <algorithm>
#include <numeric>

#include "engine/core/error.h"
#include "engine/data/data.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr float first_deviation = 0.1f;

}  // namespace

void Factorization::build(std::int64_t viewers, std::int64_t films, std::int64_t factors, float mean, Random& random) {
  if (viewers < 1 || films < 1 || factors < 1) {
    fail("factorization",
         std::to_string(viewers) + " viewers, " + std::to_string(films) + " films, " + std::to_string(factors) +
             " factors",
         "at least one of each");
  }
  viewers_ = viewers;
  films_ = films;
  mean_ = mean;
  factors_ = Tensor::empty({viewers + films, factors});
  for (float& factor : factors_.values()) factor = random.normal(0.0f, first_deviation);
  deviation_ = Tensor::zeros({viewers + films, 1});
  factors_.set_requires_gradient();
  deviation_.set_requires_gradient();
}

Tensor Factorization::forward(const Tensor& pairs) const {
  const Tensor both = gather(factors_, pairs), deviations = gather(deviation_, pairs);  // [N, 2, K], [N, 2, 1]
  const Tensor product = slice(both, 1, 0, 1) * slice(both, 1, 1, 2);                   // [N, 1, K]
  return scale(sum(product, {2}) + sum(deviations, {1}), 1.0f, mean_);
}

Tensor Factorization::all() const {
  const Tensor viewers = factors_.rows(0, viewers_), viewer_deviation = deviation_.rows(0, viewers_);
  const Tensor film_deviation = deviation_.rows(viewers_, viewers_ + films_).viewed_as({1, films_});
  return scale(matmul(viewers, film_factors(), {.transpose_b = true}) + viewer_deviation + film_deviation, 1.0f, mean_);
}

std::vector<Parameter> Factorization::parameters() const {
  return {{"factors", factors_}, {"deviation", deviation_}};
}

Tensor Factorization::film_factors() const {
  return factors_.rows(viewers_, viewers_ + films_);
}

std::vector<float> Factorization::for_newcomer(std::span<const Opinion> opinions, double ridge) const {
  const std::span<const float> factors = film_factors().read(),
                               bias = deviation_.rows(viewers_, viewers_ + films_).read();
  const auto width = static_cast<std::size_t>(factors_.shape()[1]);
  std::vector<float> rows, rest;
  for (const Opinion& opinion : opinions) {
    if (opinion.film < 0 || opinion.film >= films_) {
      fail("for_newcomer", "film " + std::to_string(opinion.film), "one of " + std::to_string(films_));
    }
    const auto film = static_cast<std::size_t>(opinion.film);
    rows.insert(rows.end(), factors.begin() + film * width, factors.begin() + (film + 1) * width);
    rest.push_back(opinion.stars - mean_ - bias[film]);
  }
  std::vector<double> own(width + 1, 0.0);
  if (const auto count = static_cast<std::int64_t>(rest.size()); count > 0)
    own = least_squares(Tensor::from(rows, {count, static_cast<std::int64_t>(width)}), Tensor::from(rest, {count, 1}),
                        ridge);
  std::vector<float> stars;
  for (std::size_t film = 0; film < bias.size(); ++film) {
    const double likes = std::inner_product(own.begin(), own.end() - 1, factors.begin() + film * width, own.back());
    stars.push_back(mean_ + bias[film] + static_cast<float>(likes));
  }
  return stars;
}

}  // namespace gradlab
