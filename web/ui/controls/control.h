// One parameter's control. Each kind of parameter has its file.
#pragma once

#include <optional>
#include <string>

#include "web/ui/draw/box.h"
#include "web/ui/frame/catalogue.h"

namespace gradlab::ui {

/// A pen that goes down a column.
struct Column {
  float left, right, y;

  float width() const { return right - left; }
  Box take(float height) {
    const Box box{{left, y}, {right, y + height}};
    y += height;
    return box;
  }
  void skip(float height) { y += height; }
};

/// Each draws below the label and returns the value when the visitor changed it. `field` is room at the right of the
/// label's line.
float number_width(const Param& param, const Json& value);
std::optional<Json> number_control(const Param& param, const Json& value, Box field, Column& column);
std::optional<Json> boolean_control(const Param& param, const Json& value, Box field);
std::optional<Json> choice_control(const Param& param, const Json& value, Column& column);
std::optional<Json> units_control(const Param& param, const Json& value, Column& column);
std::optional<Json> layers_control(const Param& param, const Json& value, Column& column);
std::optional<Json> points_control(const Param& param, const Json& value, Column& column);
/// What it holds, the session knows.
std::optional<Json> row_control(const Param& param, Column& column);
/// The value is typed in a field that the shell puts over this one.
void text_control(const Param& param, const Json& value, Column& column);

/// "param.<demo>.<name>.<what>" where there is such a text, otherwise "param.<name>.<what>".
std::string param_key(const Param& param, const char* what);
std::string choice_label(const Param& param, const std::string& value);

/// A knob's label, its badge, its help, its control, and what came of turning it.
void draw_control(const Param& param, Column& column);

}  // namespace gradlab::ui
