#include "demos/run/rate.h"

namespace gradlab {

namespace {

constexpr double seconds_per_rate = 0.1;

}  // namespace

// Clocks in browsers are coarse, so a rate is taken over many steps.
void Rate::add(double seconds, double samples) {
  seconds_ += seconds;
  window_seconds_ += seconds;
  window_samples_ += samples;
  if (window_samples_ == 0) return;  // a slow device has been at one step all the while
  if (window_seconds_ < seconds_per_rate && seconds_ > window_seconds_) return;  // the first window is read as it grows
  if (window_seconds_ > 0) samples_per_second_ = window_samples_ / window_seconds_;
  if (window_seconds_ >= seconds_per_rate) window_seconds_ = window_samples_ = 0;
}

}  // namespace gradlab
