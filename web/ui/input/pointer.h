// Mouse, finger and pen. A finger that moves up or down scrolls what lies under it; one that is lifted where it came
// down is a click; one that moves sideways, or rests, drags; one that comes down where it can draw, draws (ink.h).
#pragma once

#include "web/ui/draw/box.h"

namespace gradlab::ui {

enum class PointerKind { move, down, up, leave };
enum class PointerType { mouse, touch, pen };

/// `at` in device pixels, `button` as the page counts them: 0 main, 1 middle, 2 secondary.
void receive_pointer(PointerKind kind, ImVec2 at, int button, PointerType type);
/// In CSS pixels, as the page reports it.
void receive_wheel(float dx, float dy);
/// Once per frame, before ImGui's: turns a resting finger into a drag and lets a scrolled list run out.
void move_pointer();
/// The finger that came down last stayed there, to read what stands under it: what it lifts from is not clicked by it.
bool finger_rested();
/// In this box a finger that moves up or down drags instead of scrolling; to be said every frame.
void keep_vertical_drags(Box box);
void forget_vertical_drags();

}  // namespace gradlab::ui
