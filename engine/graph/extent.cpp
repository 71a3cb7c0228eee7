#include "engine/graph/extent.h"

#include <algorithm>
#include <cstdlib>
#include <ranges>

#include "engine/core/error.h"

namespace gradlab {

Extent::Extent(std::int64_t number) {
  if (number != 0) terms_[""] = number;
}

std::int64_t Extent::at(const Sizes& sizes) const {
  std::int64_t sum = 0;
  for (const auto& [symbols, coefficient] : terms_) {
    std::int64_t product = coefficient;
    for (const char symbol : symbols) {
      const auto size = sizes.find(symbol);
      if (size == sizes.end()) fail("extent", to_string(), std::string("a size for ") + symbol);
      product *= size->second;
    }
    sum += product;
  }
  return sum;
}

std::optional<std::int64_t> Extent::number() const {
  if (terms_.empty()) return 0;
  if (terms_.size() == 1 && terms_.begin()->first.empty()) return terms_.begin()->second;
  return std::nullopt;
}

std::optional<char> Extent::symbol() const {
  if (terms_.size() != 1) return std::nullopt;
  const auto& [symbols, coefficient] = *terms_.begin();
  return symbols.size() == 1 && coefficient == 1 ? std::optional(symbols[0]) : std::nullopt;
}

// The constant last.
std::string Extent::to_string() const {
  std::string text;
  for (const auto& [symbols, coefficient] : std::views::reverse(terms_)) {
    std::string term;
    if (symbols.empty() || std::abs(coefficient) != 1) term = std::to_string(std::abs(coefficient));
    for (const char symbol : symbols) term.append(term.empty() ? "" : "*").push_back(symbol);
    const char* sign = text.empty() ? (coefficient < 0 ? "-" : "") : (coefficient < 0 ? " - " : " + ");
    text.append(sign).append(term);
  }
  return text.empty() ? "0" : text;
}

Extent operator+(const Extent& a, const Extent& b) {
  Extent sum = a;
  for (const auto& [symbols, coefficient] : b.terms_) {
    if ((sum.terms_[symbols] += coefficient) == 0) sum.terms_.erase(symbols);
  }
  return sum;
}

Extent operator*(const Extent& a, const Extent& b) {
  Extent product;
  for (const auto& [left, factor] : a.terms_) {
    for (const auto& [right, other] : b.terms_) {
      std::string symbols = left + right;
      std::ranges::sort(symbols);
      Extent term;
      term.terms_[symbols] = factor * other;
      product = product + term;
    }
  }
  return product;
}

}  // namespace gradlab
