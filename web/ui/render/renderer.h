// Draws Dear ImGui's lists with WebGL 2. It sets all the state it needs and reads none back: a question to the graphics
// card waits for everything drawn before.
#pragma once

#include "web/ui/draw/box.h"

namespace gradlab::ui {

/// Fills the box with an opaque colour, with rounded corners where `rounding` is above 0, without blending every pixel
/// of it; its edges lie on whole device pixels.
void fill_box(ImDrawList* list, Box box, ImU32 color, float rounding = 0.0f);

/// Draws the texture's pixels as squares with sharp edges at every size, instead of letting them run into each other.
void keep_sharp(ImTextureData& texture);

/// Once per ImGui context: says what the renderer can do.
void announce_renderer();
/// In a new or restored WebGL context. False where a shader does not compile.
bool start_renderer();
/// The WebGL context is gone, and with it every texture; they are made again when they are drawn.
void forget_renderer();
/// `size` of the canvas in device pixels.
void render(ImDrawData& data, ImVec2 size);

}  // namespace gradlab::ui
