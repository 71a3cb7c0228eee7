// When the next frame is wanted. A page on which nothing happens draws nothing.
#pragma once

namespace gradlab::ui {

/// Starts a frame; `now` in ms.
void start_frame(double now);
double frame_time();
/// Seconds since the frame before, at most 0.05, so that an animation does not jump after a pause.
float frame_seconds();

/// Something happened: draw now, and twice more until hover and focus have settled.
void something_happened();
/// Something moves by itself: another frame after `ms`.
void draw_again_in(double ms);
/// Ends a frame: ms until the next, -1 for none.
double next_frame_in();

/// `value` moved towards `target`, at once where less motion was asked for; asks for more frames until it is there.
float eased(float value, float target);

}  // namespace gradlab::ui
