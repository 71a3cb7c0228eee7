// Which colour stands for what: signs, amounts, classes, roles. Chosen to be told apart by colour-blind eyes.
#pragma once

#include <imgui.h>

#include <string>

namespace gradlab::ui {

/// Orange at -1, neutral at 0, blue at 1.
ImU32 signed_color(float value);
/// Deep at 0, pale at 1: a valley draws the eye.
ImU32 amount_color(float part);
/// Of a class, or of a cluster or a model among several, wherever it appears; ten have a colour of their own. Below 0:
/// of none.
ImU32 class_color(int index);
/// The role of a series, or for a repeated role the next free colour.
ImU32 series_color(const std::string& role, int repeated);
ImU32 sign_color(float value);
/// Dark or light, whichever is read better on that ground.
ImU32 ink_on(ImU32 ground);

}  // namespace gradlab::ui
