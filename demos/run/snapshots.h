// The states that a run was in: where it can go back to, and from where its steps can be made again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/io/state_dict.h"

namespace gradlab {

struct Snapshot {
  std::int64_t step = 0;
  std::size_t changes = 0;  ///< of the run's journal, that were made before it
  StateDict state = {};
  std::size_t bytes = 0;
  bool stays = false;  ///< as long as it is of the last steps
};

/// Keeps the last one, the first one, and of those between as many as the budget allows: of the last `recent` steps
/// evenly, so that from the nearest one before any of them it is never far; of those before the sparser the longer ago.
/// Memory goes around: once the budget is used up, none is asked for.
class Snapshots {
 public:
  static constexpr std::int64_t recent = 10'000;
  struct Budget {
    std::size_t bytes = std::size_t{116} << 20, count = 1024;  // with the journal 128 MB
  };
  Snapshots() = default;
  explicit Snapshots(const Budget& budget) : budget_(budget) {}

  /// Memory for a state: to be written, and then kept or dropped.
  StateDict spare();
  void drop(StateDict state);
  /// Of a step behind all that are kept, or of the last one again.
  void keep(std::int64_t step, StateDict state, std::size_t changes = 0);

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
  std::size_t most() const;
  bool is_due(std::int64_t step) const;
  bool over_budget() const;
  void drop_at(std::size_t index);
  void thin_out();

  Budget budget_;
  std::vector<Snapshot> kept_;  // by step
  std::size_t kept_bytes_ = 0;
  std::vector<StateDict> spares_;
};

}  // namespace gradlab
