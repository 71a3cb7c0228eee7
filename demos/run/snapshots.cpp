#include "demos/run/snapshots.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <numeric>
#include <utility>

namespace gradlab {

namespace {

constexpr std::size_t most_spares = 2;     // one that is written, one that a remote device fills
constexpr std::size_t states_outside = 4;  // those, the present while one looks at the past, and one that is read
// Of the budget; the rest is for the time before.
constexpr double share_of_recent = 0.97;

/// With the names of its fields.
std::size_t memory_of(const StateDict& state) {
  constexpr std::size_t name = 32;
  return state.capacity() + state.fields().size() * (sizeof(StateDict::Field) + name);
}

}  // namespace

std::size_t Snapshots::bytes() const {
  return std::transform_reduce(spares_.begin(), spares_.end(), kept_bytes_, std::plus(),
                               [](const StateDict& each) { return memory_of(each); });
}

StateDict Snapshots::spare() {
  if (spares_.empty()) return {};
  StateDict state = std::move(spares_.back());
  spares_.pop_back();
  return state;
}

void Snapshots::drop(StateDict state) {
  if (spares_.size() < most_spares) spares_.push_back(std::move(state));
}

void Snapshots::drop_at(std::size_t index) {
  kept_bytes_ -= kept_[index].bytes;
  drop(std::move(kept_[index].state));
  kept_.erase(kept_.begin() + static_cast<std::ptrdiff_t>(index));
}

// How many states of the last one's size there is room for.
std::size_t Snapshots::most() const {
  const std::size_t fit = budget_.bytes / std::max<std::size_t>(1, kept_.back().bytes);
  return std::clamp<std::size_t>(fit, states_outside + 1, budget_.count + states_outside) - states_outside;
}

bool Snapshots::over_budget() const {
  return kept_.size() > budget_.count || kept_bytes_ + states_outside * kept_.back().bytes > budget_.bytes;
}

// Whether it is the first one in its part of the last steps, which are as many as there is room for.
bool Snapshots::is_due(std::int64_t step) const {
  const auto parts = static_cast<std::int64_t>(share_of_recent * static_cast<double>(most()));
  const std::int64_t spacing = std::max<std::int64_t>(1, recent / std::max<std::int64_t>(1, parts) + 1);
  const auto last = std::find_if(std::next(kept_.rbegin()), kept_.rend(), std::mem_fn(&Snapshot::stays));
  return last == kept_.rend() || step / spacing > last->step / spacing;
}

void Snapshots::keep(std::int64_t step, StateDict state, std::size_t changes) {
  forget_after(step);
  if (!kept_.empty() && kept_.back().step == step) drop_at(kept_.size() - 1);
  const std::size_t bytes = memory_of(state);
  kept_.push_back({step, changes, std::move(state), bytes});
  kept_bytes_ += bytes;
  kept_.back().stays = is_due(step);
  while (kept_.size() > 1 && over_budget()) thin_out();
}

// Drops the one between whose neighbours the way is the shortest, for how long ago it is.
void Snapshots::thin_out() {
  if (kept_.size() == 2) return drop_at(0);
  const std::int64_t now = kept_.back().step;
  std::size_t least = 1;
  double least_loss = 1e300;
  for (std::size_t i = 1; i + 1 < kept_.size(); ++i) {
    const std::int64_t age = now - kept_[i].step;
    const bool leads_to_recent = now - kept_[i + 1].step <= recent;
    const double kept_for_now = kept_[i].stays && leads_to_recent ? 1e6 : 1.0;
    const double loss = kept_for_now * static_cast<double>(kept_[i + 1].step - kept_[i - 1].step) /
                        static_cast<double>(std::max(recent, age));
    if (loss >= least_loss) continue;
    least = i;
    least_loss = loss;
  }
  drop_at(least);
}

const Snapshot* Snapshots::at_or_before(std::int64_t step) const {
  const auto behind = std::ranges::upper_bound(kept_, step, {}, &Snapshot::step);
  return behind == kept_.begin() ? nullptr : &*std::prev(behind);
}

void Snapshots::forget_after(std::int64_t step) {
  while (!kept_.empty() && kept_.back().step > step) drop_at(kept_.size() - 1);
}

}  // namespace gradlab
