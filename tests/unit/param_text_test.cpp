// Values as links and scripts write them: read, written, refused by a sentence, and mangled by chance.
#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "demos/core/experiment.h"
#include "demos/core/number_text.h"
#include "demos/core/params.h"
#include "engine/core/random.h"

using namespace gradlab;

namespace {

const Json vocabulary = {
    {{"kind", "conv"},
     {"fields",
      {{{"name", "filters"}, {"initial", 8}, {"low", 1}, {"high", 64}},
       {{"name", "size"}, {"initial", 3}, {"low", 1}, {"high", 11}},
       {{"name", "stride"}, {"initial", 1}, {"low", 1}, {"high", 4}}}}},
    {{"kind", "batch_norm"}, {"fields", Json::array()}},
    {{"kind", "noise"}, {"fields", {{{"name", "amount"}, {"initial", 0.5}, {"low", 0}, {"high", 1}}}}}};

const Params params = {
    {Param::choice("data", "data", "circle", {"circle", "xor", "file"}), Param::number("noise", "data", 0.1, 0, 0.5),
     Param::number("wide", "data", 0, -1e300, 1e300), Param::integer("classes", "data", 3, 2, 6),
     Param::boolean("own", "data", false), Param::units("units", "model", {8, 4}, 4), Param::points("points", "data"),
     Param::text("beginning", "data", "Once", 20), Param::layers("layers", "model", "conv", vocabulary, 3),
     Param::integer("seed", "data", 1, 0, 2147483647)}};

Json read(const char* name, std::string_view text) {
  return params.find(name)->parse(text);
}

std::optional<Refusal> refusal_of(const char* name, std::string_view text) {
  try {
    read(name, text);
  } catch (const Refusal& refusal) {
    return refusal;
  }
  return {};
}

}  // namespace

TEST_CASE("a parameter of every kind reads its text") {
  CHECK(read("data", "xor") == "xor");
  CHECK(read("noise", ".25") == 0.25);
  CHECK(read("noise", "+2.5e-1") == 0.25);
  CHECK(read("noise", "0.") == 0.0);
  CHECK(read("noise", "1e-999") == 0.0);
  CHECK(read("classes", "4") == 4);
  CHECK(read("classes", "4.0").is_number_integer());
  CHECK(read("own", "true") == true);
  CHECK(read("own", "1") == true);
  CHECK(read("own", "0") == false);
  CHECK(read("units", "3,2") == Json{3, 2});
  CHECK(read("units", "3.0,2e1") == Json{3, 20});
  CHECK(read("units", "") == Json::array());
  CHECK(read("points", "1,2,0;-1.5,2e1") == Json{{1, 2, 0}, {-1.5, 20}});
  CHECK(read("points", "") == Json::array());
  CHECK(read("beginning", "a=b, 1;2") == "a=b, 1;2");
  CHECK(read("beginning", "").get<std::string>().empty());
  std::string foxes;
  for (int i = 0; i < 20; ++i) foxes += "🦊";
  CHECK(read("beginning", foxes) == foxes);
  CHECK(read("layers", "conv-16-5-2,batch_norm,noise-.25") ==
        Json{{{"kind", "conv"}, {"filters", 16}, {"size", 5}, {"stride", 2}},
             {{"kind", "batch_norm"}},
             {{"kind", "noise"}, {"amount", 0.25}}});
  CHECK(read("layers", "conv-4") == Json{{{"kind", "conv"}, {"filters", 4}, {"size", 3}, {"stride", 1}}});
  CHECK(read("layers", "") == Json::array());
}

TEST_CASE("a text that is no value of the parameter is refused, and shown as it was written") {
  std::string points = "1,2,0";
  for (int i = 0; i < 1000; ++i) points += ";1,2,0";
  const std::vector<std::pair<const char*, std::string>> wrong = {{"noise", ""},
                                                                  {"noise", "0.6"},
                                                                  {"noise", "-0.1"},
                                                                  {"noise", "NaN"},
                                                                  {"noise", "Infinity"},
                                                                  {"noise", "nan"},
                                                                  {"noise", "inf"},
                                                                  {"noise", "0x1"},
                                                                  {"noise", "1e999"},
                                                                  {"noise", " 0.1"},
                                                                  {"noise", "0.1 "},
                                                                  {"noise", "1e"},
                                                                  {"noise", "."},
                                                                  {"noise", "+-1"},
                                                                  {"noise", "--1"},
                                                                  {"noise", "1,2"},
                                                                  {"classes", "2.5"},
                                                                  {"classes", "7"},
                                                                  {"own", "yes"},
                                                                  {"own", ""},
                                                                  {"data", "square"},
                                                                  {"data", ""},
                                                                  {"data", "<img src=x>"},
                                                                  {"units", "1,2,3,4,5"},
                                                                  {"units", "65"},
                                                                  {"units", "0"},
                                                                  {"units", "1,,2"},
                                                                  {"units", "1,2,"},
                                                                  {"units", "2.5"},
                                                                  {"units", "1,2,x"},
                                                                  {"points", "1"},
                                                                  {"points", "1,2,3,4"},
                                                                  {"points", "1e7,0,0"},
                                                                  {"points", "1,2,10"},
                                                                  {"points", "1,2;<script>"},
                                                                  {"points", "1,2;"},
                                                                  {"points", points},
                                                                  {"beginning", "123456789012345678901"},
                                                                  {"beginning", "\xF0\x9F\xA6"}};
  for (const auto& [name, text] : wrong) {
    CAPTURE(name);
    CAPTURE(text);
    const std::optional<Refusal> refusal = refusal_of(name, text);
    REQUIRE(refusal.has_value());
    CHECK(refusal->key == "notice.bad_value");
    CHECK(refusal->arguments["name"] == name);
    if (text.size() <= 60) CHECK(refusal->arguments["value"] == text);
    CHECK(refusal->arguments["value"].get<std::string>().size() <= 64);
  }
  CHECK(refusal_of("noise", "0.6")->arguments["needed"] ==
        Json{{"key", "notice.needed.range"}, {"low", 0.0}, {"high", 0.5}});
  CHECK(refusal_of("classes", "2.5")->arguments["needed"]["key"] == "notice.needed.integer");
  CHECK(refusal_of("units", "99")->arguments["needed"] ==
        Json{{"key", "notice.needed.units"}, {"layers", 4}, {"units", 64}});
  CHECK(refusal_of("layers", "conv,conv,conv,conv")->arguments["needed"]["key"] == "notice.needed.layers");
  for (const auto& [text, key] : {std::pair{"dense-8", "notice.layer_kind"},
                                  {"conv-65", "notice.layer_whole_number"},
                                  {"conv-8-3-1-1", "notice.layer_numbers"},
                                  {"conv-8-2.5", "notice.layer_whole_number"},
                                  {"conv--8", "notice.layer_whole_number"},
                                  {"conv-8-", "notice.layer_whole_number"},
                                  {"noise-1e-1", "notice.layer_numbers"},
                                  {"noise-1e0", "notice.layer_number"},
                                  {"batch_norm,", "notice.layer_kind"}}) {
    CAPTURE(text);
    CHECK(refusal_of("layers", text).value_or(Refusal()).key == key);
  }
}

TEST_CASE("texts are read by name, and what is wrong is left out beside what is right") {
  std::vector<Refusal> refusals;
  const Json values = parsed(params, {{"noise", "2"}, {"seed", "5"}, {"colour", "red"}}, refusals);
  CHECK(values == Json{{"seed", 5}});
  REQUIRE(refusals.size() == 2);
  CHECK(refusals[0].key == "notice.unknown_param");
  CHECK(refusals[1].key == "notice.bad_value");
  CHECK(parsed(params, "nonsense", refusals) == Json::object());
  CHECK_THROWS_AS(parsed(params, {{"noise", 0.2}}, refusals), Json::exception);
}

TEST_CASE("numbers are written in as few digits as read back the same, plainly where that is short") {
  for (const auto& [number, text] : {std::pair{0.0, "0"},
                                     {-0.0, "0"},
                                     {1.0, "1"},
                                     {-2.5, "-2.5"},
                                     {0.1, "0.1"},
                                     {1e-4, "0.0001"},
                                     {0.000001, "0.000001"},
                                     {1e-7, "1e-07"},
                                     {2147483647.0, "2147483647"},
                                     {1e21, "1e+21"},
                                     {1e300, "1e+300"}}) {
    CHECK(text_of(number) == text);
    CHECK(number_of(text) == number);
  }
}

TEST_CASE("points are written with three decimals, as they are when they are added") {
  CHECK(params.find("points")->written({{1.23456, -0.0001, 1}, {2, 3}}) == "1.235,0,1;2,3");
  CHECK(link_decimals(0.12345) == 0.123);
  CHECK(link_decimals(-1.0005) == -1.0);  // to the higher one where both are as near
  CHECK(!std::signbit(link_decimals(-0.0001)));
}

TEST_CASE("every value of every demo and preset is read as it is written") {
  for (const Demo& demo : Registry<Demo>::all()) {
    CAPTURE(demo.name);
    for (const Param& param : demo.params.list()) {
      CAPTURE(param.name);
      CHECK(param.parse(param.written(param.initial)) == param.initial);
    }
    for (const Preset& preset : demo.presets) {
      CAPTURE(preset.id);
      for (const auto& [name, value] : preset.values.items()) {
        CAPTURE(name);
        const Param& param = *demo.params.find(name);
        CHECK(param.parse(param.written(value)) == value);
      }
    }
  }
}

namespace {

Json random_value(const Param& param, Random& random) {
  const auto below = [&](std::int64_t count) { return random.below(count); };
  switch (param.kind) {
    case Param::Kind::number: return param.low + random.uniform() * (param.high - param.low);
    case Param::Kind::integer:
      return static_cast<std::int64_t>(param.low) + below(static_cast<std::int64_t>(param.high - param.low) + 1);
    case Param::Kind::boolean: return below(2) == 1;
    case Param::Kind::choice:
      return param.choices[static_cast<std::size_t>(below(static_cast<std::int64_t>(param.choices.size())))];
    case Param::Kind::units: {
      Json units = Json::array();
      for (std::int64_t count = below(5); count > 0; --count) units.push_back(1 + below(64));
      return units;
    }
    case Param::Kind::points: {
      Json points = Json::array();
      const auto coordinate = [&] { return static_cast<double>(below(4000) - 2000) / 1000; };
      for (std::int64_t count = below(20); count > 0; --count) points.push_back({coordinate(), coordinate(), below(3)});
      return points;
    }
    case Param::Kind::layers: {
      Json layers = Json::array();
      for (std::int64_t count = below(4); count > 0; --count)
        layers.push_back(vocabulary[static_cast<std::size_t>(below(3))]["kind"]);
      return param.checked(layers);
    }
    case Param::Kind::row: {
      Json numbers = Json::array();
      for (std::int64_t count = below(5); count > 0; --count) numbers.push_back((random.uniform() - 0.5) * 1e6);
      return numbers;
    }
    case Param::Kind::text: {
      constexpr std::array pieces = {"a", " ", "&", "=", "%", "#", "\n", "ñ", "🦊"};
      std::string text;
      for (std::int64_t count = below(21); count > 0; --count) text += pieces[static_cast<std::size_t>(below(9))];
      return text;
    }
  }
  return {};
}

}  // namespace

TEST_CASE("values by chance are read as they were written") {
  Random random(1);
  for (int round = 0; round < 500; ++round) {
    for (const Param& param : params.list()) {
      const Json value = random_value(param, random);
      CAPTURE(param.name);
      CAPTURE(value.dump());
      CHECK(param.parse(param.written(value)) == value);
    }
  }
}

TEST_CASE("a mangled text is read or refused, and what was taken can be written") {
  constexpr std::array scraps = {"%",         "&",
                                 "=",         ";",
                                 ",",         "e999",
                                 "__proto__", "NaN",
                                 "-",         "\xED\xA0\x80",
                                 "𝛁",         ".",
                                 "+",         "1111111111111111111111111111111111111111",
                                 "<script>",  "\xFF"};
  Random random(2);
  int taken = 0, refused = 0;
  for (int round = 0; round < 2000; ++round) {
    for (const Param& param : params.list()) {
      std::string text = param.written(random_value(param, random));
      for (std::int64_t changes = 1 + random.below(4); changes > 0; --changes) {
        const auto at = static_cast<std::size_t>(random.below(static_cast<std::int64_t>(text.size()) + 1));
        text.erase(at, static_cast<std::size_t>(random.below(3)));
        if (random.below(2) == 0)
          text.insert(std::min(at, text.size()), scraps[static_cast<std::size_t>(random.below(16))]);
      }
      if (random.below(50) == 0) text.insert(text.begin(), '\0');
      CAPTURE(param.name);
      CAPTURE(text);
      try {
        const Json value = param.parse(text);
        ++taken;
        CHECK(param.checked(value) == value);
        const std::string written = param.written(value);
        CHECK(param.written(param.parse(written)) == written);
      } catch (const Refusal& refusal) {
        ++refused;
        CHECK(refusal.key.starts_with("notice."));
        CHECK(refusal.arguments.dump(-1, ' ', false, Json::error_handler_t::replace).size() < 2000);
      }
    }
  }
  CHECK(taken > 1000);
  CHECK(refused > 1000);
}
