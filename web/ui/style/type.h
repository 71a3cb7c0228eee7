// The typeface and its few sizes.
#pragma once

#include <imgui.h>

#include <string>
#include <string_view>
#include <vector>

namespace gradlab::ui {

/// `figures` and `ticks` have digits of equal width, so that changing numbers do not dance. The smallest are of 12
/// pixels: what is smaller is read by nobody.
enum class Type { title, heading, body, strong, small, figures, ticks };

/// Dear ImGui measures a font from ascent to descent; in Inter that is this many ems.
inline constexpr float line_per_em = 1.21f;

/// The bytes of the typeface: the first file is the regular weight, the second the semibold one.
void add_font_file(std::vector<unsigned char> bytes);
/// Builds the fonts in the current ImGui context.
void make_fonts();

ImFont* type_font(Type type);
/// Height of a line in device pixels.
float type_size(Type type);

/// Size in device pixels; wrapped at `wrap` where it is above 0.
ImVec2 text_size(Type type, std::string_view text, float wrap = 0.0f);
/// Draws with `at` as the upper left corner; returns its width.
float draw_text(ImDrawList* list, Type type, ImVec2 at, ImU32 color, std::string_view text, float wrap = 0.0f);
/// Placed in a box: 0 left or top, 0.5 middle, 1 right or bottom. Too long a text ends in "…".
void draw_text_in(ImDrawList* list, Type type, ImVec2 low, ImVec2 high, ImVec2 align, ImU32 color,
                  std::string_view text);
/// Wrapped at `width`, at most so many lines; the last ends in "…" where there would be more.
void draw_lines(ImDrawList* list, Type type, ImVec2 at, ImU32 color, std::string_view text, float width, int lines);
/// `text`, or its beginning with "…" where it is wider than `width`.
std::string shortened(Type type, std::string_view text, float width);

}  // namespace gradlab::ui
