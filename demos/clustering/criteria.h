// Four ways to say how many clusters there are.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "engine/core/random.h"
#include "engine/core/tensor.h"

namespace gradlab {

/// What is measured with k clusters.
struct KScores {
  double inertia = 0.0, silhouette = 0.0, bic = 0.0, gap = 0.0, gap_error = 0.0;
};
constexpr std::size_t k_numbers = 5;  // in one

constexpr std::int64_t measurements = 3;  // that fill one

/// Adds to `scores` what number 0, 1 or 2 measures with k clusters of points [N, D], k at most N: inertia and
/// silhouette, BIC, or the gap. Some milliseconds for some hundred points.
void measure(KScores& scores, std::int64_t number, const Tensor& points, std::int64_t k, const Random& random);

enum class Criterion { elbow, silhouette, bic, gap };
constexpr std::array<const char*, 4> criterion_names = {"elbow", "silhouette", "bic", "gap"};

/// The number of clusters that a criterion chooses, of what was measured with 1, 2, ... of them. The elbow is where the
/// inertia lies farthest below the straight line from its first to its last, and can never be 1. The silhouette takes
/// its greatest, or says 1 below 0.5, which chance can reach (Kaufman and Rousseeuw 1990). BIC takes its least. The gap
/// is clusters_by_gap.
std::int64_t chosen_by(Criterion criterion, std::span<const KScores> scores);

}  // namespace gradlab
