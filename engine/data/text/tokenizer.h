// Text as numbers, and numbers as text again.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/core/registry.h"

namespace gradlab {

/// A vocabulary of byte strings. Decoding is writing them one after the other.
class Tokenizer {
 public:
  virtual ~Tokenizer() = default;
  /// Any bytes. What the vocabulary lacks becomes unknown_token.
  virtual std::vector<std::int32_t> encode(std::string_view text) const = 0;
  /// The first piece of `text` that has no token; empty where all have.
  virtual std::string_view unknown_in(std::string_view) const { return {}; }
  /// Of the tokens of the text that it was learnt from, the share that is unknown, 0 to 1.
  virtual double unknown_share() const { return 0.0; }
  /// Throws [tokenizer] for a number that is no token.
  std::string decode(std::span<const std::int32_t> tokens) const;
  const std::string& token(std::int32_t number) const;
  std::int32_t size() const { return static_cast<std::int32_t>(tokens_.size()); }

 protected:
  std::vector<std::string> tokens_;  ///< by number
};

/// The first token where there can be unknown ones; it is shown as U+FFFD.
inline constexpr std::int32_t unknown_token = 0;

/// Length in bytes of the character at the beginning of `text`, not empty: a Unicode code point, or one byte where the
/// text isn't UTF-8 there.
std::size_t character_length(std::string_view text);

/// Length in bytes of the word at the beginning of `text`, not empty: a run of letters or one of digits, with the space
/// before it, and at most 64 bytes; or one character. A text is its words one after the other.
std::size_t word_length(std::string_view text);

/// How often each piece occurs that `length` cuts from the front, most frequent first, then in the order of bytes; at
/// most `limit` of them; `all` is the number of pieces of the text. Linear in the text; after half a million different
/// pieces no new ones are counted apart.
struct PieceCount {
  std::string piece;
  std::int64_t count;
};
struct PieceCounts {
  std::vector<PieceCount> most_frequent;
  std::int64_t all = 0;
};
PieceCounts count_pieces(std::string_view text, std::size_t (*length)(std::string_view), std::size_t limit);

struct TokenizerEntry {
  std::string name;  ///< "characters"
  /// Learns the vocabulary from a text, at most `size` tokens where it has a choice. Each character of `always`, in
  /// ASCII, has a token, whatever the text.
  std::function<std::unique_ptr<Tokenizer>(std::string_view text, std::int32_t size, std::string_view always)> make;
};
using RegisterTokenizer = Registry<TokenizerEntry>::Add;

/// One token per piece that `length` cuts: `always`, and the most frequent ones of the text, numbered in the order of
/// bytes after unknown_token.
class PieceTokenizer : public Tokenizer {
 public:
  using Length = std::size_t (*)(std::string_view);
  PieceTokenizer(std::string_view text, Length length, std::int32_t size, std::string_view always);
  std::vector<std::int32_t> encode(std::string_view text) const override;
  std::string_view unknown_in(std::string_view text) const override;
  double unknown_share() const override { return unknown_share_; }

 private:
  Length length_;
  double unknown_share_ = 0.0;
  std::unordered_map<std::string_view, std::int32_t> numbers_;  ///< views into tokens_
};

}  // namespace gradlab
