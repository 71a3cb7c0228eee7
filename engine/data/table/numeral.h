// Numbers as people write them in tables: with marks between thousands, currencies, units, any minus sign.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gradlab {

struct Numeral {
  double value = 0.0;
  std::string unit;    ///< a currency before or behind, or what is measured: "%", "kg"
  bool plain = false;  ///< as other programs write it: digits, a point, an exponent
};

/// The number that the whole of `cell` is where `mark`, '.' or ',', stands before the decimals; none for any other
/// text, and for one that is not finite as a float32.
std::optional<Numeral> numeral_of(std::string_view cell, char mark);

/// Words and signs that people write where there is nothing: "NA", "n/a", "null", "#N/A". Those that may also be a
/// class, such as "-" or "none", only `among_numbers`.
bool means_nothing(std::string_view cell, bool among_numbers);

/// ASCII letters alone: what other letters' cases are is a matter of language.
std::string lower_case(std::string_view text);

/// `text` without blanks of any kind around it.
std::string_view without_blanks(std::string_view text);

}  // namespace gradlab
