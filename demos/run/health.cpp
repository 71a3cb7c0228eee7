#include "demos/run/health.h"

#include <algorithm>
#include <cmath>

namespace gradlab {

namespace {

constexpr double memory = 200.0;  // steps that the running means reach back, about
// Of a steady rise both running means lag behind by as much, so it stays within one deviation. Of a growth by the
// factor r a step the mean is the share q = 1 / (1 + (memory - 1) (1 - 1 / r)), its distance 1 - q, and the deviation q
// (1 - q): out of two deviations where q < 1/2, which is from half a percent a step on.
constexpr double deviations = 2.0;
constexpr double far_out = 1e4;  // times what was sound: far beyond any noise, well before overflow

}  // namespace

Health::Verdict Health::judge(double badness) {
  if (!std::isfinite(badness)) return Verdict::diverged;
  if (judged_++ == 0) usual_ = badness;
  const double above = badness - usual_;
  const bool sound = above <= deviations * deviation_;
  if (sound) reach_ = std::max(reach_, std::abs(badness));
  usual_ += above / memory;
  deviation_ += (std::abs(above) - deviation_) / memory;
  if (badness > far_out * (reach_ + 1.0)) return Verdict::diverged;  // + 1: what is next to nothing may leap
  return sound ? Verdict::sound : Verdict::strained;
}

void Health::state(Archive& archive) {
  archive.field("usual", usual_);
  archive.field("deviation", deviation_);
  archive.field("reach", reach_);
  archive.field("judged", judged_);
}

}  // namespace gradlab
