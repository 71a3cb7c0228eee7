#include "demos/clustering/criteria.h"

#include <algorithm>

#include "engine/learn/cluster/best_kmeans.h"
#include "engine/learn/cluster/gap.h"
#include "engine/learn/cluster/gaussian_mixture.h"
#include "engine/learn/cluster/scores.h"

namespace gradlab {

namespace {

constexpr int starts = 4, references = 6;
constexpr double least_silhouette = 0.5;

std::int64_t elbow(std::span<const KScores> scores) {
  const double first = scores.front().inertia, last = scores.back().inertia;
  double deepest = 0.0;
  std::size_t best = 0;
  for (std::size_t k = 0; k < scores.size() && first > last; ++k) {
    const double along = static_cast<double>(k) / static_cast<double>(scores.size() - 1);
    const double depth = 1.0 - along - (scores[k].inertia - last) / (first - last);
    if (depth > deepest) deepest = depth, best = k;
  }
  return static_cast<std::int64_t>(best + 1);
}

}  // namespace

void measure(KScores& scores, std::int64_t number, const Tensor& points, std::int64_t k, const Random& random) {
  const KMeansAnswer answer = best_kmeans(points, k, starts, random.split(0));
  if (number == 0) {
    scores.inertia = answer.inertia;
    scores.silhouette = silhouette(points, answer.labels);
  } else if (number == 1) {
    GaussianMixture mixture = first_mixture(points, answer.centres);
    const double density = fit(mixture, points, 1e-4, 60);
    scores.bic = bayes_information(mixture, density, points.shape()[0]);
  } else {
    const Gap gap = gap_statistic(points, k, answer.inertia, references, random.split(1));
    scores.gap = gap.gap;
    scores.gap_error = gap.error;
  }
}

std::int64_t chosen_by(Criterion criterion, std::span<const KScores> scores) {
  const auto number_of = [&](auto place) { return static_cast<std::int64_t>(place - scores.begin()) + 1; };
  switch (criterion) {
    case Criterion::elbow: return elbow(scores);
    case Criterion::silhouette: {
      const auto best = std::ranges::max_element(scores, {}, &KScores::silhouette);
      return best->silhouette < least_silhouette ? 1 : number_of(best);
    }
    case Criterion::bic: return number_of(std::ranges::min_element(scores, {}, &KScores::bic));
    case Criterion::gap: break;
  }
  std::vector<Gap> gaps;
  for (const KScores& each : scores) gaps.push_back({each.gap, each.gap_error});
  return clusters_by_gap(gaps);
}

}  // namespace gradlab
