#include "demos/clustering/cluster_trail.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>

#include "engine/core/error.h"

namespace gradlab {

namespace {

constexpr std::size_t most_numbers = 40000;  // what moves on and on leaves no longer trail

}  // namespace

void ClusterTrail::begin(const Tensor& places) {
  numbers_.clear();
  count_ = places.defined() ? places.shape()[0] : 0;
  width_ = count_ > 0 ? places.shape()[1] : 0;
  add(places);
}

void ClusterTrail::add(const Tensor& places) {
  if (count_ == 0 || numbers_.size() > most_numbers) return;
  const std::span<const float> now = places.read();
  if (numbers_.size() >= now.size() && std::equal(now.begin(), now.end(), numbers_.end() - now.size())) return;
  numbers_.insert(numbers_.end(), now.begin(), now.end());
}

Tensor ClusterTrail::ways() const {
  const std::size_t step = static_cast<std::size_t>(count_ * width_), ways = step > 0 ? numbers_.size() - step : 0;
  Tensor places = Tensor::empty({2 * static_cast<std::int64_t>(step > 0 ? ways / step : 0) * count_, width_});
  const auto as_float = [](double number) { return static_cast<float>(number); };
  float* next =
      std::transform(numbers_.begin(), numbers_.begin() + static_cast<std::ptrdiff_t>(ways), places.data(), as_float);
  std::transform(numbers_.begin() + static_cast<std::ptrdiff_t>(step), numbers_.end(), next, as_float);
  return places;
}

void ClusterTrail::state(Archive& archive) {
  archive.field("trail", numbers_);
  const std::size_t step = static_cast<std::size_t>(count_ * width_);
  const bool whole = step == 0 ? numbers_.empty() : !numbers_.empty() && numbers_.size() % step == 0;
  if (!whole || !std::ranges::all_of(numbers_, [](double number) { return std::abs(number) < 1e30; })) {
    fail("checkpoint", "a trail of " + std::to_string(numbers_.size()) + " numbers",
         "coordinates, " + std::to_string(step) + " at a time");
  }
}

}  // namespace gradlab
