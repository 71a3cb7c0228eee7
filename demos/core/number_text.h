// Numbers as texts, as people write them and as links hold them.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace gradlab {

/// The decimal number that all of `text` is, "-1.5e3": no blanks, no hexadecimal, nothing infinite.
std::optional<double> number_of(std::string_view text);
/// The shortest text that number_of reads as `number`.
std::string text_of(double number);
/// `number` as a sentence shows it: to four digits.
std::string short_text(double number);
/// A whole number as an integer.
nlohmann::json json_of(double number);

}  // namespace gradlab
