#include "engine/learn/neighbours.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "engine/core/error.h"

namespace gradlab {

namespace {

float squared_distance(const float* a, const float* b, std::int64_t width) {
  float sum = 0;
  for (std::int64_t i = 0; i < width; ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return sum;
}

/// Of `points`, the nearest to `from`, but for the one at `but`.
std::int32_t nearest_but(const float* from, const float* points, std::int64_t count, std::int64_t width,
                         std::int64_t but) {
  float least = std::numeric_limits<float>::infinity();
  std::int32_t found = but == 0 ? 1 : 0;
  for (std::int64_t i = 0; i < count; ++i) {
    const float distance = squared_distance(from, points + i * width, width);
    if (distance < least && i != but) least = distance, found = static_cast<std::int32_t>(i);
  }
  return found;
}

void require_labelled(const char* what, const Tensor& points, std::span<const std::int32_t> labels,
                      std::int64_t fewest) {
  const bool labelled = points.rank() == 2 && static_cast<std::int64_t>(labels.size()) == points.shape()[0];
  if (labelled && points.shape()[0] >= fewest) return;
  fail(what, std::to_string(labels.size()) + " labels of points " + points.shape().to_string(),
       "points [N, D], N at least " + std::to_string(fewest) + ", and as many labels");
}

}  // namespace

double neighbours_agree(const Tensor& points, std::span<const std::int32_t> labels) {
  require_labelled("neighbours_agree", points, labels, 2);
  const std::int64_t count = points.shape()[0], width = points.shape()[1];
  const float* places = points.read().data();
  std::int64_t agree = 0;
  for (std::int64_t i = 0; i < count; ++i) {
    const std::int32_t other = nearest_but(places + i * width, places, count, width, i);
    agree += labels[static_cast<std::size_t>(other)] == labels[static_cast<std::size_t>(i)] ? 1 : 0;
  }
  return static_cast<double>(agree) / static_cast<double>(count);
}

std::vector<float> neighbours_vote(const Tensor& asked, const Tensor& points, std::span<const std::int32_t> labels,
                                   std::int64_t classes, std::size_t count) {
  require_labelled("neighbours_vote", points, labels, 1);
  if (asked.rank() != 2 || asked.shape()[0] != 1 || asked.shape()[1] != points.shape()[1]) {
    fail("neighbours_vote", asked.shape().to_string() + " asked of points " + points.shape().to_string(),
         "[1, D] of [N, D]");
  }
  std::vector<std::pair<float, std::int32_t>> others;
  for (std::int64_t i = 0; i < points.shape()[0]; ++i) {
    const float* point = points.read().data() + i * points.shape()[1];
    others.emplace_back(squared_distance(asked.read().data(), point, points.shape()[1]),
                        labels[static_cast<std::size_t>(i)]);
  }
  const std::size_t heard = std::min(count, others.size());
  std::ranges::partial_sort(others, others.begin() + static_cast<std::ptrdiff_t>(heard));
  std::vector<float> votes(static_cast<std::size_t>(classes));
  for (std::size_t i = 0; i < heard; ++i)
    votes[static_cast<std::size_t>(others[i].second)] += 1.0f / static_cast<float>(heard);
  return votes;
}

}  // namespace gradlab
