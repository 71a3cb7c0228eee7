#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/data/text/byte_pairs.h"
#include "engine/data/text/tokenizer.h"
#include "engine/data/utf8.h"

namespace gradlab {

namespace {

constexpr std::int32_t plenty = 1'000'000;

/// Any code points, of one to four bytes; with `broken` any bytes as well.
std::string random_text(std::uint64_t seed, bool broken) {
  Random random(seed);
  std::string text;
  const std::int64_t length = random.below(60);
  while (static_cast<std::int64_t>(text.size()) < length) {
    const auto byte = [&](std::int64_t low, std::int64_t high) {
      text.push_back(static_cast<char>(low + random.below(high - low + 1)));
    };
    switch (random.below(broken ? 6 : 5)) {
      case 0: text.push_back(" \n.,"[random.below(4)]); break;
      case 1: byte('0', 'z'); break;
      case 2: byte(0xC2, 0xDF), byte(0x80, 0xBF); break;
      case 3: byte(0xE1, 0xEC), byte(0x80, 0xBF), byte(0x80, 0xBF); break;
      case 4: byte(0xF1, 0xF3), byte(0x80, 0xBF), byte(0x80, 0xBF), byte(0x80, 0xBF); break;
      default: byte(0, 0xFF);
    }
  }
  return text;
}

template <typename Check>
void for_each_tokenizer(Check&& check) {
  for (const TokenizerEntry& entry : Registry<TokenizerEntry>::all()) {
    CAPTURE(entry.name);
    check(entry);
  }
}

std::vector<std::string> pieces(std::string_view text, std::size_t (*length)(std::string_view)) {
  std::vector<std::string> result;
  while (!text.empty()) {
    result.emplace_back(text.substr(0, length(text)));
    text.remove_prefix(result.back().size());
  }
  return result;
}

}  // namespace

TEST_CASE("all tokenizers are registered") {
  std::set<std::string> names;
  for (const TokenizerEntry& entry : Registry<TokenizerEntry>::all()) names.insert(entry.name);
  CHECK(names == std::set<std::string>{"byte-pairs", "bytes", "characters", "words"});
}

TEST_CASE("a text comes back from its tokens, whatever its bytes") {
  for_each_tokenizer([](const TokenizerEntry& entry) {
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
      const std::string text = random_text(seed, seed % 2 == 1);
      REQUIRE((seed % 2 == 1 || is_utf8(text)));
      const auto tokenizer = entry.make(text, plenty, "");
      REQUIRE(tokenizer->decode(tokenizer->encode(text)) == text);
    }
    for (const std::string text : {"", "a", " ", "\xC3\xB1", "\xFF", "\xF0\x9F", "  a  b\n\n"}) {
      const auto tokenizer = entry.make(text, plenty, "");
      CHECK(tokenizer->decode(tokenizer->encode(text)) == text);
      CHECK(tokenizer->encode("").empty());
    }
  });
}

TEST_CASE("what a vocabulary lacks is unknown, and bytes lack nothing") {
  for_each_tokenizer([](const TokenizerEntry& entry) {
    const auto tokenizer = entry.make("ab ab", plenty, "");
    const std::string strange = "\xE2\x82\xAC\xFF";
    const bool of_bytes = entry.name == "bytes" || entry.name == "byte-pairs";
    const std::string back = tokenizer->decode(tokenizer->encode(strange));
    CHECK((back == strange) == of_bytes);
    if (!of_bytes) CHECK(tokenizer->encode(strange)[0] == unknown_token);
  });
}

TEST_CASE("numbers that are no token are refused") {
  for_each_tokenizer([](const TokenizerEntry& entry) {
    const auto tokenizer = entry.make("abc", plenty, "");
    for (const std::int32_t wrong : {-1, tokenizer->size()}) {
      CHECK_THROWS_AS(tokenizer->decode(std::vector{wrong}), Error);
    }
  });
}

TEST_CASE("characters are code points, or bytes where there are none") {
  CHECK(pieces("a\xC3\xB1\xE2\x82\xAC\xF0\x9F\x8D\x8E", character_length) ==
        std::vector<std::string>{"a", "\xC3\xB1", "\xE2\x82\xAC", "\xF0\x9F\x8D\x8E"});
  CHECK(pieces("\xC3"
               "a\xE2\x82",
               character_length) == std::vector<std::string>{"\xC3", "a", "\xE2", "\x82"});
  CHECK(pieces("\xC0\x80", character_length) == std::vector<std::string>{"\xC0", "\x80"});
}

TEST_CASE("words take the space before them") {
  CHECK(pieces("El ni\xC3\xB1o tiene 12 a\xC3\xB1os.\n  Fin ", word_length) ==
        std::vector<std::string>{"El", " ni\xC3\xB1o", " tiene", " 12", " a\xC3\xB1os", ".", "\n", " ", " Fin", " "});
  for (const std::string& piece : pieces(std::string(1000, 'x'), word_length)) CHECK(piece.size() <= 64);
}

TEST_CASE("a small vocabulary keeps what is frequent, in the order of bytes") {
  const auto tokenizer = Registry<TokenizerEntry>::find("tokenizer", "characters").make("zzzzyyyxxw", 4, "");
  CHECK(tokenizer->size() == 4);
  CHECK(tokenizer->token(0) == "\xEF\xBF\xBD");
  CHECK(tokenizer->encode("wxyz") == std::vector<std::int32_t>{0, 1, 2, 3});
  CHECK_THROWS_AS(Registry<TokenizerEntry>::find("tokenizer", "words").make("a", 0, ""), Error);
}

TEST_CASE("byte pairs are merged by how frequent they are") {
  BytePairTokenizer tokenizer("low low low lower newest newest newest newest newest widest widest widest");
  std::vector<std::string> made;
  std::vector<std::int64_t> counts;
  while (const auto merge = tokenizer.train_step()) {
    CHECK(tokenizer.token(merge->token) == tokenizer.token(merge->left) + tokenizer.token(merge->right));
    made.push_back(tokenizer.token(merge->token));
    counts.push_back(merge->count);
  }
  // es and st occur 8 times each, e being the lower byte; then t follows es 8 times.
  CHECK(std::vector<std::string>(made.begin(), made.begin() + 2) == std::vector<std::string>{"es", "est"});
  CHECK(counts[0] == 8);
  CHECK(std::ranges::is_sorted(counts, std::greater<>()));
  CHECK(tokenizer.encode(" newest").size() == 1);
  CHECK(tokenizer.encode(" widest").size() == 1);
  CHECK(tokenizer.merges().size() == made.size());
}

TEST_CASE("each merge is the one that counting anew would choose") {
  Random random(7);
  std::string text;
  for (int i = 0; i < 3000; ++i) text.push_back("aaabbc d"[random.below(8)]);
  BytePairTokenizer tokenizer(text);
  std::vector<std::vector<std::int32_t>> words;
  for (const std::string& word : pieces(text, word_length)) {
    words.emplace_back();
    for (const char c : word) words.back().push_back(static_cast<unsigned char>(c));
  }
  for (int step = 0; step < 60; ++step) {
    std::map<std::pair<std::int32_t, std::int32_t>, std::int64_t> counts;
    for (const auto& word : words) {
      for (std::size_t i = 0; i + 1 < word.size(); ++i) ++counts[{word[i], word[i + 1]}];
    }
    auto best = counts.begin();
    for (auto it = counts.begin(); it != counts.end(); ++it) {
      if (it->second > best->second) best = it;
    }
    const auto merge = tokenizer.train_step();
    REQUIRE(merge);
    REQUIRE(merge->count == best->second);
    REQUIRE(std::pair{merge->left, merge->right} == best->first);
    for (auto& word : words) {
      for (std::size_t i = 0; i + 1 < word.size(); ++i) {
        if (word[i] != merge->left || word[i + 1] != merge->right) continue;
        word[i] = merge->token;
        word.erase(word.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      }
    }
  }
  // Encoding merges as training did.
  std::vector<std::int32_t> trained;
  for (const auto& word : words) trained.insert(trained.end(), word.begin(), word.end());
  CHECK(tokenizer.encode(text) == trained);
}

TEST_CASE("nothing is merged where nothing comes twice") {
  for (const char* text : {"", "a", "abc", "a a a"}) {
    CAPTURE(text);
    BytePairTokenizer tokenizer(text);
    const bool merges = std::string_view(text) == "a a a";  // " a" comes twice
    CHECK(tokenizer.train_step().has_value() == merges);
  }
}

}  // namespace gradlab
