#include "demos/regression/weight_path.h"

#include <algorithm>
#include <bit>

#include "engine/core/error.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

constexpr std::int64_t places_per_doubling = 64;

}  // namespace

void WeightPath::add(const Tensor& x, const Tensor& y) {
  const auto doublings = static_cast<std::uint64_t>(std::max<std::int64_t>(1, steps_ / places_per_doubling));
  const bool due = steps_ % static_cast<std::int64_t>(std::bit_floor(doublings)) == 0;
  ++steps_;
  if (!due) return;
  if (count_ == most_places) thin_out();
  for (const std::int64_t column : {0, 1}) {
    kernels(places_).strided_copy({.shape = {1}, .x_strides = {1}, .y_strides = {1}, .y_offset = 2 * count_ + column},
                                  column == 0 ? x : y, places_);
  }
  ++count_;
}

// Every second place goes; the beginning stays.
void WeightPath::thin_out() {
  Tensor kept = Tensor::zeros(places_.shape());
  count_ /= 2;
  kernels(kept).strided_copy({.shape = {count_, 2}, .x_strides = {4, 1}, .y_strides = {2, 1}}, places_, kept);
  places_ = kept;
}

std::vector<std::pair<float, float>> WeightPath::places() const {
  std::vector<std::pair<float, float>> places;
  for (std::int64_t i = 0; i < count_; ++i) places.emplace_back(places_.data()[2 * i], places_.data()[2 * i + 1]);
  return places;
}

void WeightPath::state(Archive& archive) {
  const Archive::Scope scope(archive, "path");
  archive.field("count", count_);
  archive.field("steps", steps_);
  if (count_ < 0 || count_ > most_places || steps_ < 0) {
    fail("checkpoint", std::to_string(count_) + " places of a path", "at most " + std::to_string(most_places));
  }
  archive.field("places", places_);
}

}  // namespace gradlab
