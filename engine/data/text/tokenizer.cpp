#include "engine/data/text/tokenizer.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/data/utf8.h"

namespace gradlab {

namespace {

constexpr std::size_t most_pieces = 500'000, longest_word = 64;

enum class Class { letter, digit, other };

Class class_of(char c) {
  if (c >= '0' && c <= '9') return Class::digit;
  const bool ascii_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return ascii_letter || static_cast<unsigned char>(c) >= 0x80 ? Class::letter : Class::other;
}

}  // namespace

std::string Tokenizer::decode(std::span<const std::int32_t> tokens) const {
  std::string text;
  for (const std::int32_t number : tokens) text += token(number);
  return text;
}

const std::string& Tokenizer::token(std::int32_t number) const {
  if (number < 0 || number >= size()) {
    fail("tokenizer", "token " + std::to_string(number), "0 to " + std::to_string(size() - 1));
  }
  return tokens_[static_cast<std::size_t>(number)];
}

std::size_t character_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return is_utf8(text.substr(0, length)) ? std::min(length, text.size()) : 1;
}

std::size_t word_length(std::string_view text) {
  std::size_t length = text[0] == ' ' && text.size() > 1 ? 1 : 0;
  const Class kind = class_of(text[length]);
  if (kind == Class::other) return 1;
  while (length < text.size() && class_of(text[length]) == kind) {
    const std::size_t next = length + character_length(text.substr(length));
    if (next > longest_word) break;
    length = next;
  }
  return length;
}

PieceCounts count_pieces(std::string_view text, std::size_t (*length)(std::string_view), std::size_t limit) {
  std::unordered_map<std::string_view, std::int64_t> counts;
  PieceCounts result;
  while (!text.empty()) {
    const std::string_view piece = text.substr(0, length(text));
    text.remove_prefix(piece.size());
    ++result.all;
    if (counts.size() < most_pieces) {
      ++counts[piece];
    } else if (const auto found = counts.find(piece); found != counts.end()) {
      ++found->second;
    }
  }
  std::vector<std::pair<std::string_view, std::int64_t>> order(counts.begin(), counts.end());
  const std::size_t kept = std::min(limit, order.size());
  std::partial_sort(
      order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept), order.end(),
      [](const auto& a, const auto& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
  for (std::size_t i = 0; i < kept; ++i) {
    result.most_frequent.push_back({std::string(order[i].first), order[i].second});
  }
  return result;
}

PieceTokenizer::PieceTokenizer(std::string_view text, Length length, std::int32_t size, std::string_view always)
    : length_(length) {
  const auto least = static_cast<std::int32_t>(always.size()) + 1;
  if (size < least) fail("tokenizer", "a vocabulary of " + std::to_string(size), "at least " + std::to_string(least));
  const auto is_there = [&](const std::string& piece) {
    return piece.size() == 1 && always.find(piece) != std::string_view::npos;
  };
  for (const char character : always) tokens_.emplace_back(1, character);
  auto [pieces, all] = count_pieces(text, length, static_cast<std::size_t>(size));
  std::int64_t known = 0;
  for (PieceCount& counted : pieces) {
    const bool there = is_there(counted.piece);
    if (!there && this->size() == size - 1) continue;
    known += counted.count;
    if (!there) tokens_.push_back(std::move(counted.piece));
  }
  if (all > 0) unknown_share_ = 1.0 - static_cast<double>(known) / static_cast<double>(all);
  std::ranges::sort(tokens_);
  tokens_.insert(tokens_.begin(), "\xEF\xBF\xBD");
  for (std::int32_t number = unknown_token + 1; number < this->size(); ++number) numbers_[token(number)] = number;
}

std::vector<std::int32_t> PieceTokenizer::encode(std::string_view text) const {
  std::vector<std::int32_t> tokens;
  while (!text.empty()) {
    const std::size_t length = length_(text);
    const auto found = numbers_.find(text.substr(0, length));
    tokens.push_back(found == numbers_.end() ? unknown_token : found->second);
    text.remove_prefix(length);
  }
  return tokens;
}

std::string_view PieceTokenizer::unknown_in(std::string_view text) const {
  while (!text.empty()) {
    const std::string_view piece = text.substr(0, length_(text));
    if (!numbers_.contains(piece)) return piece;
    text.remove_prefix(piece.size());
  }
  return {};
}

}  // namespace gradlab
