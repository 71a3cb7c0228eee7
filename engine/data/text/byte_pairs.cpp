#include "engine/data/text/byte_pairs.h"

#include <limits>

namespace gradlab {

namespace {

constexpr std::size_t most_words = 200'000, most_remembered = 100'000;

std::uint64_t pair_of(std::int32_t left, std::int32_t right) {
  return static_cast<std::uint64_t>(left) << 32 | static_cast<std::uint32_t>(right);
}

/// From left to right, without overlap.
void replace(std::vector<std::int32_t>& tokens, std::uint64_t pair, std::int32_t merged) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < tokens.size(); ++kept) {
    const bool here = i + 1 < tokens.size() && pair_of(tokens[i], tokens[i + 1]) == pair;
    tokens[kept] = here ? merged : tokens[i];
    i += here ? 2 : 1;
  }
  tokens.resize(kept);
}

std::vector<std::int32_t> bytes_of(std::string_view word) {
  std::vector<std::int32_t> tokens;
  for (const char c : word) tokens.push_back(static_cast<unsigned char>(c));
  return tokens;
}

}  // namespace

BytePairTokenizer::BytePairTokenizer(std::string_view text) {
  for (int byte = 0; byte < 256; ++byte) tokens_.emplace_back(1, static_cast<char>(byte));
  for (const PieceCount& counted : count_pieces(text, word_length, most_words).most_frequent) {
    words_.push_back({bytes_of(counted.piece), counted.count});
    add_pairs(words_.size() - 1, 1);
  }
  for (const auto& [pair, state] : pairs_) candidates_.push({state.count, pair});
}

void BytePairTokenizer::add_pairs(std::size_t word, std::int64_t sign) {
  const auto& [tokens, count] = words_[word];
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    PairState& state = pairs_[pair_of(tokens[i], tokens[i + 1])];
    state.count += sign * count;
    if (sign > 0) state.words.insert(word);
  }
}

// A count in the queue is never less than the pair's own: one that grew was put there again, one that shrank is put
// back with what is left of it when it comes up.
std::optional<BytePairTokenizer::Candidate> BytePairTokenizer::most_frequent() {
  while (!candidates_.empty()) {
    const Candidate candidate = candidates_.top();
    candidates_.pop();
    const auto found = pairs_.find(candidate.pair);
    if (found == pairs_.end() || found->second.count < 2) continue;
    if (found->second.count == candidate.count) return candidate;
    if (found->second.count < candidate.count) candidates_.push({found->second.count, candidate.pair});
  }
  return std::nullopt;
}

std::optional<BytePairTokenizer::Merge> BytePairTokenizer::train_step() {
  const std::optional<Candidate> best = most_frequent();
  if (!best) return std::nullopt;
  const auto left = static_cast<std::int32_t>(best->pair >> 32), right = static_cast<std::int32_t>(best->pair);
  const Merge merge{left, right, size(), best->count};
  tokens_.push_back(token(left) + token(right));
  merges_.push_back(merge);
  merged_[best->pair] = merge.token;

  const std::unordered_set<std::size_t> changed = std::move(pairs_[best->pair].words);
  std::unordered_set<std::uint64_t> grown;
  for (const std::size_t word : changed) {
    add_pairs(word, -1);
    std::vector<std::int32_t>& tokens = words_[word].tokens;
    replace(tokens, best->pair, merge.token);
    add_pairs(word, 1);
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
      if (tokens[i] == merge.token || tokens[i + 1] == merge.token) grown.insert(pair_of(tokens[i], tokens[i + 1]));
    }
  }
  pairs_.erase(best->pair);
  for (const std::uint64_t pair : grown) candidates_.push({pairs_[pair].count, pair});
  return merge;
}

std::vector<std::int32_t> BytePairTokenizer::encode_word(std::string_view word) const {
  std::vector<std::int32_t> tokens = bytes_of(word);
  while (true) {  // the merge that was learnt first comes first
    std::int32_t first = std::numeric_limits<std::int32_t>::max();
    std::uint64_t pair = 0;
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
      const auto found = merged_.find(pair_of(tokens[i], tokens[i + 1]));
      if (found != merged_.end() && found->second < first) first = found->second, pair = found->first;
    }
    if (first == std::numeric_limits<std::int32_t>::max()) return tokens;
    replace(tokens, pair, first);
  }
}

std::vector<std::int32_t> BytePairTokenizer::encode(std::string_view text) const {
  std::vector<std::int32_t> tokens;
  std::unordered_map<std::string_view, std::vector<std::int32_t>> known;  // most words come back
  while (!text.empty()) {
    const std::string_view word = text.substr(0, word_length(text));
    text.remove_prefix(word.size());
    auto found = known.find(word);
    if (found == known.end()) {
      if (known.size() >= most_remembered) known.clear();
      found = known.emplace(word, encode_word(word)).first;
    }
    tokens.insert(tokens.end(), found->second.begin(), found->second.end());
  }
  return tokens;
}

const RegisterTokenizer registered_byte_pairs({"byte-pairs",
                                               [](std::string_view text, std::int32_t size, std::string_view) {
                                                 auto tokenizer = std::make_unique<BytePairTokenizer>(text);
                                                 while (tokenizer->size() < size && tokenizer->train_step()) continue;
                                                 return tokenizer;
                                               }});

}  // namespace gradlab
