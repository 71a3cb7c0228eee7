// What a visitor does to the transformer: begins texts, asks, clicks, drops a text, and asks for the impossible.
#include <doctest/doctest.h>

#include <numeric>
#include <set>

#include "engine/core/error.h"
#include "tests/unit/shown.h"

namespace gradlab {

namespace {

const Json small = {{"width", 16}, {"heads", 2}, {"layers", 2}, {"batch_size", 8}, {"context", 24}};

Run transformer(const Json& values) {
  std::vector<Refusal> refusals;
  Json all = small;
  all.update(values);
  Run run(Registry<Demo>::find("test", "transformer"), all, refusals);
  REQUIRE(refusals.empty());
  return run;
}

const Json reverse = {{"data", "reverse"}, {"beginning", "abc"}};
const Json translate = {{"architecture", "encoder_decoder"}, {"pairs", "reverse"}, {"beginning", "abc"}};
const Json judge = {
    {"architecture", "encoder"}, {"tokenizer", "words"}, {"beginning", "I do not like this film at all."}};

void train(Run& run, int steps) {
  for (int step = 0; step < steps; ++step) REQUIRE(run.advance() == Run::Outcome::trained);
}

void write(Run& run) {
  run.input({{"view", "writing"}, {"kind", "write"}});
  for (int pieces = 0; run.go_on() == Work::beside; ++pieces) REQUIRE(pieces < 1000);
}

Json written(Run& run) {
  return shown(run, "writing").options["groups"][0]["tokens"];
}

OwnFile own(const std::string& text) {
  return {.text = std::make_shared<std::string>(text)};
}

}  // namespace

TEST_CASE("what is written follows from the seed and how often one asked, and leaves training alone") {
  for (const Json& values : {reverse, translate, Json({{"data", "stories-en"}, {"beginning", "Mia was"}})}) {
    Run one = transformer(values), other = transformer(values), silent = transformer(values);
    for (Run* run : {&one, &other, &silent}) train(*run, 3);
    write(one);
    write(other);
    CHECK(written(one) == written(other));
    const Json first = written(one);
    CHECK(first.size() > 3);
    write(one);
    CHECK(written(one) != first);
    for (Run* run : {&one, &silent}) train(*run, 3);
    CHECK(one.fingerprint() == silent.fingerprint());
  }
}

TEST_CASE("what a visitor asks for at a step is the same, whatever was written by itself on the way there") {
  for (const Json& values : {reverse, translate, Json({{"data", "stories-en"}, {"beginning", "Mia was"}})}) {
    Run fast = transformer(values), slow = transformer(values);
    train(fast, 3);
    for (int step = 0; step < 3; ++step) {
      train(slow, 1);
      slow.go_on();
    }
    write(fast);
    write(slow);
    CHECK(written(fast) == written(slow));
  }
}

TEST_CASE("a text is written on beyond the context, can be stopped, and begins as the visitor did") {
  Run run = transformer({{"data", "stories-en"}, {"beginning", "Mia was a very old and wise fox indeed"}});
  write(run);
  const Json all = written(run);
  CHECK(all.size() > 60);
  std::string beginning;
  for (std::size_t i = 0; i < 38; ++i) beginning += all[i].get<std::string>();
  CHECK(beginning == "Mia was a very old and wise fox indeed");
  run.input({{"view", "writing"}, {"kind", "write"}});
  run.go_on();
  CHECK(shown(run, "writing").options["writing"] == true);
  run.input({{"view", "writing"}, {"kind", "stop"}});
  CHECK(shown(run, "writing").options["writing"] == false);
  CHECK(run.go_on() == Work::none);
}

TEST_CASE("characters that the model has never seen are said once, and the rest is read") {
  Run run = transformer(reverse);
  CHECK(!run.remark());
  CHECK(run.change({{"beginning", "a☃b"}}).empty());
  const std::optional<Refusal> remark = run.remark();
  REQUIRE(remark.has_value());
  CHECK(remark->key == "notice.unknown_token");
  CHECK(remark->arguments["text"] == "☃");
  CHECK(!run.remark());
  write(run);
}

TEST_CASE("sizes that do not fit each other are refused with a sentence, and the run stays as it was") {
  Run run = transformer(reverse);
  train(run, 2);
  const std::vector<std::uint8_t> before = run.fingerprint();
  const auto refused = [&](const Json& changes) {
    try {
      run.change(changes);
    } catch (const Refusal& refusal) {
      return refusal.key;
    }
    return std::string();
  };
  CHECK(refused({{"heads", 3}}) == "notice.width_heads");
  CHECK(refused({{"width", 12}, {"heads", 4}, {"positions", "rotary"}}) == "notice.rotary_depth");
  CHECK(refused({{"width", 256}, {"layers", 8}, {"context", 512}, {"batch_size", 512}}).starts_with("notice.step_"));
  CHECK(run.step() == 2);
  CHECK(run.fingerprint() == before);
  CHECK(run.values().integer("heads") == 2);
}

TEST_CASE("a visitor's own text trains by any tokens, also one that is shorter than the context") {
  for (const std::string tokenizer : {"characters", "bytes", "words", "byte-pairs"}) {
    CAPTURE(tokenizer);
    Run run = transformer({{"tokenizer", tokenizer}, {"vocabulary", 300}});
    CHECK(run.use_file(own("To be or not to be.\nñ ☃")).empty());
    CHECK(run.values().choice("data") == "file");
    train(run, 3);
    write(run);
    CHECK(written(run).size() > 30);
    CHECK(!run.metrics().contains("valid"));
  }
  Run run = transformer(judge);
  CHECK_THROWS_AS(run.use_file({.table = std::make_shared<CsvTable>()}), Refusal);
  CHECK(run.values().choice("architecture") == "encoder");
}

TEST_CASE("byte pairs are learnt before the first step, and are seen coming") {
  Run run = transformer({{"data", "stories-en"}, {"tokenizer", "byte-pairs"}, {"vocabulary", 320}});
  CHECK(run.go_on() == Work::before);
  CHECK(!run.metrics().contains("loss"));
  const std::size_t few = shown(run, "merges").options["rows"].size();
  CHECK(few > 0);
  train(run, 2);
  CHECK(shown(run, "merges").options["rows"].size() == 64);
  CHECK(few < 64);
  CHECK(run.metrics().contains("valid"));
  train(run, 20);
  run.go_back();
  CHECK(run.step() == 20);  // to a sound step, though there was no loss before the first
}

TEST_CASE("an encoder learns to judge, also what is negated, and tells which words decide") {
  Json values = judge;
  values.update({{"batch_size", 32}, {"learning_rate", 0.005}, {"schedule", "warm_up"}, {"period", 60}});
  Run run = transformer(values);
  train(run, 300);
  CHECK(run.metrics().at("test_accuracy") > 0.97);
  std::set<Json> sentences;
  const Json trials = shown(run, "trials").options["groups"];
  for (const Json& trial : trials) CHECK(sentences.insert(trial["tokens"]).second);
  CHECK(sentences.size() == 12);  // all different
  const auto answer = [&](const std::string& sentence) {
    CHECK(run.change({{"beginning", sentence}}).empty());
    return shown(run, "answer").numbers.at("model");
  };
  CHECK(answer("I do not like this film at all.")[0] > 0.9f);
  CHECK(answer("I do not hate this film at all.")[1] > 0.9f);
  const Shown view = shown(run, "writing");
  CHECK(view.options["groups"][0]["label"] == "=positive");
  const std::vector<float>& weights = view.numbers.at("values");
  CHECK(weights.size() == view.options["groups"][0]["tokens"].size());
  CHECK(*std::ranges::max_element(weights) > 0.5f);  // of "not", or of "hate"
}

TEST_CASE("every row of attention sums to one, and a decoder's sees nothing that comes later") {
  for (const auto& [values, view] :
       {std::pair(reverse, "attention"), std::pair(translate, "attention"), std::pair(translate, "source_attention"),
        std::pair(translate, "cross_attention"), std::pair(judge, "attention")}) {
    CAPTURE(view);
    Run run = transformer(values);
    write(run);
    const Shown attention = shown(run, view);
    const std::size_t queries = attention.options["queries"].size(), keys = attention.options["keys"].size();
    const std::vector<float>& weights = attention.numbers.at("weights");
    REQUIRE(weights.size() == 4 * queries * keys);
    for (std::size_t row = 0; row < 4 * queries; ++row) {
      const auto begin = weights.begin() + static_cast<std::ptrdiff_t>(row * keys);
      CHECK(std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(keys), 0.0f) == doctest::Approx(1.0));
      const std::size_t seen = attention.options["causal"] == true ? row % queries + 1 : keys;
      for (std::size_t key = seen; key < keys; ++key) CHECK(weights[row * keys + key] == 0.0f);
    }
  }
}

TEST_CASE("a click on a token looks into the model there, and one that is not there is refused") {
  Run run = transformer({{"data", "reverse"}, {"beginning", "abcdef"}, {"temperature", 0}});
  train(run, 2);
  write(run);
  const std::size_t tokens = written(run).size();
  REQUIRE(tokens > 7);
  const auto token_of_path = [&] { return shown(run, "path").options["stages"][0]["note"].get<std::string>(); };
  run.input({{"view", "writing"}, {"kind", "choose"}, {"group", 0}, {"index", 2}});
  CHECK(token_of_path() == "=c");
  run.input({{"view", "attention"}, {"kind", "choose"}, {"index", 1}});
  CHECK(token_of_path() == "=a");
  CHECK(shown(run, "attention").options["selected"] == 1);
  const Shown path = shown(run, "path");
  CHECK(path.options["stages"].size() == 3 + 3 * 2 + 1 + 3);
  CHECK_THROWS_AS(run.input({{"view", "writing"}, {"kind", "choose"}, {"index", tokens}}), Error);
  CHECK_THROWS_AS(run.input({{"view", "attention"}, {"kind", "choose"}, {"index", -1}}), Error);
  CHECK_THROWS_AS(run.input({{"view", "attention"}, {"kind", "choose"}}), Error);
  CHECK_THROWS_AS(run.input({{"view", "lens"}, {"kind", "choose"}, {"index", 0}}), Error);
  CHECK_THROWS_AS(run.input({{"view", "writing"}, {"kind", "paint"}}), Error);
}

TEST_CASE("a click holds while a text is written, a second one lets go, and neither keeps the next text away") {
  Run run = transformer(reverse);
  CHECK(run.go_on() == Work::none);
  train(run, 1);
  REQUIRE(run.go_on() == Work::beside);
  const auto click = [&] { run.input({{"view", "writing"}, {"kind", "choose"}, {"group", 0}, {"index", 1}}); };
  const auto is_chosen = [&] { return shown(run, "writing").options.contains("selected"); };
  click();
  while (run.go_on() == Work::beside) CHECK(is_chosen());
  click();
  CHECK(!is_chosen());
  click();
  train(run, 39);
  CHECK(run.go_on() == Work::none);
  CHECK(is_chosen());
  train(run, 1);
  CHECK(run.go_on() == Work::beside);
  CHECK(!is_chosen());
}

TEST_CASE("a context that does not suit the texts is said once") {
  Run run = transformer({{"data", "reverse"}, {"context", 10}});
  const std::optional<Refusal> cut = run.remark();
  REQUIRE(cut.has_value());
  CHECK(cut->key == "notice.answers_cut");
  CHECK(cut->arguments["context"] == 10);
  CHECK(!run.remark());
  CHECK(run.use_file(own("To be")).empty());
  const std::optional<Refusal> shorter = run.remark();
  REQUIRE(shorter.has_value());
  CHECK(shorter->key == "notice.text_shorter_than_context");
  CHECK(shorter->arguments["tokens"] < 10);
  CHECK(run.use_file(own("To be or not to be, that is the question.")).empty());
  CHECK(!run.remark());
}

TEST_CASE("every preset's context holds its texts") {
  const Demo& demo = Registry<Demo>::find("test", "transformer");
  for (const Preset& preset : demo.presets) {
    CAPTURE(preset.id);
    std::vector<Refusal> refusals;
    Run run(demo, preset.values, refusals);
    while (run.go_on() == Work::before) continue;
    CHECK(!run.remark());
  }
}

TEST_CASE("the table of layers adds up to what the model costs") {
  Run run = transformer({{"data", "reverse"}, {"tied", true}, {"context", 24}});
  const Json total = shown(run, "summary").options["rows"].back();
  const std::int64_t vocabulary = shown(run, "summary").options["rows"][0][2].get<std::int64_t>() / 16;
  CHECK(total[3] == 2 * (4 * 16 * 16 + 2 * 24 * 16 + 2 * 16 * 64) + 16 * vocabulary);
}

TEST_CASE("the last row of the lens is the model's own answer, and temperature sharpens what is chosen from it") {
  Run run = transformer(reverse);
  train(run, 20);
  const Shown next = shown(run, "next");
  const Json last = shown(run, "lens").options["rows"].back();
  const std::string likeliest = next.options["labels"][0].get<std::string>();
  CHECK(last[1].get<std::string>().starts_with(likeliest + " "));
  CHECK(run.change({{"temperature", 0}}).empty());
  CHECK(shown(run, "next").numbers.at("sampled")[0] == 1.0f);
  CHECK(shown(run, "next").numbers.at("model") == next.numbers.at("model"));
  CHECK(run.step() == 20);
}

}  // namespace gradlab
