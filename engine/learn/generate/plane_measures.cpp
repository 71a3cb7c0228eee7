#include "engine/learn/generate/plane_measures.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace gradlab {

namespace {

constexpr std::size_t cells = 30;
constexpr float good_within = 3.0f;  // deviations
constexpr double due_share = 0.1;

/// How likely each cell of one axis is for a normal number.
std::vector<double> axis_masses(double mean, double deviation, double edge) {
  const auto below = [&](std::size_t cell) {
    const double x = edge * (2.0 * static_cast<double>(cell) / static_cast<double>(cells) - 1.0);
    return 0.5 * std::erfc((mean - x) / (deviation * std::numbers::sqrt2));
  };
  std::vector<double> masses;
  for (std::size_t cell = 0; cell < cells; ++cell) masses.push_back(below(cell + 1) - below(cell));
  return masses;
}

}  // namespace

std::vector<double> cell_masses(const Mixture& real, float edge) {
  std::vector<double> masses(cells * cells + 1);
  const double share = 1.0 / static_cast<double>(real.clouds());
  double inside = 0.0;
  for (std::size_t i = 0; i < real.centres.size(); i += 2) {
    const auto axis = [&](float centre) {
      return axis_masses(static_cast<double>(centre), static_cast<double>(real.deviation), static_cast<double>(edge));
    };
    const std::vector<double> columns = axis(real.centres[i]), rows = axis(real.centres[i + 1]);
    for (std::size_t cell = 0; cell < cells * cells; ++cell) {
      const double mass = share * rows[cell / cells] * columns[cell % cells];
      masses[cell] += mass;
      inside += mass;
    }
  }
  masses.back() = std::max(0.0, 1.0 - inside);
  return masses;
}

std::vector<double> cell_masses(const Tensor& samples, float edge) {
  std::vector<double> masses(cells * cells + 1);
  const std::span<const float> points = samples.read();
  const double share = 2.0 / static_cast<double>(points.size());
  const auto cell_of = [&](float x) { return std::floor((x / edge + 1.0f) * 0.5f * static_cast<float>(cells)); };
  const auto within = [](float cell) { return cell >= 0.0f && cell < static_cast<float>(cells); };  // no NaN is
  for (std::size_t i = 0; i < points.size(); i += 2) {
    const float column = cell_of(points[i]), row = cell_of(points[i + 1]);
    const bool inside = within(column) && within(row);
    masses[inside ? static_cast<std::size_t>(row) * cells + static_cast<std::size_t>(column) : cells * cells] += share;
  }
  return masses;
}

double jensen_shannon(std::span<const double> p, std::span<const double> q) {
  double bits = 0.0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    const double middle = 0.5 * (p[i] + q[i]);
    for (const double mass : {p[i], q[i]}) {
      if (mass > 0.0) bits += 0.5 * mass * std::log2(mass / middle);
    }
  }
  return bits;
}

PlaneJudge::PlaneJudge(Mixture real, float edge)
    : real_(std::move(real)), edge_(edge), masses_(cell_masses(real_, edge)) {}

PlaneMeasures PlaneJudge::measure(const Tensor& samples) const {
  PlaneMeasures measures;
  measures.near.resize(static_cast<std::size_t>(real_.clouds()));
  const std::span<const float> points = samples.read();
  const float reach = good_within * real_.deviation;
  std::int64_t good = 0;
  for (std::size_t i = 0; i < points.size(); i += 2) {
    float least = INFINITY;
    std::size_t nearest = 0;
    for (std::size_t k = 0; k < real_.centres.size(); k += 2) {
      const float x = points[i] - real_.centres[k], y = points[i + 1] - real_.centres[k + 1];
      const float distance = x * x + y * y;
      if (distance < least) least = distance, nearest = k / 2;
    }
    if (!(least <= reach * reach)) continue;
    ++good;
    ++measures.near[nearest];
  }
  const double count = static_cast<double>(points.size()) / 2.0;
  const double due = due_share * count / static_cast<double>(real_.clouds());
  measures.modes = std::ranges::count_if(measures.near, [&](auto near) { return static_cast<double>(near) >= due; });
  measures.good_share = static_cast<double>(good) / count;
  measures.divergence = jensen_shannon(cell_masses(samples, edge_), masses_);
  return measures;
}

}  // namespace gradlab
