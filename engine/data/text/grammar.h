// A grammar of whole texts: sentences with gaps, whose fillings agree with each other and come back later. It writes a
// text, and it reads one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/random.h"
#include "engine/data/text/text.h"

namespace gradlab {

/// A filling. What agrees with it takes form number `agreement`: bit 0 is gender (feminine) or sound (vowel), bit 1 is
/// number (plural).
struct Word {
  std::vector<std::string> forms;  ///< {"rojo", "roja", "rojos", "rojas"}; as many as are ever asked for
  int agreement = 0;
};

/// A gap. All places of a text that name it are filled with the same word.
struct Variable {
  std::string name;
  std::vector<Word> words;
  std::string unlike;  ///< the name of an earlier variable over the same words, whose word this one may not have
};

/// A text is one sentence of each stage, one after the other. In a sentence
///   {thing}           is a variable's word, form 0, and {thing:2} form 2,
///   {colour:thing}    its form that agrees with another variable,
///   {thing?a||some}   one of several texts, by a variable's agreement,
/// and where an agreement is named, {...:hero&friend} means both of them: plural, and feminine where both are.
/// Every choice is uniform and independent, but for `unlike`.
class Grammar {
 public:
  using Stage = std::vector<std::string>;
  Grammar(std::vector<Variable> variables, const std::vector<Stage>& stages);

  struct Reading {
    std::vector<int> branches;  ///< sentence of each stage
    std::vector<int> words;     ///< of each variable; -1 where the text doesn't name it
    bool operator==(const Reading&) const = default;
  };
  Reading draw(Random& random) const;
  std::string write(const Reading& reading) const;
  /// All ways to read the whole text, none if it is not of this grammar.
  std::vector<Reading> read(std::string_view text) const;
  /// Exact, for a grammar none of whose texts has two readings.
  TextEntropy entropy() const;

 private:
  struct Piece {
    std::vector<std::string> texts;  ///< one, or by agreement; unused for a word
    int word = -1;                   ///< variable whose word it is
    int form = 0;                    ///< of that word, where nothing is agreed with
    std::vector<int> agree;          ///< variables
  };
  using Sentence = std::vector<Piece>;
  struct Reader;

  int index_of(std::string_view name) const;
  Sentence parse(std::string_view pattern) const;
  Piece parse_gap(std::string_view gap) const;
  std::vector<int> named(const Piece& piece) const;
  std::optional<int> unbound(const Piece& piece, const std::vector<int>& words) const;
  bool allowed(int variable, int word, const std::vector<int>& words) const;
  const std::string& text_of(const Piece& piece, const std::vector<int>& words) const;
  double mean_characters(const Piece& piece, std::vector<int>& words) const;

  std::vector<Variable> variables_;
  std::vector<int> unlike_;  ///< index of a variable, or -1
  std::vector<std::vector<Sentence>> stages_;
};

}  // namespace gradlab
