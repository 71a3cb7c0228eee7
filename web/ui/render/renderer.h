// Draws Dear ImGui's lists with WebGL 2. It sets all the state it needs and reads none back: a question to the graphics
// card waits for everything drawn before.
#pragma once

#include <imgui.h>

namespace gradlab::ui {

/// Once per ImGui context: says what the renderer can do.
void announce_renderer();
/// In a new or restored WebGL context. False where a shader does not compile.
bool start_renderer();
/// The WebGL context is gone, and with it every texture; they are made again when they are drawn.
void forget_renderer();
/// `size` of the canvas in device pixels.
void render(ImDrawData& data, ImVec2 size);

}  // namespace gradlab::ui
