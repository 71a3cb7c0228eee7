#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "demos/files/own_text.h"
#include "engine/data/utf8.h"
#include "tests/unit/text_sources.h"

namespace gradlab {

namespace {

using namespace std::string_literals;

const std::array texts_to_mangle = {
    "Once upon a time there was a fox.\nIt was red, and it was clever.\n"s,
    "\uFEFFEl niño comía pan.\r\n\r\nLa niña, no.\r"s,
    "\xFF\xFEn\0\xF1\0o\0 \0=\xD8\x00\xDE!\0"s,
    "\xFE\xFF\0n\0\xF1\0o\0 \xD8=\xDE\x00\0!"s,
    "\x93Gr\xFC\xDFin\x94 \x96 ma\xF1os\n"s,
    "猫🍎👨\u200D👩 \u200B\u00A0\u00AD"s,
    "<p>1 + 2 = 3\t&amp;</p>\n<p>407\tfour hundred seven</p>"s,
    std::string(90, 'a'),
};

/// Replaces, inserts, repeats or cuts, a few times; now and then all bytes are chance.
std::string mutated(std::string text, Random& random) {
  const auto place = [&] { return static_cast<std::size_t>(random.below(static_cast<std::int64_t>(text.size()) + 1)); };
  const auto byte = [&] {
    constexpr std::string_view likely("\n\r\t \0\xC3\xB1\xE2\x80\x8B\xF0\x9F\xFF\xFE\xED\xA0\x80z.", 20);
    return random.below(2) == 0 ? likely[static_cast<std::size_t>(random.below(20))]
                                : static_cast<char>(random.below(256));
  };
  if (random.below(20) == 0) std::ranges::generate(text, byte);
  for (std::int64_t edits = random.below(6); edits > 0; --edits) {
    const std::size_t at = place(), length = static_cast<std::size_t>(random.below(12));
    switch (random.below(4)) {
      case 0: text.insert(at, 1, byte()); break;
      case 1: text.insert(at, text.substr(place(), length)); break;
      case 2: text.erase(at, length); break;
      default:
        if (at < text.size()) text[at] = byte();
    }
  }
  return text;
}

std::string mutated_seed(int round, Random& random) {
  return mutated(texts_to_mangle[static_cast<std::size_t>(round) % texts_to_mangle.size()], random);
}

/// None where it is refused, with one of the sentences for texts.
std::optional<std::string> read(const std::string& bytes) {
  try {
    return *own_text({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}).text;
  } catch (const Refusal& refusal) {
    REQUIRE(refusal.key.starts_with("notice.text_"));
    return std::nullopt;
  }
}

}  // namespace

TEST_CASE("mangled texts end in a sound text or in a sentence") {
  Random random(2026);
  int texts = 0, refusals = 0;
  for (int round = 0; round < 20'000; ++round) {
    const std::optional<std::string> text = read(mutated_seed(round, random));
    ++(text ? texts : refusals);
    if (!text) continue;
    CAPTURE(*text);
    REQUIRE(is_utf8(*text));
    REQUIRE(count_characters(*text) >= 2);
    REQUIRE(text->find_first_of("\r\0"s) == std::string::npos);
    if (!text->starts_with("\uFEFF")) REQUIRE(read(*text) == text);  // nothing is left to be mended
  }
  CHECK(texts > 5'000);
  CHECK(refusals > 500);
}

TEST_CASE("tokens stand for all bytes of a text, known or not") {
  Random random(7);
  for (int round = 0; round < 1'500; ++round) {
    const std::string learnt = mutated_seed(round, random),
                      text = mutated_seed(round + static_cast<int>(random.below(9)), random);
    for (const TokenizerEntry& entry : Registry<TokenizerEntry>::all()) {
      CAPTURE(entry.name);
      const auto tokenizer = entry.make(learnt, static_cast<std::int32_t>(3 + random.below(400)), "\n\t");
      const std::vector<std::int32_t> tokens = tokenizer->encode(text);
      REQUIRE(std::ranges::all_of(tokens, [&](std::int32_t token) { return token >= 0 && token < tokenizer->size(); }));
      const std::string_view unknown = tokenizer->unknown_in(text);
      REQUIRE((tokenizer->decode(tokens) == text) == unknown.empty());
      if (!unknown.empty()) REQUIRE(tokenizer->encode(unknown) == std::vector<std::int32_t>{unknown_token});
      REQUIRE(tokenizer->encode("\n\t").size() == 2);
      REQUIRE(tokenizer->unknown_in("\n\t").empty());
    }
  }
}

TEST_CASE("a mangled text can be learnt from, however short") {
  Random random(11);
  int texts = 0;
  for (int round = 0; round < 600; ++round) {
    const std::optional<std::string> text = read(mutated_seed(round, random));
    if (!text) continue;
    ++texts;
    CAPTURE(*text);
    const std::string& tokenizer = tokenizer_names[static_cast<std::size_t>(round) % tokenizer_names.size()];
    const TextSource source = source_of("file", tokenizer, 64 + static_cast<int>(random.below(300)), *text);
    for (const bool held_out : {false, true}) {
      TextStreams streams(source, 1 + random.below(9), Random(1), false, held_out);
      const TokenBatch batch = streams.next(1 + random.below(70), random.below(2) == 0);
      for (const Tensor& tensor : {batch.inputs, batch.targets}) {
        REQUIRE(std::ranges::all_of(
            numbers_in(tensor), [&](std::int32_t token) { return token >= 0 && token < source.tokenizer().size(); }));
      }
    }
    for (std::int32_t token = 0; token < source.tokenizer().size(); ++token) {
      REQUIRE(is_utf8(shown_token(source.tokenizer().token(token))));
    }
  }
  CHECK(texts > 200);
}

}  // namespace gradlab
