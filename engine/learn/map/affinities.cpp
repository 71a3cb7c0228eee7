#include "engine/learn/map/affinities.h"

#include <algorithm>
#include <cmath>

#include "engine/core/thread_pool.h"

namespace gradlab {

namespace {

constexpr std::int64_t points_of_piece = 256, points_of_run = 16;
constexpr int most_halvings = 100;
constexpr double close_enough = 1e-6;  // of entropies, in nats

}  // namespace

// The entropy is log(sum of e) + beta (sum of e d^2) / (sum of e) with e = exp(-beta d^2), and falls as beta grows.
double calibrate(std::span<const float> distances, double perplexity, std::span<float> probabilities) {
  const double wanted = std::log(perplexity);
  std::vector<double> squares;  // less the least, which changes no share and keeps one exponential at 1
  for (const float distance : distances)
    squares.push_back(std::pow(static_cast<double>(distance), 2) - std::pow(static_cast<double>(distances[0]), 2));
  double mean = 0.0;
  for (const double square : squares) mean += square / static_cast<double>(squares.size());
  double beta = mean > 0.0 ? 1.0 / mean : 1.0, low = 0.0, high = INFINITY, sum = 0.0;
  for (int i = 0; i < most_halvings; ++i) {
    double weighted = 0.0;
    sum = 0.0;
    for (std::size_t k = 0; k < squares.size(); ++k) {
      const double e = std::exp(-beta * squares[k]);
      probabilities[k] = static_cast<float>(e);
      sum += e;
      weighted += e * squares[k];
    }
    const double over = std::log(sum) + beta * weighted / sum - wanted;
    if (std::abs(over) <= close_enough) break;
    (over > 0 ? low : high) = beta;
    beta = std::isinf(high) ? 2.0 * beta : 0.5 * (low + high);
  }
  for (float& probability : probabilities) probability = static_cast<float>(probability / sum);
  return beta;
}

std::int64_t neighbours_for(double perplexity, const NeighbourTable& neighbours) {
  return std::clamp<std::int64_t>(std::llround(std::floor(3.0 * perplexity)), 1, neighbours.each());
}

Affinities::Affinities(const NeighbourTable& neighbours, double perplexity)
    : neighbours_(&neighbours),
      perplexity_(std::max(1.0, std::min(perplexity, static_cast<double>(neighbours.each()) / 3.0))),
      each_(neighbours_for(perplexity_, neighbours)),
      probabilities_(static_cast<std::size_t>(neighbours.points() * each_)) {}

bool Affinities::advance() {
  const std::int64_t n = neighbours_->points();
  if (done_ >= n) return false;
  const std::int64_t rows = std::min(points_of_piece, n - done_);
  const std::span<const float> all = neighbours_->distances.read();  // no tensor is made where threads are
  const auto stride = static_cast<std::size_t>(neighbours_->each()), count = static_cast<std::size_t>(each_);
  parallel_for(rows, points_of_run, [&](std::int64_t first, std::int64_t last) {
    for (auto row = static_cast<std::size_t>(done_ + first); row < static_cast<std::size_t>(done_ + last); ++row) {
      calibrate(all.subspan(row * stride, count), perplexity_, std::span(probabilities_).subspan(row * count, count));
    }
  });
  done_ += rows;
  if (done_ < n) return true;
  found_ = symmetric_rows(*neighbours_, probabilities_, each_, [](float a, float b) { return a + b; });
  for (float& value : found_.values) value /= static_cast<float>(2 * n);
  probabilities_ = {};
  return false;
}

}  // namespace gradlab
