// Numbers as a visitor reads them.
#pragma once

#include <string>
#include <string_view>

namespace gradlab::ui {

/// The signs that all of them have from now on, in the place of "." and ","; groups are told apart in numbers of so
/// many digits before the point at least.
void write_numbers_with(const std::string& decimal, const std::string& group, int least_grouped);

/// Numbers in `text`, written in English, with the decimal sign of the language.
std::string with_decimal_sign(std::string_view text);

/// About four significant digits: "0.4127", "12,480", "3.1e−5"; "–" where it is not finite.
std::string number_text(double value);
/// The same with its zeros at the end, so that a number that changes keeps its width: "0.4100".
std::string measure_text(double value);
/// With exactly so many digits after the point.
std::string fixed_text(double value, int decimals);
/// A tick of an axis whose ticks are `step` apart: "0.25", "10k".
std::string tick_text(double value, double step);

}  // namespace gradlab::ui
