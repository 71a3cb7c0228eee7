#include "web/ui/views/token_flow.h"

#include <cctype>

#include "web/ui/draw/token.h"
#include "web/ui/style/theme.h"

namespace gradlab::ui {
namespace {

bool is_blank(char letter) {
  return letter == ' ' || letter == '\n' || letter == '\t';
}

bool ends_word(const std::string& token) {
  return !token.empty() && is_blank(token.back());
}
bool begins_word(const std::string& token) {
  return !token.empty() && is_blank(token.front());
}

}  // namespace

bool read_from_right(const std::vector<std::string>& tokens) {
  std::ptrdiff_t balance = 0;
  for (const std::string& token : tokens) {
    for (const char letter : token) {
      const auto byte = static_cast<unsigned char>(letter);
      // U+05C0 to U+07FF begin with these bytes of UTF-8, other letters with others.
      if (byte >= 0xC3 || std::isalpha(byte)) balance += byte >= 0xD7 && byte <= 0xDF ? 1 : -1;
    }
  }
  return balance > 0;
}

float TokenFlow::line_height() {
  return type_size(Type::body) + dp(8);
}

TokenFlow TokenFlow::of(const std::vector<std::string>& tokens, int given, float width) {
  TokenFlow flow;
  Place pen;
  std::size_t word = 0;  // where the word that is being set began
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Type type = static_cast<int>(i) < given ? Type::strong : Type::body;
    pen.width = std::min(text_size(type, flowing_token(tokens, i)).x, width);
    if (i == 0 || ends_word(tokens[i - 1]) || begins_word(tokens[i])) word = i;
    const bool blank = tokens[i].find_first_not_of(" \n") == std::string::npos;  // may hang over the line's end
    const bool newline_first = tokens[i].starts_with('\n') && !blank;            // what follows it begins the line
    const bool full = blank ? pen.x > width : pen.x + pen.width > width;
    const bool wraps = pen.x > 0.0f && (newline_first || full);
    flow.places.push_back(pen);
    if (wraps) {
      const bool whole = flow.places[word].x > 0.0f;  // otherwise the word is longer than a line
      flow.start_line(whole ? word : i, tokens, type);
    }
    pen = flow.places.back();
    pen.x += pen.width;
    pen.trimmed = false;
    if (!newline_first && tokens[i].find('\n') != std::string::npos) {
      pen.x = 0.0f;
      ++pen.line;
    }
  }
  flow.end = {pen.line, pen.x, 0.0f};
  flow.lines = tokens.empty() ? 0 : std::max(flow.places.back().line, pen.line) + 1;
  if (!tokens.empty() && pen.x == 0.0f) flow.lines = flow.places.back().line + 1;
  if (read_from_right(tokens)) flow.mirror(width);
  return flow;
}

void TokenFlow::mirror(float width) {
  for (Place& place : places) place.x = width - place.x - place.width;
  end.x = width - end.x;
}

void TokenFlow::start_line(std::size_t first, const std::vector<std::string>& tokens, Type type) {
  float from = places[first].x;
  const float space = text_size(type, " ").x;
  for (std::size_t i = first; i < places.size(); ++i) {
    places[i].x -= from;
    ++places[i].line;
    if (i > first || !tokens[i].starts_with(' ') || tokens[i].size() == 1) continue;
    places[i].trimmed = true;
    places[i].width -= space;
    from += space;
  }
}

Box TokenFlow::box(std::size_t i, ImVec2 origin) const {
  const Place& place = places[i];
  const float top = origin.y + static_cast<float>(place.line) * line_height();
  const float left = std::round(origin.x + place.x), right = std::round(origin.x + place.x + place.width);
  return {{left, top}, {right, top + line_height() - dp(2)}};
}

int TokenFlow::at(ImVec2 at, ImVec2 origin) const {
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (box(i, origin).contains(at)) return static_cast<int>(i);
  }
  return -1;
}

}  // namespace gradlab::ui
