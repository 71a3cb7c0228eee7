#include "web/ui/style/browser_glyphs.h"

#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "web/ui/style/type.h"

namespace gradlab::ui {
namespace {

constexpr unsigned first_code = 0xE000, end_code = 0xF900;  // for private use, of 16 bits
constexpr std::size_t most_codes = end_code - first_code, many = most_codes / 2;

struct Pieces {
  std::vector<std::string> by_code;
  std::unordered_map<std::string, unsigned> codes;
  std::unordered_map<std::string, std::string> texts;  ///< drawable, by what they stand for
};
Pieces pieces;
BrowserFonts browser;

bool is_code(unsigned point) {
  return point >= first_code && point < end_code;
}

/// The next code point of `text`, which is not empty, and is shortened by it.
unsigned next_point(std::string_view& text) {
  unsigned point = 0;
  text.remove_prefix(static_cast<std::size_t>(ImTextCharFromUtf8(&point, text.data(), text.data() + text.size())));
  return point;
}

bool has_all(ImFont* font, std::string_view text) {
  while (!text.empty()) {
    const unsigned point = next_point(text);
    if (point < 0x80) continue;
    if (point > 0xFFFF || is_code(point) || !font->IsGlyphInFont(static_cast<ImWchar>(point))) return false;
  }
  return true;
}

/// U+FFFD where no code is left: until the next frame.
unsigned code_of(const std::string& piece) {
  const auto known = pieces.codes.find(piece);
  if (known != pieces.codes.end()) return known->second;
  if (pieces.by_code.size() == most_codes) return 0xFFFD;
  pieces.by_code.push_back(piece);
  return pieces.codes[piece] = first_code + static_cast<unsigned>(pieces.by_code.size()) - 1;
}

/// What the first code point of `drawn`, which is shortened by it, stands for.
std::string take_original(std::string_view& drawn) {
  const std::string_view before = drawn;
  const unsigned point = next_point(drawn);
  if (is_code(point)) return pieces.by_code.at(point - first_code);
  return std::string(before.substr(0, before.size() - drawn.size()));
}

std::string with_codes(ImFont* font, const std::string& text) {
  std::string joined(8 * text.size() + 16, '\0');  // accents put together and circles below them take no more
  joined.resize(static_cast<std::size_t>(browser.pieces(text.c_str(), joined.data(), static_cast<int>(joined.size()))));
  std::string drawn;
  for (std::size_t at = 0; at < joined.size();) {
    const std::string piece = joined.c_str() + at;
    at += piece.size() + 1;
    if (has_all(font, piece)) {
      drawn += piece;
    } else {
      char code[5] = {};
      ImTextCharToUtf8(code, code_of(piece));
      drawn += code;
    }
  }
  return drawn;
}

template <int weight>
bool load(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar code, ImFontGlyph* glyph,
          float* advance) {
  if (!is_code(code) || code - first_code >= pieces.by_code.size()) return false;
  const std::string& piece = pieces.by_code[code - first_code];
  const double em = static_cast<double>(baked->Size / line_per_em);
  double ink[5];
  browser.measure(piece.c_str(), weight, em, ink);
  const auto end = static_cast<float>(ink[4]);
  if (advance) *advance = end;
  if (!glyph) return true;
  glyph->Codepoint = code;
  glyph->AdvanceX = end;
  const int width = static_cast<int>(ink[2]), height = static_cast<int>(ink[3]);
  std::vector<std::uint8_t> pixels(static_cast<std::size_t>(4 * width * height));
  glyph->Colored = browser.draw(piece.c_str(), weight, em, pixels.data());
  const ImFontAtlasRectId place = ImFontAtlasPackAddRect(atlas, width, height);
  if (place == ImFontAtlasRectId_Invalid) return false;
  glyph->X0 = static_cast<float>(ink[0]);
  glyph->Y0 = static_cast<float>(ink[1]) + std::round(baked->Ascent);
  glyph->X1 = glyph->X0 + static_cast<float>(width);
  glyph->Y1 = glyph->Y0 + static_cast<float>(height);
  glyph->Visible = true;
  glyph->PackId = place;
  ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, source, glyph, ImFontAtlasPackGetRect(atlas, place), pixels.data(),
                                     ImTextureFormat_RGBA32, 4 * width);
  return true;
}

template <int weight>
const ImFontLoader* loader() {
  static const ImFontLoader made = [] {
    ImFontLoader loader;
    loader.Name = "browser glyphs";
    loader.FontBakedLoadGlyph = load<weight>;
    return loader;
  }();
  return &made;
}

}  // namespace

void use_browser_fonts(const BrowserFonts& fonts) {
  browser = fonts;
}

std::string_view drawable(ImFont* font, std::string_view text) {
  if (has_all(font, text)) return text;
  const std::string key(text);
  const auto known = pieces.texts.find(key);
  return known != pieces.texts.end() ? known->second : pieces.texts[key] = with_codes(font, key);
}

std::string first_original(std::string_view drawn) {
  return drawn.empty() ? std::string() : take_original(drawn);
}

std::string original(std::string_view drawn) {
  std::string text;
  while (!drawn.empty()) text += take_original(drawn);
  return text;
}

const ImFontLoader* browser_glyphs(int weight) {
  return weight == 400 ? loader<400>() : loader<600>();
}

void bound_browser_glyphs() {
  if (pieces.by_code.size() < many && pieces.texts.size() < 2 * many) return;
  pieces = {};
  ImFontAtlasBuildDiscardBakes(ImGui::GetIO().Fonts, 0);
}

}  // namespace gradlab::ui
