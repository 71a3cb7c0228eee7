#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <set>

#include "engine/data/text/text.h"
#include "tests/unit/near.h"

namespace gradlab {

namespace {

constexpr std::uint64_t seeds = 1000;

TextSample sample_of(const TextTask& task, std::uint64_t seed) {
  Random random(seed);
  return task.make(random);
}

template <typename Check>
void for_each_task(Check&& check) {
  for (const TextTask& task : Registry<TextTask>::all()) {
    CAPTURE(task.name);
    check(task);
  }
}

/// The text that the check is about: what a model would have written, or for labelled tasks what it was given.
std::string& judged(const TextTask& task, TextSample& sample) {
  return task.kind == TextTask::Kind::labelled ? sample.prompt : sample.answer;
}

}  // namespace

TEST_CASE("all texts are registered") {
  std::set<std::string> names;
  for (const TextTask& task : Registry<TextTask>::all()) names.insert(task.name);
  CHECK(names == std::set<std::string>{"arithmetic", "brackets", "copy", "dates-en", "dates-es", "messages-en",
                                       "messages-es", "numbers-en", "numbers-es", "phrases", "repeat", "reverse",
                                       "sentiment-en", "sentiment-es", "sort", "stories-en", "stories-es"});
}

TEST_CASE("what a text's generator makes, its check accepts") {
  for_each_task([](const TextTask& task) {
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
      const TextSample sample = sample_of(task, seed);
      CAPTURE(sample.prompt);
      CAPTURE(sample.answer);
      REQUIRE(task.check(sample));
      REQUIRE(sample.prompt.empty() == (task.kind == TextTask::Kind::prose));
      REQUIRE((sample.label >= 0) == (task.kind == TextTask::Kind::labelled));
    }
  });
}

TEST_CASE("the seed decides the text") {
  for_each_task([](const TextTask& task) {
    std::set<std::string> texts;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
      const TextSample sample = sample_of(task, seed), again = sample_of(task, seed);
      REQUIRE(sample.prompt + sample.answer == again.prompt + again.answer);
      texts.insert(sample.prompt + "=" + sample.answer);
    }
    CHECK(texts.size() > 75);
  });
}

TEST_CASE("empty text is never right") {
  for_each_task([](const TextTask& task) {
    CHECK_FALSE(task.check({}));
    TextSample sample = sample_of(task, 1);
    judged(task, sample).clear();
    CHECK_FALSE(task.check(sample));
    for (const char* one : {"a", ".", " ", "(", "\xC3\xB1", "\xFF"}) CHECK_FALSE(task.check({"", one}));
  });
}

TEST_CASE("a text that lacks a character, or has one twice, is wrong") {
  for_each_task([](const TextTask& task) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      const TextSample right = sample_of(task, seed);
      TextSample wrong = right;
      const std::string text = judged(task, wrong);
      for (std::size_t i = 0; i < text.size(); ++i) {
        judged(task, wrong) = std::string(text).erase(i, 1);
        CAPTURE(judged(task, wrong));
        CHECK_FALSE(task.check(wrong));
        judged(task, wrong) = std::string(text).insert(i, 1, text[i]);
        CHECK_FALSE(task.check(wrong));
      }
    }
  });
}

TEST_CASE("a text with two characters changed for each other is wrong") {
  for_each_task([](const TextTask& task) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      TextSample wrong = sample_of(task, seed);
      const std::string text = judged(task, wrong);
      for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (text[i] == text[i + 1]) continue;
        std::string& changed = judged(task, wrong) = text;
        std::swap(changed[i], changed[i + 1]);
        CAPTURE(changed);
        // ")(" may well stand where "()" stood
        if (task.name != "brackets") CHECK_FALSE(task.check(wrong));
      }
    }
  });
}

TEST_CASE("the answer to one prompt is no answer to another") {
  for_each_task([](const TextTask& task) {
    if (task.kind != TextTask::Kind::pairs) return;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
      const TextSample one = sample_of(task, seed), other = sample_of(task, seed + seeds);
      if (one.answer != other.answer) CHECK_FALSE(task.check({one.prompt, other.answer}));
    }
  });
}

TEST_CASE("prose may be split anywhere into a beginning and how it goes on") {
  for_each_task([](const TextTask& task) {
    if (task.kind != TextTask::Kind::prose) return;
    const std::string text = sample_of(task, 5).answer;
    for (std::size_t i = 0; i <= text.size(); ++i) CHECK(task.check({text.substr(0, i), text.substr(i)}));
  });
}

TEST_CASE("labels are even, and the other label is wrong") {
  for_each_task([](const TextTask& task) {
    if (task.kind != TextTask::Kind::labelled) return;
    std::map<std::int32_t, int> counts;
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
      TextSample sample = sample_of(task, seed);
      ++counts[sample.label];
      CHECK(sample.answer == task.labels.at(static_cast<std::size_t>(sample.label)));
      sample.label = 1 - sample.label;
      CHECK_FALSE(task.check(sample));
      sample.answer = task.labels.at(static_cast<std::size_t>(sample.label));
      CHECK_FALSE(task.check(sample));
    }
    CHECK(counts.size() == task.labels.size());
    for (const auto& [label, count] : counts) CHECK(std::abs(count - 500) < 60);  // 3.8 deviations
  });
}

TEST_CASE("texts are as long as their entropy says") {
  for_each_task([](const TextTask& task) {
    double sum = 0.0, squares = 0.0;
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
      const TextSample sample = sample_of(task, seed);
      const auto length = static_cast<double>(count_characters(sample.prompt) + count_characters(sample.answer));
      sum += length;
      squares += length * length;
    }
    const double n = static_cast<double>(seeds), mean = sum / n;
    const double error = std::sqrt(std::max(squares / n - mean * mean, 0.0) / n);
    CHECK(std::abs(task.entropy().characters - mean) <= 4.5 * error + 1e-6);
  });
}

// The entropy estimated from counts is at most the true one on average, and among n draws at least n (n - 1) / 2 /
// 2^entropy pairs are alike: the first holds the stated bits from below, the second from above.
TEST_CASE("texts come back as often as their entropy says") {
  for_each_task([](const TextTask& task) {
    std::map<std::string, double> counts;
    const double n = 4000.0;
    for (std::uint64_t seed = 0; seed < 4000; ++seed) {
      const TextSample sample = sample_of(task, seed);
      counts[sample.prompt + "=" + sample.answer] += 1.0;
    }
    double alike = 0.0, plug_in_bits = 0.0;
    for (const auto& [text, count] : counts) {
      alike += 0.5 * count * (count - 1.0);
      plug_in_bits -= count / n * std::log2(count / n);
    }
    const double bits = task.entropy().bits;
    CHECK(plug_in_bits <= bits + 0.05);
    CHECK(alike >= 0.5 * (0.5 * n * (n - 1.0) * std::exp2(-bits)) - 2.0);
  });
}

TEST_CASE("where texts are few, counting them gives the entropy") {
  for (const char* name : {"messages-en", "messages-es", "sentiment-en", "sentiment-es"}) {
    CAPTURE(name);
    const TextTask& task = Registry<TextTask>::find("text", name);
    Random random(2);
    std::map<std::string, double> counts;
    const double n = 100'000.0;
    for (int i = 0; i < 100'000; ++i) counts[task.make(random).prompt] += 1.0;
    double bits = static_cast<double>(counts.size() - 1) / (2.0 * n * std::log(2.0));  // Miller 1955: what counts miss
    for (const auto& [text, count] : counts) bits -= count / n * std::log2(count / n);
    CHECK(bits == near(task.entropy().bits, 0.002));
  }
}

}  // namespace gradlab
