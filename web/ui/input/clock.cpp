#include "web/ui/input/clock.h"

#include <algorithm>
#include <cmath>

#include "web/ui/style/theme.h"

namespace gradlab::ui {
namespace {

constexpr int frames_to_settle = 3;

double now = 0.0, wanted = -1.0;
float seconds = 0.016f;
int unsettled = frames_to_settle;

}  // namespace

void start_frame(double time) {
  seconds = static_cast<float>(std::clamp((time - now) / 1000.0, 0.001, 0.05));
  now = time;
  wanted = -1.0;
}

double frame_time() {
  return now;
}
float frame_seconds() {
  return seconds;
}
void something_happened() {
  unsettled = frames_to_settle;
}
void draw_again_in(double ms) {
  wanted = wanted < 0.0 ? ms : std::min(wanted, ms);
}

double next_frame_in() {
  if (unsettled > 0) --unsettled;
  return unsettled > 0 ? 0.0 : wanted;
}

float eased(float value, float target) {
  if (theme().still || std::abs(target - value) < 0.5f) return target;
  draw_again_in(0);
  return value + (target - value) * (1.0f - std::exp(-14.0f * seconds));
}

}  // namespace gradlab::ui
