// What the typeface lacks, drawn by the browser's own fonts: every piece of such text, a character as people see it or
// a joined word, becomes a glyph under a code point for private use.
#pragma once

#include <imgui.h>
#include <imgui_internal.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace gradlab::ui {

/// How the page cuts text into pieces, measures and draws them: BrowserGlyphs in web/shell/canvas, which says more.
struct BrowserFonts {
  int (*pieces)(const char* text, char* pieces, int size);  ///< with a 0 between them; returns their bytes
  void (*measure)(const char* piece, int weight, double em, double* ink);  ///< left, top, width, height, advance
  bool (*draw)(const char* piece, int weight, double em, std::uint8_t* pixels);
};
void use_browser_fonts(const BrowserFonts& fonts);

/// `text` as Dear ImGui can draw it: what `font` lacks in private code points. Valid until the frame ends.
std::string_view drawable(ImFont* font, std::string_view text);
/// The text that a part of a drawable one stands for, or the first piece of it, empty at the end.
std::string original(std::string_view drawn);
std::string first_original(std::string_view drawn);
/// Draws the private code points at this weight, 400 or 600, as a source merged into a font.
const ImFontLoader* browser_glyphs(int weight);
/// Before a frame: forgets all pieces where there are so many that another text might have no room.
void bound_browser_glyphs();

}  // namespace gradlab::ui
