#include "demos/run/snapshots.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <numeric>
#include <utility>

namespace gradlab {

namespace {

constexpr std::size_t most_spares = 2;  // beyond the budget: one that is written, one that a remote device fills

}  // namespace

std::size_t Snapshots::kept_bytes() const {
  return std::transform_reduce(kept_.begin(), kept_.end(), std::size_t{0}, std::plus(),
                               [](const Snapshot& each) { return each.state.capacity(); });
}

std::size_t Snapshots::bytes() const {
  return std::transform_reduce(spares_.begin(), spares_.end(), kept_bytes(), std::plus(),
                               [](const StateDict& each) { return each.capacity(); });
}

StateDict Snapshots::spare() {
  if (spares_.empty()) return {};
  StateDict state = std::move(spares_.back());
  spares_.pop_back();
  return state;
}

void Snapshots::drop(StateDict state) {
  const bool room = bytes() <= budget_.bytes && kept_.size() + spares_.size() <= budget_.count;
  if (room || spares_.size() < most_spares) spares_.push_back(std::move(state));
}

void Snapshots::drop_last() {
  StateDict state = std::move(kept_.back().state);
  kept_.pop_back();
  drop(std::move(state));
}

// The last one is a place to go back to, but stays only where it is far enough from the one before.
void Snapshots::keep(std::int64_t step, StateDict state) {
  forget_after(step);
  const std::size_t count = kept_.size();
  const bool again = count > 0 && kept_.back().step == step;
  if (again || (count > 1 && kept_.back().step - kept_[count - 2].step < spacing_)) {
    drop(std::exchange(kept_.back(), {step, std::move(state)}).state);
  } else {
    kept_.push_back({step, std::move(state)});
  }
  while (kept_.size() > 1 && over_budget()) thin_out();
}

bool Snapshots::over_budget() const {
  return kept_.size() > budget_.count || kept_bytes() > budget_.bytes;
}

void Snapshots::thin_out() {
  const std::size_t last = kept_.size() - 1;
  if (last == 1) {  // no room for two
    std::swap(kept_[0], kept_[1]);
    return drop_last();
  }
  spacing_ *= 2;
  std::size_t stay = 1;
  for (std::size_t i = 1; i <= last; ++i) {
    if (i == last || kept_[i].step - kept_[stay - 1].step >= spacing_) {
      if (stay != i) std::swap(kept_[stay], kept_[i]);
      ++stay;
    }
  }
  while (kept_.size() > stay) drop_last();
}

const Snapshot* Snapshots::at_or_before(std::int64_t step) const {
  const auto behind = std::ranges::upper_bound(kept_, step, {}, &Snapshot::step);
  return behind == kept_.begin() ? nullptr : &*std::prev(behind);
}

void Snapshots::forget_after(std::int64_t step) {
  while (!kept_.empty() && kept_.back().step > step) drop_last();
}

}  // namespace gradlab
