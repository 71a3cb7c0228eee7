#include "web/ui/style/type.h"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "web/ui/style/theme.h"

namespace gradlab::ui {
namespace {

struct Style {
  int face;        ///< 0 regular, 1 semibold, 2 regular with figures of equal width
  float css_size;  ///< the em, in CSS pixels
};

constexpr std::array<Style, 8> styles = {{{1, 15}, {1, 13}, {0, 14}, {1, 14}, {0, 13}, {2, 13}, {2, 12}, {2, 10}}};

/// Dear ImGui measures a font from ascent to descent; in Inter that is this many ems.
constexpr float line_per_em = 1.21f;

std::vector<std::vector<unsigned char>>& files() {
  static std::vector<std::vector<unsigned char>> files;
  return files;
}

std::array<ImFont*, 3> faces{};

const Style& style_of(Type type) {
  return styles[static_cast<std::size_t>(type)];
}

/// Loads a glyph as always, then gives a digit the width of "0" and centres it there.
bool load_equal_figures(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void* data, ImWchar codepoint,
                        ImFontGlyph* glyph, float* advance) {
  const ImFontLoader* plain = ImFontAtlasGetFontLoaderForStbTruetype();
  if (!plain->FontBakedLoadGlyph(atlas, source, baked, data, codepoint, glyph, advance)) return false;
  if (codepoint < '0' || codepoint > '9') return true;
  float width = 0.0f;
  plain->FontBakedLoadGlyph(atlas, source, baked, data, '0', nullptr, &width);
  if (advance) *advance = width;
  if (glyph) {
    const float shift = (width - glyph->AdvanceX) / 2.0f;
    glyph->X0 += shift;
    glyph->X1 += shift;
    glyph->AdvanceX = width;
  }
  return true;
}

const ImFontLoader* equal_figures() {
  static const ImFontLoader loader = [] {
    ImFontLoader changed = *ImFontAtlasGetFontLoaderForStbTruetype();
    changed.Name = "equal figures";
    changed.FontBakedLoadGlyph = load_equal_figures;
    return changed;
  }();
  return &loader;
}

ImFont* make_face(std::vector<unsigned char>& file, const ImFontLoader* loader) {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.FontLoader = loader;
  return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(file.data(), static_cast<int>(file.size()), 14.0f, &config);
}

const char* end_of(std::string_view text) {
  return text.data() + text.size();
}

}  // namespace

void add_font_file(std::vector<unsigned char> bytes) {
  files().push_back(std::move(bytes));
}

void make_fonts() {
  if (files().empty()) {
    faces.fill(ImGui::GetIO().Fonts->AddFontDefault());
    return;
  }
  faces = {make_face(files().front(), nullptr), make_face(files().back(), nullptr),
           make_face(files().front(), equal_figures())};
}

ImFont* type_font(Type type) {
  return faces[static_cast<std::size_t>(style_of(type).face)];
}
float type_size(Type type) {
  return std::round(dp(style_of(type).css_size) * line_per_em);
}

ImVec2 text_size(Type type, std::string_view text, float wrap) {
  return type_font(type)->CalcTextSizeA(type_size(type), FLT_MAX, wrap, text.data(), end_of(text));
}

float draw_text(ImDrawList* list, Type type, ImVec2 at, ImU32 color, std::string_view text, float wrap) {
  const ImVec2 corner(std::round(at.x), std::round(at.y));
  list->AddText(type_font(type), type_size(type), corner, color, text.data(), end_of(text), wrap);
  return text_size(type, text, wrap).x;
}

void draw_text_in(ImDrawList* list, Type type, ImVec2 low, ImVec2 high, ImVec2 align, ImU32 color,
                  std::string_view text) {
  const std::string fitting = shortened(type, text, high.x - low.x);
  const ImVec2 size = text_size(type, fitting);
  draw_text(list, type, {low.x + (high.x - low.x - size.x) * align.x, low.y + (high.y - low.y - size.y) * align.y},
            color, fitting);
}

void draw_lines(ImDrawList* list, Type type, ImVec2 at, ImU32 color, std::string_view text, float width, int lines) {
  for (int line = 1; line < lines && text_size(type, text).x > width; ++line) {
    const char* wrapped = type_font(type)->CalcWordWrapPosition(type_size(type), text.data(), end_of(text), width);
    const auto length = static_cast<std::size_t>(wrapped - text.data());
    draw_text(list, type, at, color, text.substr(0, length));
    text.remove_prefix(std::min(text.find_first_not_of(' ', length), text.size()));
    at.y += type_size(type);
  }
  draw_text(list, type, at, color, shortened(type, text, width));
}

std::string shortened(Type type, std::string_view text, float width) {
  if (text_size(type, text).x <= width + 0.5f) return std::string(text);
  const float room = width - text_size(type, "…").x;
  const char* end = text.data();
  type_font(type)->CalcTextSizeA(type_size(type), std::max(room, 0.0f), 0.0f, text.data(), end_of(text), &end);
  std::string_view kept(text.data(), static_cast<std::size_t>(end - text.data()));
  while (kept.ends_with(' ')) kept.remove_suffix(1);
  return std::string(kept) + "…";
}

}  // namespace gradlab::ui
