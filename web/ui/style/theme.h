// Colours and sizes. All drawing is in device pixels: dp() turns CSS pixels into them, so that hairlines and text are
// crisp at any pixel ratio.
#pragma once

#include <imgui.h>

#include <array>

namespace gradlab::ui {

struct Theme {
  bool dark = false;
  bool still = false;   ///< the visitor asked for less motion
  bool strong = false;  ///< and for more contrast
  ImU32 page, card, card_edge, raised, raised_edge, shadow;
  ImU32 text, text_soft, text_faint;
  ImU32 paper;  ///< under ink: the ground of pictures and of the pad
  ImU32 grid, axis, track, hover, press;
  ImU32 accent, accent_soft, on_accent;
  ImU32 positive, negative, neutral;    ///< by sign: blue, orange, and what stands for zero
  ImU32 train, test, reference, other;  ///< series by role; `other` is what a model says
  ImU32 good, bad;
  std::array<ImU32, 10> classes;
};

const Theme& theme();
void set_theme(bool dark, bool still, bool strong);

/// Device pixels per CSS pixel; also sets Dear ImGui's own colours and sizes.
void set_pixel_ratio(float ratio);
float pixel_ratio();
inline float dp(float css_pixels) {
  return css_pixels * pixel_ratio();
}
/// Rounded to whole device pixels, at least one.
float hairline();

/// True on a phone, and after a finger touched the workspace: targets grow.
bool touch();
void set_touch(bool finger);
void set_phone(bool phone);
/// Height of a control that is pressed, in device pixels.
inline float control_height() {
  return dp(touch() ? 40.0f : 32.0f);
}

ImU32 with_alpha(ImU32 color, float alpha);
/// `part` 0 gives a, 1 gives b.
ImU32 mix(ImU32 a, ImU32 b, float part);

}  // namespace gradlab::ui
