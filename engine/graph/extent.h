// A whole number that may depend on how many samples or time steps there are: 8, N, T - 5, 2*N*T.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace gradlab {

/// What the symbols stand for. A symbol is a capital letter: N samples, T time steps, S steps of a source.
using Sizes = std::map<char, std::int64_t>;

/// A polynomial in symbols with whole coefficients.
class Extent {
 public:
  Extent(std::int64_t number = 0);
  Extent(int number) : Extent(static_cast<std::int64_t>(number)) {}
  Extent(char symbol) : terms_{{std::string(1, symbol), 1}} {}

  /// Throws [extent] for a symbol that `sizes` does not name.
  std::int64_t at(const Sizes& sizes) const;
  /// The number, where it depends on nothing; the symbol, where it is one and no more.
  std::optional<std::int64_t> number() const;
  std::optional<char> symbol() const;
  /// "8", "N", "T - 5", "2*N*T + 1"
  std::string to_string() const;

  friend Extent operator+(const Extent& a, const Extent& b);
  friend Extent operator*(const Extent& a, const Extent& b);
  bool operator==(const Extent& other) const = default;

 private:
  std::map<std::string, std::int64_t> terms_;  // coefficients, none 0, by the symbols that they go with, in order
};

}  // namespace gradlab
