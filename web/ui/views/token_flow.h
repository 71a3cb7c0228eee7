// Where the tokens of a text stand: in lines that break between words.
#pragma once

#include <string>
#include <vector>

#include "web/ui/draw/box.h"
#include "web/ui/style/type.h"

namespace gradlab::ui {

/// Whether more letters are Hebrew, Arabic and their neighbours than others.
bool read_from_right(const std::vector<std::string>& tokens);

struct TokenFlow {
  struct Place {
    int line = 0;
    float x = 0.0f, width = 0.0f;  ///< from the left of the widest line, in device pixels
    bool trimmed = false;          ///< begins a line, so that it is shown without its first space
  };
  std::vector<Place> places;
  int lines = 0;
  Place end;  ///< behind the last token, where the next one begins

  /// The first `given` tokens are set in a stronger type. Texts that are read from right to left are set from there.
  static TokenFlow of(const std::vector<std::string>& tokens, int given, float width);
  static float line_height();
  /// Where token `i` is drawn in a text whose upper left corner is `origin`.
  Box box(std::size_t i, ImVec2 origin) const;
  /// The token at `at`, or -1.
  int at(ImVec2 at, ImVec2 origin) const;

 private:
  /// Moves the tokens from `first` on to the next line.
  void start_line(std::size_t first, const std::vector<std::string>& tokens, Type type);
  /// Sets the lines from right to left.
  void mirror(float width);
};

}  // namespace gradlab::ui
