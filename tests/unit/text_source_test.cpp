#include <doctest/doctest.h>

#include <numbers>
#include <set>

#include "demos/parts/sequences/text_values.h"
#include "tests/unit/text_sources.h"

namespace gradlab {

namespace {

/// So many different characters.
std::string chinese(int count) {
  std::string text;
  for (int point = 0x4E00; point < 0x4E00 + count; ++point) {
    for (const int byte : {0xE0 | point >> 12, 0x80 | (point >> 6 & 0x3F), 0x80 | (point & 0x3F)}) {
      text += static_cast<char>(byte);
    }
  }
  return text;
}

}  // namespace

TEST_CASE("no held-out sample is trained on") {
  for_each_source([](const TextSource& source) {
    std::set<std::string> train;
    Random random(4), other(5);
    for (int i = 0; i < 500; ++i) train.insert(content(source.sample(random, false)));
    for (int i = 0; i < 200; ++i) REQUIRE(!train.contains(content(source.sample(other, true))));
  });
}

TEST_CASE("pairs are padded questions and answers between their ends") {
  for (const std::string name : {"numbers-es", "reverse", "phrases", "sentiment-en"}) {
    CAPTURE(name);
    const TextSource source = source_of(name, "characters");
    Random random(6);
    const PairBatch batch = source.pairs(20, random, false);
    const auto& [inputs, targets, lengths] = batch.answers;
    REQUIRE(inputs.shape() == targets.shape());
    const std::int64_t width = inputs.shape()[1], source_width = batch.sources.shape()[1];
    for (std::int64_t row = 0; row < 20; ++row) {
      const std::int64_t length = lengths.indices()[row], source_length = batch.source_lengths.indices()[row];
      const std::int32_t *input = inputs.indices() + row * width, *target = targets.indices() + row * width;
      CHECK(input[0] == source.end_token());
      CHECK(target[length - 1] == source.end_token());
      for (std::int64_t i = 1; i < length; ++i) CHECK(input[i] == target[i - 1]);
      for (std::int64_t i = length; i < width; ++i) CHECK((input[i] == source.end_token() && target[i] == -1));
      const std::int32_t* question = batch.sources.indices() + row * source_width;
      for (std::int64_t i = source_length; i < source_width; ++i) CHECK(question[i] == source.end_token());
      const std::string answer = row_text(source, targets, row, length - 1);
      CHECK(source.check(read_sample(source, row_text(source, batch.sources, row, source_length) + "\t" + answer)));
    }
  }
}

TEST_CASE("labelled sentences are padded, and their labels right") {
  const TextSource source = source_of("sentiment-es", "words");
  Random random(6);
  const LabelledBatch batch = source.labelled(50, random, false);
  for (std::int64_t row = 0; row < 50; ++row) {
    const std::int32_t label = batch.labels.indices()[row], length = batch.lengths.indices()[row];
    const std::string name = source.task()->labels.at(static_cast<std::size_t>(label));
    CHECK(source.check({row_text(source, batch.inputs, row, length), name, label}));
    for (std::int64_t i = length; i < batch.inputs.shape()[1]; ++i) {
      CHECK(batch.inputs.indices()[row * batch.inputs.shape()[1] + i] == source.end_token());
    }
  }
}

TEST_CASE("the least loss is the generator's entropy, per token") {
  for_each_source([](const TextSource& source) {
    CHECK((source.least_loss(true) == 0.0) == !is_prose(source));
    CHECK(source.least_loss().value_or(1.0) > 0.0);
  });
  const TextSource characters = source_of("stories-en", "characters"), words = source_of("stories-en", "words");
  const TextEntropy entropy = characters.task()->entropy();
  CHECK(*characters.least_loss() == doctest::Approx(entropy.per_character() * std::numbers::ln2));
  CHECK(*words.least_loss() > 2.0 * *characters.least_loss());
  CHECK(!source_of("stories-en", "words", 64).least_loss());
  CHECK(!source_of("file", "characters", 64, "some text").least_loss());
}

TEST_CASE("what the vocabulary lacks is named") {
  CHECK(source_of("stories-en", "characters").unknown_in("The 猫 sat") == "猫");
  CHECK(source_of("file", "words", 64, "the cat sat on the mat").unknown_in("the cat ate the mat") == " ate");
  for (const std::string& tokenizer : tokenizer_names) {
    CAPTURE(tokenizer);
    const TextSource source = source_of("file", tokenizer, 64, "abc");
    CHECK(!source.unknown_in("").has_value());
    CHECK(!source.unknown_in("abc\n\tabc").has_value());
    CHECK(source.unknown_in("\xFF").has_value() == (tokenizer == "characters" || tokenizer == "words"));
  }
}

TEST_CASE("the vocabulary of a visitor's text is as large as its characters need, and counts all of it") {
  const auto vocabulary_of = [](std::string text) {
    return values_of_text({.text = std::make_shared<std::string>(std::move(text))}).value("vocabulary", 0);
  };
  CHECK(vocabulary_of(chinese(509)) == 0);
  CHECK(vocabulary_of(chinese(510)) == 513);
  CHECK(vocabulary_of(chinese(2500)) == 2503);
  CHECK(vocabulary_of(chinese(20'000)) == 8192);
  CHECK_THROWS_AS(values_of_text({}), Refusal);

  CHECK(!source_of("file", "characters", 2503, chinese(2500)).unknown_in(chinese(2500)));
  const std::string late = std::string(2'100'000, 'a') + "ж";
  CHECK(!source_of("file", "characters", 512, late).unknown_in("ж"));
}

TEST_CASE("a visitor's text is written on from its first words") {
  const auto beginning_of = [](std::string text) {
    return values_of_text({.text = std::make_shared<std::string>(std::move(text))}).at("beginning");
  };
  CHECK(beginning_of(" \n The quick brown fox jumps\n") == "The quick brown");
  CHECK(beginning_of("नमस्ते दुनिया, यह एक") == "नमस्ते दुनिया,");
  CHECK(beginning_of("antidisestablishmentarianism") == "antidisestablish");
  CHECK(beginning_of("short\nline") == "short");
  CHECK(beginning_of(chinese(17)) == chinese(16));
}

TEST_CASE("a share of the text that is unknown is named from a hundredth on") {
  const auto remark_on = [](const std::string& tokenizer, int vocabulary, const std::string& text) {
    return source_of("file", tokenizer, vocabulary, text).remark_on_unknown();
  };
  std::string words;  // 61 of 101 have a token: w, which is half of the text, and 60 numbers
  for (int i = 0; i < 100; ++i) words += (i < 10 ? "w0" : "w") + std::to_string(i);
  const std::string rare = std::string(10'000, 'a') + chinese(160);  // a and 60 others have a token
  const std::optional<Refusal> remark = remark_on("words", 64, words);
  REQUIRE(remark);
  CHECK(remark->key == "notice.text_unknown");
  CHECK(remark->arguments == Json({{"percent", 20.0}, {"vocabulary", 64}}));
  CHECK(!remark_on("characters", 64, rare));
  CHECK(remark_on("characters", 64, rare.substr(5'000)));
  CHECK(!remark_on("characters", 256, rare.substr(5'000)));
  for (const std::string tokenizer : {"bytes", "byte-pairs"}) CHECK(!remark_on(tokenizer, 64, words));
}

TEST_CASE("byte pairs are merged piece by piece, and shown as they come") {
  const Params params({tokenizer_params()});
  Values values(params);
  values.change({{"tokenizer", "byte-pairs"}, {"vocabulary", 500}});
  TextSource source;
  source.load({values, Random(1)}, "stories-es");
  std::size_t calls = 0, rows = 0;
  while (source.go_on()) {
    ++calls;
    const Json merges = source.merges();
    REQUIRE(merges.size() >= rows);
    rows = merges.size();
    CHECK_NOTHROW(merges.dump());  // well-formed UTF-8
  }
  CHECK(calls > 50);
  CHECK(source.tokenizer().size() == 500);
  CHECK(source.merges().size() == 200);
  CHECK(source.merges()[0].size() == 4);
  CHECK(source_of("stories-es", "words").merges().empty());
}

TEST_CASE("a token is shown so that it can be seen") {
  CHECK(shown_token(" ni\xC3\xB1o\n\t") == "␣niño⏎→");
  CHECK(shown_token("\xC3") == "<C3>");
  CHECK(shown_token(std::string_view("\0\x7F", 2)) == "<00><7F>");
}

TEST_CASE("the visitor's text is missed with a sentence") {
  const Params params({tokenizer_params()});
  const Values values(params);
  TextSource source;
  CHECK_THROWS_AS(source.load({values, Random(1)}, "file"), Refusal);
  const OwnFile table;
  CHECK_THROWS_AS(source.load({values, Random(1), &table}, "file"), Refusal);
}

}  // namespace gradlab
