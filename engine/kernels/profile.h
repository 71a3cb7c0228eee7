// Where the time goes: what each kernel took, and how much arithmetic it did or how many bytes it moved.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/kernels/kernels.h"

namespace gradlab {

/// Sums of all that was recorded. A kernel that calls others counts as one, with their time.
class Profile {
 public:
  struct Row {
    std::string kernel;  ///< "conv2d_filter_gradient", "unary relu"
    double calls = 0.0;
    double seconds = 0.0;
    double operations = 0.0;  ///< products and sums; 0 for kernels that are bound by memory, not by these
    double bytes = 0.0;       ///< of such a kernel, read and written
  };

  Profile();

  /// One step: while it lives, kernels(device) gives this thread functions that are timed.
  class Recording {
   public:
    explicit Recording(Profile& profile);
    ~Recording();
    Recording(const Recording&) = delete;
    Recording& operator=(const Recording&) = delete;

   private:
    using Clock = std::chrono::steady_clock;
    Profile& profile_;
    Profile* before_;
    Clock::time_point began_;
    std::int64_t allocations_;
  };

  /// Recordings made, and the seconds that they took in all.
  double steps() const { return steps_; }
  double seconds() const { return seconds_; }
  /// How often the last recording found the pool empty and asked the system for memory.
  std::int64_t allocations() const { return allocations_; }
  /// Kernels that were called, those first that took longest.
  std::vector<Row> rows() const;
  /// Leaves `share` of every sum, so that what comes next weighs more.
  void fade(double share);

  /// The profile that kernels of this thread are timed into now, or nullptr.
  static Profile* active();

 private:
  friend class Stopwatch;
  struct Counter {
    double calls = 0.0, seconds = 0.0, operations = 0.0, bytes = 0.0;
  };
  std::vector<Counter> counters_;
  double steps_ = 0.0, seconds_ = 0.0;
  std::int64_t allocations_ = 0;
};

/// The table that kernels(device) is while there is an active profile, and the one that it is otherwise.
const Kernels& timed_kernels(Device device);
const Kernels& untimed_kernels(Device device);

}  // namespace gradlab
