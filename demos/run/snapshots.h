// The states that a run was in: where it can go back to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/io/state_dict.h"

namespace gradlab {

struct Snapshot {
  std::int64_t step = 0;
  StateDict state;
};

/// Keeps the last one, and of those before it as many as the budget allows, about evenly spaced from the first one on:
/// when it is used up, the spacing doubles. Memory goes around: once the budget is used up, none is asked for.
class Snapshots {
 public:
  struct Budget {
    std::size_t bytes = std::size_t{32} << 20, count = 64;
  };
  Snapshots() = default;
  explicit Snapshots(const Budget& budget) : budget_(budget) {}

  /// Memory for a state: to be written, and then kept or dropped.
  StateDict spare();
  void drop(StateDict state);
  /// Of a step behind all that are kept, or of the last one again.
  void keep(std::int64_t step, StateDict state);

  /// The nearest to `step` that is not behind it; nullptr if there is none.
  const Snapshot* at_or_before(std::int64_t step) const;
  bool empty() const { return kept_.empty(); }
  /// Those behind `step` are of a future that will not be.
  void forget_after(std::int64_t step);
  /// Gives all memory back.
  void clear() { *this = Snapshots(budget_); }

  const std::vector<Snapshot>& all() const { return kept_; }
  /// Of all memory, the spare one included.
  std::size_t bytes() const;

 private:
  std::size_t kept_bytes() const;
  bool over_budget() const;
  void drop_last();
  void thin_out();

  Budget budget_;
  std::int64_t spacing_ = 1;
  std::vector<Snapshot> kept_;  // by step
  std::vector<StateDict> spares_;
};

}  // namespace gradlab
