// Rows that a decoder learns from, and texts that it writes alone or many at once.
#include <doctest/doctest.h>

#include <algorithm>

#include "demos/parts/sequences/decoding.h"
#include "demos/parts/sequences/sample_rows.h"
#include "demos/transformer/inspection.h"
#include "demos/transformer/writer.h"
#include "tests/unit/text_sources.h"

namespace gradlab {

namespace {

Transformer model_of(std::int64_t vocabulary, std::int64_t context,
                     TransformerOptions::Kind kind = TransformerOptions::Kind::decoder) {
  Transformer model({.kind = kind, .vocabulary = vocabulary, .width = 16, .heads = 2, .context = context});
  Random random(3);
  model.build(random);
  return model;
}

/// What follows `tokens` by the model without a cache: always the likeliest.
std::int32_t likeliest_after(const Transformer& model, const std::vector<std::int32_t>& tokens) {
  const Tensor logits = inspected(model, {.tokens = tokens, .source = {}}).logits;
  const std::span<const float> last =
      std::span<const float>(logits.values()).last(static_cast<std::size_t>(logits.shape()[1]));
  return static_cast<std::int32_t>(std::ranges::max_element(last) - last.begin());
}

}  // namespace

TEST_CASE("a row is a sample with its end, of which only the answer is to be learnt") {
  const TextSource source = source_of("sort", "characters");
  SampleRows rows(Random(2), true, false);
  const TokenBatch batch = rows.next(source, 10, 64);
  const std::int64_t width = batch.inputs.shape()[1];
  CHECK(width % 8 == 0);
  CHECK(width <= 24);
  for (std::int64_t row = 0; row < 10; ++row) {
    const std::int32_t *input = batch.inputs.indices() + row * width, *target = batch.targets.indices() + row * width;
    CHECK(input[0] == source.end_token());
    const std::int64_t answer = std::find(input, input + width, source.answer_token()) - input;
    REQUIRE(answer < width);
    for (std::int64_t i = 0; i < answer; ++i) CHECK(target[i] == -1);
    std::int64_t end = answer;
    for (; target[end] != source.end_token(); ++end) CHECK(target[end] == input[end + 1]);
    for (std::int64_t i = end + 1; i < width; ++i) CHECK((target[i] == -1 && input[i] == source.end_token()));
    TextSample sample;
    sample.prompt = source.tokenizer().decode({input + 1, input + answer});
    sample.answer = source.tokenizer().decode({input + answer + 1, input + end + 1});
    CHECK(source.check(sample));
  }
}

TEST_CASE("of a sample that is longer than the row a part is learnt, each time another") {
  const TextSource source = source_of("stories-en", "characters");
  SampleRows rows(Random(2), true, false);
  const TokenBatch batch = rows.next(source, 20, 30);
  REQUIRE(batch.inputs.shape() == Shape{20, 30});
  int from_the_beginning = 0;
  for (std::int64_t row = 0; row < 20; ++row) {
    const std::int32_t *input = batch.inputs.indices() + row * 30, *target = batch.targets.indices() + row * 30;
    for (std::int64_t i = 0; i < 29; ++i) CHECK(target[i] == input[i + 1]);
    from_the_beginning += input[0] == source.end_token();
  }
  CHECK(from_the_beginning < 10);
}

TEST_CASE("a writer writes what the model without a cache would, and goes on when the context is full") {
  const Transformer model = model_of(11, 12);
  Writer writer;
  writer.begin({1, 2, 3}, {}, Random(4));
  writer.start(-1, 40);
  std::vector<std::int32_t> expected = {1, 2, 3};
  std::size_t first = 0;
  while (writer.writing()) {
    if (expected.size() - first > 12) first = expected.size() - 6;  // the last half
    CHECK(writer.window(12) == first);
    writer.write(model, {.temperature = 0});
    expected.push_back(likeliest_after(model, {expected.begin() + static_cast<std::ptrdiff_t>(first), expected.end()}));
  }
  CHECK(writer.tokens() == expected);
  CHECK(writer.tokens().size() == 43);
  CHECK(writer.probabilities().size() == 43);
  for (const float probability : writer.probabilities()) CHECK((probability > 0.0f && probability <= 1.0f));
}

TEST_CASE("a full context is cut where the last text ended, if that is in its later half") {
  Writer writer;
  writer.begin({7, 1, 1, 1, 1, 1, 7, 2, 2}, {}, Random(4));
  writer.start(7, 10);
  CHECK(writer.window(9) == 0);
  CHECK(writer.window(8) == 6);
  writer.begin({7, 1, 7, 1, 1, 1, 1, 1, 2}, {}, Random(4));
  writer.start(7, 10);
  CHECK(writer.window(8) == 5);
}

TEST_CASE("many texts at once are what each alone would be, whatever the others are given") {
  const Transformer model = model_of(9, 10);
  const std::vector<std::vector<std::int32_t>> given = {{1}, {2, 3, 4, 5}, {6, 1}};
  const std::vector<WrittenTokens> texts = written(model, given, {}, 0, 10, {.temperature = 0}, Random(5));
  REQUIRE(texts.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    std::vector<std::int32_t> expected = given[i];
    bool ended = false;
    while (!ended && expected.size() < 10) {
      const std::int32_t next = likeliest_after(model, expected);
      ended = next == 0;
      if (!ended) expected.push_back(next);
    }
    CHECK(texts[i].tokens == expected);
    CHECK(texts[i].ended == ended);
    CHECK(texts[i].given == given[i].size());
    CHECK(texts[i].probabilities.size() == expected.size());
  }
}

}  // namespace gradlab
