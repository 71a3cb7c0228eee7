#include "web/ui/style/type.h"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "web/ui/style/browser_glyphs.h"
#include "web/ui/style/theme.h"

namespace gradlab::ui {
namespace {

struct Style {
  int face;        ///< 0 regular, 1 semibold, 2 regular with figures of equal width
  float css_size;  ///< the em, in CSS pixels
};

constexpr std::array<Style, 7> styles = {{{1, 15}, {1, 13}, {0, 14}, {1, 14}, {0, 13}, {2, 13}, {2, 12}}};

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

ImFont* make_face(std::vector<unsigned char>& file, const ImFontLoader* loader, int weight) {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.FontLoader = loader;
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.AddFontFromMemoryTTF(file.data(), static_cast<int>(file.size()), 14.0f, &config);
  ImFontConfig lacking;
  lacking.MergeMode = true;
  lacking.FontLoader = browser_glyphs(weight);
  return atlas.AddFont(&lacking);
}

const char* end_of(std::string_view text) {
  return text.data() + text.size();
}

std::string_view drawable_in(Type type, std::string_view text) {
  return drawable(type_font(type), text);
}

ImVec2 drawn_size(Type type, std::string_view drawn, float wrap = 0.0f) {
  return type_font(type)->CalcTextSizeA(type_size(type), FLT_MAX, wrap, drawn.data(), end_of(drawn));
}

/// The longest beginning of `drawn` that is no wider than `width`.
std::string_view fitting(Type type, std::string_view drawn, float width) {
  const char* end = drawn.data();
  type_font(type)->CalcTextSizeA(type_size(type), std::max(width, 0.0f), 0.0f, drawn.data(), end_of(drawn), &end);
  return drawn.substr(0, static_cast<std::size_t>(end - drawn.data()));
}

/// `kept` and as much of `piece`, several letters that are drawn at one go, as fits with it into `width`.
std::string with_part(Type type, const std::string& kept, const std::string& piece, float width) {
  std::string longest = kept;
  for (std::size_t end = 1; end < piece.size(); ++end) {
    if ((piece[end] & 0xC0) == 0x80) continue;  // within a code point
    const std::string longer = kept + piece.substr(0, end);
    if (text_size(type, longer).x > width) break;
    longest = longer;
  }
  return longest;
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
  faces = {make_face(files().front(), nullptr, 400), make_face(files().back(), nullptr, 600),
           make_face(files().front(), equal_figures(), 400)};
}

ImFont* type_font(Type type) {
  return faces[static_cast<std::size_t>(style_of(type).face)];
}
float type_size(Type type) {
  return std::round(dp(style_of(type).css_size) * line_per_em);
}

ImVec2 text_size(Type type, std::string_view text, float wrap) {
  return drawn_size(type, drawable_in(type, text), wrap);
}

float draw_text(ImDrawList* list, Type type, ImVec2 at, ImU32 color, std::string_view text, float wrap) {
  const ImVec2 corner(std::round(at.x), std::round(at.y));
  const std::string_view drawn = drawable_in(type, text);
  list->AddText(type_font(type), type_size(type), corner, color, drawn.data(), end_of(drawn), wrap);
  return drawn_size(type, drawn, wrap).x;
}

void draw_text_in(ImDrawList* list, Type type, ImVec2 low, ImVec2 high, ImVec2 align, ImU32 color,
                  std::string_view text) {
  const std::string fitting = shortened(type, text, high.x - low.x);
  const ImVec2 size = text_size(type, fitting);
  draw_text(list, type, {low.x + (high.x - low.x - size.x) * align.x, low.y + (high.y - low.y - size.y) * align.y},
            color, fitting);
}

void draw_lines(ImDrawList* list, Type type, ImVec2 at, ImU32 color, std::string_view text, float width, int lines) {
  std::string_view left = drawable_in(type, text);
  for (int line = 1; line < lines && drawn_size(type, left).x > width; ++line) {
    const char* wrapped = type_font(type)->CalcWordWrapPosition(type_size(type), left.data(), end_of(left), width);
    const auto length = static_cast<std::size_t>(wrapped - left.data());
    draw_text(list, type, at, color, original(left.substr(0, length)));
    left.remove_prefix(std::min(left.find_first_not_of(' ', length), left.size()));
    at.y += type_size(type);
  }
  draw_text(list, type, at, color, shortened(type, original(left), width));
}

std::string shortened(Type type, std::string_view text, float width) {
  if (text_size(type, text).x <= width + 0.5f) return std::string(text);
  const float room = width - text_size(type, "…").x;
  const std::string_view drawn = drawable_in(type, text), whole = fitting(type, drawn, room);
  std::string kept = with_part(type, original(whole), first_original(drawn.substr(whole.size())), room);
  while (kept.ends_with(' ')) kept.pop_back();
  return kept + "…";
}

}  // namespace gradlab::ui
