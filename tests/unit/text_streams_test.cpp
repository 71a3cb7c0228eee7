#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/core/error.h"
#include "tests/unit/near.h"
#include "tests/unit/text_sources.h"

namespace gradlab {

namespace {

/// The text that a single stream gives out.
std::string stream_text(const TextSource& source, std::int64_t tokens, bool held_out) {
  TextStreams stream(source, 1, Random(3), false, held_out);
  return row_text(source, stream.next(tokens, false).inputs, 0, tokens);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0, end; (end = text.find(text_end, begin)) != std::string::npos; begin = end + 1) {
    lines.push_back(text.substr(begin, end - begin));
  }
  return lines;
}

}  // namespace

TEST_CASE("streams of a generator are right samples, one after the other") {
  std::map<std::string, int> checked;  // by how many tokenizers
  for_each_source([&](const TextSource& source) {
    const std::vector<std::string> lines = lines_of(stream_text(source, 4000, false));
    REQUIRE(lines.size() > 5);
    if (!source.least_loss()) return;  // words that are not in the vocabulary have no right place in a sample
    ++checked[source.task()->name];
    for (const std::string& line : lines) {
      CAPTURE(line);
      REQUIRE(source.check(read_sample(source, line)));
    }
  });
  for (const TextTask& task : Registry<TextTask>::all()) {
    CAPTURE(task.name);
    CHECK(checked[task.name] >= 2);  // to bytes and to byte pairs nothing is unknown
  }
}

TEST_CASE("a target is the token that follows") {
  for_each_source([](const TextSource& source) {
    TextStreams streams(source, 3, Random(2), false, false);
    const TokenBatch first = streams.next(50, false), second = streams.next(50, false);
    REQUIRE(first.inputs.shape() == Shape{3, 50});
    for (std::int64_t row = 0; row < 3; ++row) {
      for (std::int64_t step = 0; step < 50; ++step) {
        const std::int32_t next =
            step < 49 ? first.inputs.indices()[row * 50 + step + 1] : second.inputs.indices()[row * 50];
        REQUIRE(first.targets.indices()[row * 50 + step] == next);
      }
    }
  });
}

TEST_CASE("time first is the same batch, turned") {
  const TextSource source = source_of("stories-en", "characters");
  TextStreams rows(source, 4, Random(2), false, false), columns(source, 4, Random(2), false, false);
  const TokenBatch row = rows.next(30, false), column = columns.next(30, true);
  REQUIRE(column.inputs.shape() == Shape{30, 4});
  for (std::int64_t i = 0; i < 120; ++i) {
    CHECK(row.inputs.indices()[i] == column.inputs.indices()[i % 30 * 4 + i / 30]);
    CHECK(row.targets.indices()[i] == column.targets.indices()[i % 30 * 4 + i / 30]);
  }
}

TEST_CASE("where only answers are learnt, the targets are the answers and their ends") {
  for_each_source([](const TextSource& source) {
    TextStreams streams(source, 1, Random(2), true, false);
    const TokenBatch batch = streams.next(1000, false);
    const std::vector<std::int32_t> inputs = numbers_in(batch.inputs), targets = numbers_in(batch.targets);
    bool answering = is_prose(source);
    for (std::size_t i = 0; i < targets.size(); ++i) {
      if (!is_prose(source)) {
        if (inputs[i] == source.answer_token()) answering = true;
        if (inputs[i] == source.end_token()) answering = false;
      }
      REQUIRE((targets[i] >= 0) == answering);
    }
  });
}

TEST_CASE("streams go on from a checkpoint as if nothing had been") {
  for (const std::string& tokenizer : tokenizer_names) {
    for (const std::string name : {"stories-es", "numbers-en", "sentiment-en", "file"}) {
      CAPTURE(tokenizer);
      CAPTURE(name);
      const TextSource source = source_of(name, tokenizer, 300, "one fish two fish red fish blue fish.\n\nñandú ");
      for (const bool held_out : {false, true}) {
        TextStreams streams(source, 3, Random(2), true, held_out), again(source, 3, Random(2), true, held_out);
        streams.next(37, false);
        StateDict state;
        write_state(state, [&](Archive& archive) { streams.state(archive); });
        CHECK(state.capacity() < 100);
        read_state(state, [&](Archive& archive) { again.state(archive); });
        const TokenBatch a = streams.next(101, true), b = again.next(101, true);
        CHECK(numbers_in(a.inputs) == numbers_in(b.inputs));
        CHECK(numbers_in(a.targets) == numbers_in(b.targets));
        CHECK(streams.rounds() == again.rounds());
      }
    }
  }
}

TEST_CASE("a checkpoint that points outside of the text is refused") {
  const TextSource source = source_of("file", "characters", 300, "abcdefghijklmnopqrstuvwxyz");
  for (const auto& [place, taken] :
       std::vector<std::pair<std::int64_t, std::int64_t>>{{-1, 0}, {1000, 0}, {0, 9999}, {0, -1}}) {
    TextStreams streams(source, 1, Random(2), false, false);
    StateDict bad;
    write_state(bad, [&](Archive& archive) {
      std::int64_t read = 0, at = place, token = taken;
      archive.field("streams.bytes", read);
      archive.field("streams.0.place", at);
      archive.field("streams.0.taken", token);
    });
    CHECK_THROWS_AS(read_state(bad, [&](Archive& archive) { streams.state(archive); }), Error);
  }
}

TEST_CASE("an own text goes round and round, its last tenth aside") {
  std::string own;
  for (int i = 0; i < 200; ++i) own += "line " + std::to_string(i) + (i % 7 == 0 ? "\n" : " and so on, ñ; ");
  for (const std::string& tokenizer : tokenizer_names) {
    CAPTURE(tokenizer);
    const TextSource source = source_of("file", tokenizer, 8192, own);
    const std::string train(source.own_text(false)), test(source.own_text(true));
    CHECK(train + test == own);
    CHECK(test.size() == near(0.1 * static_cast<double>(own.size()), 0.01));
    CHECK(stream_text(source, 9000, false).substr(0, train.size() + 21) == train + "\n" + train.substr(0, 20));
    if (tokenizer == "characters") {
      CHECK(stream_text(source, 2 * static_cast<std::int64_t>(test.size()), true)
                .starts_with(test + "\n" + test.substr(0, 50)));
    }
  }
}

TEST_CASE("streams of an own text begin at places of their own") {
  std::string own;
  for (int i = 0; i < 400; ++i) own += " word" + std::to_string(i);
  const TextSource source = source_of("file", "words", 8192, own);
  TextStreams streams(source, 8, Random(1), false, false);
  const Tensor inputs = streams.next(2, false).inputs;
  std::set<std::string> beginnings;
  for (std::int64_t row = 0; row < 8; ++row) beginnings.insert(row_text(source, inputs, row, 2));
  CHECK(beginnings.size() == 8);
  CHECK(streams.rounds() == 0.0);
  streams.next(2000, false);
  CHECK(streams.rounds().value() == near(8 * 2002.0 / 720.0, 0.1));
}

TEST_CASE("a text shorter than the context is repeated") {
  for (const std::string& tokenizer : tokenizer_names) {
    for (const std::string own : {"ab", "ñandú", "to be or not to be", "\n\n", "\xF0\x9F\x8D\x8E\xF0\x9F\x8D\x8E"}) {
      CAPTURE(tokenizer);
      CAPTURE(own);
      const TextSource source = source_of("file", tokenizer, 8192, own);
      for (const bool held_out : {false, true}) {
        TextStreams streams(source, 5, Random(1), false, held_out);
        const TokenBatch batch = streams.next(100, false);
        CHECK(std::ranges::all_of(numbers_in(batch.targets),
                                  [&](std::int32_t token) { return token >= 0 && token < source.tokenizer().size(); }));
        const std::string part(source.own_text(held_out)), read = row_text(source, batch.inputs, 0, 100);
        if (!source.unknown_in(part)) CHECK(read.starts_with((part + "\n" + part).substr(0, read.size())));
      }
    }
  }
}

}  // namespace gradlab
