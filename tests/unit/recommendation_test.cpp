// Stars that few have given, factors that explain them, and the demo that shows both.
#include <doctest/doctest.h>

#include <cmath>
#include <set>

#include "engine/core/error.h"
#include "engine/data/ratings.h"
#include "engine/learn/factorization/factorization.h"
#include "tests/unit/fresh_run.h"
#include "tests/unit/golden.h"
#include "tests/unit/near.h"

using namespace gradlab;

TEST_CASE("made-up ratings are whole stars of a share of all pairs, each pair once, near what each would give") {
  const Ratings ratings = made_ratings({.viewers = 200, .known_share = 0.3f, .noise = 0.3f}, Random(4));
  const std::int64_t count = ratings.stars.size();
  CHECK(static_cast<double>(count) == near(0.3 * 200 * static_cast<double>(films().size()), 0.06));
  std::set<std::pair<int, int>> seen;
  double squared = 0.0;
  for (std::int64_t i = 0; i < count; ++i) {
    const std::int32_t viewer = ratings.pairs.indices()[2 * i], film = ratings.pairs.indices()[2 * i + 1] - 200;
    const float stars = ratings.stars.data()[i];
    REQUIRE((viewer >= 0 && viewer < 200 && film >= 0 && film < 32));
    REQUIRE((stars >= 1 && stars <= 5 && stars == std::round(stars)));
    CHECK(seen.insert({viewer, film}).second);
    squared += std::pow(stars - ratings.liking.data()[viewer * 32 + film], 2);
  }
  // A mood of 0.3 and rounding, of which 1/12 is the variance; less at both ends, where stars stop.
  CHECK(squared / static_cast<double>(count) < 0.3 * 0.3 + 1.0 / 12.0 + 0.02);
  CHECK(squared / static_cast<double>(count) > 0.1);
  CHECK_THROWS_AS(made_ratings({.viewers = 0}, Random(1)), Error);
}

TEST_CASE("factors give the stars of their formula, alone and all at once") {
  Factorization model;
  Random random(2);
  model.build(5, 7, 3, 3.2f, random);
  const Tensor factors = model.parameters()[0].tensor, bias = model.parameters()[1].tensor;
  for (float& each : bias.values()) each = random.normal();
  const Tensor all = model.all();
  REQUIRE(all.shape() == Shape{5, 7});
  for (std::int32_t viewer = 0; viewer < 5; ++viewer) {
    for (std::int32_t film = 0; film < 7; ++film) {
      double stars = 3.2 + bias.data()[viewer] + bias.data()[5 + film];
      for (int k = 0; k < 3; ++k) stars += factors.data()[3 * viewer + k] * factors.data()[3 * (5 + film) + k];
      const std::vector<std::int32_t> pair = {viewer, 5 + film};
      CHECK(model.forward(Tensor::indices(pair, {1, 2})).item() == near(stars, 1e-6));  // single precision
      CHECK(all.data()[viewer * 7 + film] == near(stars, 1e-6));
    }
  }
  CHECK_THROWS_AS(model.build(5, 7, 0, 3.0f, random), Error);
}

TEST_CASE("a newcomer's stars are those of ridge regression on the films' factors") {
  for (const Json& item : golden("newcomers")["cases"]) {
    Factorization model;
    Random random(1);
    const auto films = static_cast<std::int64_t>(item["bias"].size()), width = item["width"].get<std::int64_t>();
    model.build(1, films, width, item["mean"].get<float>(), random);
    const Tensor factors = model.parameters()[0].tensor, bias = model.parameters()[1].tensor;
    for (std::int64_t i = 0; i < films * width; ++i)
      factors.data()[width + i] = item["factors"][static_cast<std::size_t>(i)].get<float>();
    for (std::int64_t i = 0; i < films; ++i)
      bias.data()[1 + i] = item["bias"][static_cast<std::size_t>(i)].get<float>();
    std::vector<Factorization::Opinion> opinions;
    for (const Json& opinion : item["opinions"])
      opinions.push_back({opinion[0].get<std::int64_t>(), opinion[1].get<float>()});
    const std::vector<float> found = model.for_newcomer(opinions, item["ridge"].get<double>());
    for (std::size_t film = 0; film < found.size(); ++film)
      CHECK(found[film] == near(item["stars"][film].get<double>(), 1e-5));  // numbers are rounded to single precision
  }
  Factorization model;
  Random random(1);
  model.build(1, 2, 1, 3.0f, random);
  const std::vector<Factorization::Opinion> nowhere = {{2, 5.0f}};
  CHECK_THROWS_AS(model.for_newcomer(nowhere, 1.0), Error);
}

TEST_CASE("two factors find two hidden tastes: unseen stars to a mood and a rounding, films of a kind together") {
  const Demo& demo = Registry<Demo>::find("test", "recommendation");
  Run run = fresh(demo, Json::object());
  for (int step = 0; step < 1500; ++step) run.advance();
  CHECK(run.metrics().at("test_loss") < 0.4);  // 0.17 are mood and rounding
  Run alone = fresh(demo, find_preset(demo, "one-taste").values);
  for (int step = 0; step < 1500; ++step) alone.advance();
  CHECK(alone.metrics().at("test_loss") > 2 * run.metrics().at("test_loss"));
}

TEST_CASE("a visitor's stars are kept as values, taken back by the same click, and train nothing") {
  const Demo& demo = Registry<Demo>::find("test", "recommendation");
  Run run = fresh(demo, Json::object()), other = fresh(demo, Json::object());
  const auto click = [&](int film, int column) {
    return run.input({{"view", "own_stars"}, {"kind", "choose"}, {"row", film}, {"column", column}});
  };
  for (int step = 0; step < 50; ++step) run.advance(), other.advance();
  CHECK(click(3, 4).empty());
  CHECK(click(9, 0).empty());
  CHECK(click(3, 2).empty());
  CHECK(run.values().at("ratings") == Json({{9, 1}, {3, 3}}));
  CHECK(click(9, 0).empty());
  CHECK(run.values().at("ratings") == Json({{3, 3}}));
  CHECK(run.step() == 50);
  run.advance();
  other.advance();
  CHECK(run.metrics().at("loss") == other.metrics().at("loss"));
  CHECK(run.input({{"view", "own_stars"}, {"kind", "clear"}}).empty());
  CHECK(run.values().at("ratings").empty());
  for (const Json& wrong :
       {Json{{"row", 32}, {"column", 0}}, Json{{"row", 0}, {"column", 5}}, Json{{"row", -1}, {"column", 1}}}) {
    Json event = {{"view", "own_stars"}, {"kind", "choose"}};
    event.update(wrong);
    CHECK_THROWS_AS(run.input(event), Refusal);
  }
  CHECK_THROWS_AS(run.input({{"view", "own_stars"}, {"kind", "draw"}}), Error);
  CHECK(run.values().at("ratings").empty());
}
