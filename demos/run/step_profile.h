// Where a step's time goes, for the view `profile`: taken only while somebody looks.
#pragma once

#include "demos/core/params.h"
#include "engine/kernels/profile.h"

namespace gradlab {

class StepProfile {
 public:
  /// Somebody looks: the next steps are timed, one at least and no more than a few milliseconds of them.
  void look() { seconds_left_ = seconds_per_look; }

  /// step(), timed where somebody has looked lately.
  template <typename Step>
  auto around(Step&& step) {
    if (seconds_left_ <= 0.0) return step();
    if (sums_.seconds() > seconds_averaged) sums_.fade(0.5);
    const double before = sums_.seconds();
    const auto result = [&] {
      const Profile::Recording recording(sums_);
      return step();
    }();
    seconds_left_ -= sums_.seconds() - before;
    return result;
  }

  /// What the kind of view `profile` reads, averaged over the last steps that were timed; without rows where none was.
  /// `recorded`: the times are not those of the kernels, but of telling another device of them.
  Json to_json(bool recorded) const;

 private:
  static constexpr double seconds_per_look = 0.004;
  static constexpr double seconds_averaged = 0.2;  // many ticks of a browser's clock

  Profile sums_;
  double seconds_left_ = seconds_per_look;  // so that the first look finds something
};

}  // namespace gradlab
