// Byte-pair encoding (Gage 1994; Sennrich et al. 2016, "Neural machine translation of rare words with subword units"),
// learnt one merge at a time, so that one can watch.
#pragma once

#include <cstdint>
#include <optional>
#include <queue>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/data/text/tokenizer.h"

namespace gradlab {

/// Begins with the 256 bytes; each step makes the most frequent pair of neighbours inside words into a new token, of
/// equally frequent ones the one with the lowest numbers.
class BytePairTokenizer : public Tokenizer {
 public:
  struct Merge {
    std::int32_t left, right, token;  ///< left, right -> token
    std::int64_t count;               ///< of the pair in the text
  };

  explicit BytePairTokenizer(std::string_view text);
  /// None, when no pair occurs twice.
  std::optional<Merge> train_step();
  const std::vector<Merge>& merges() const { return merges_; }
  std::vector<std::int32_t> encode(std::string_view text) const override;

 private:
  struct CountedWord {
    std::vector<std::int32_t> tokens;
    std::int64_t count;
  };
  struct PairState {
    std::int64_t count = 0;
    std::unordered_set<std::size_t> words;  ///< where it occurs, or once did
  };
  /// A pair with a count that it has or had; the greatest comes first.
  struct Candidate {
    std::int64_t count;
    std::uint64_t pair;
    bool operator<(const Candidate& other) const {
      return count != other.count ? count < other.count : pair > other.pair;
    }
  };
  void add_pairs(std::size_t word, std::int64_t sign);
  std::optional<Candidate> most_frequent();
  std::vector<std::int32_t> encode_word(std::string_view word) const;

  std::vector<CountedWord> words_;
  std::unordered_map<std::uint64_t, PairState> pairs_;
  std::priority_queue<Candidate> candidates_;
  std::vector<Merge> merges_;
  std::unordered_map<std::uint64_t, std::int32_t> merged_;  ///< pair -> token
};

}  // namespace gradlab
