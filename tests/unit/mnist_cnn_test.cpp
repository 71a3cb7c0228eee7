// What a visitor does to the digits: chooses, looks, drops files.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "demos/trainer/session.h"
#include "engine/core/error.h"
#include "tests/unit/digits_run.h"

namespace gradlab {

TEST_CASE("a click on the matrix shows that cell's images, and one on an image looks into it") {
  Run run = digits();
  const Shown matrix = shown(run, "confusion");
  const std::vector<float>& counts = matrix.numbers.at("values");
  const auto cell = std::ranges::max_element(counts) - counts.begin();
  run.input({{"view", "confusion"}, {"kind", "choose"}, {"row", cell / 10}, {"column", cell % 10}});
  CHECK(shown(run, "confusion").options["selected"] == Json::array({cell / 10, cell % 10}));
  const Json groups = shown(run, "mistakes").options["groups"];
  REQUIRE(groups.size() == 2);
  CHECK(groups[0]["captions"].size() == static_cast<std::size_t>(counts[static_cast<std::size_t>(cell)]));
  const std::vector<float> before = shown(run, "activations").numbers.at("images0");
  run.input({{"view", "mistakes"}, {"kind", "choose"}, {"group", 0}, {"index", 1}});
  CHECK(shown(run, "activations").numbers.at("images0") != before);
  const Shown mistakes = shown(run, "mistakes");
  CHECK(mistakes.options["groups"][0]["selected"] == 1);
  const std::vector<ViewSpec>& views = run.demo().views;  // which the click leads to
  CHECK(std::ranges::find(views, "activations", &ViewSpec::name)->section == mistakes.options["opens"]);
  CHECK_THROWS_AS(run.input({{"view", "confusion"}, {"kind", "choose"}, {"row", 10}, {"column", 0}}), Error);
  CHECK_THROWS_AS(run.input({{"view", "mistakes"}, {"kind", "choose"}, {"group", 0}, {"index", 999}}), Error);
}

TEST_CASE("training images are tested as test images are: by the weights of now, without dropout, as they are") {
  Run run = digits({{"layers", {"dense-64", "dropout-50"}},
                    {"augment_shift", 0},
                    {"augment_elastic", 0},
                    {"augment_noise", 0.4},
                    {"learning_rate", 0.002}});
  for (int step = 0; step < 400; ++step) run.advance();
  const std::map<std::string, double> metrics = run.metrics();
  CHECK(metrics.at("train_loss") < 0.8 * metrics.at("loss"));  // what training itself meets is far harder
  CHECK(metrics.at("train_accuracy") > metrics.at("accuracy"));
  CHECK(metrics.at("train_loss") < metrics.at("test_loss"));
  CHECK(metrics == run.metrics());
}

/// How much the filters of a network without hidden layers look like their digits: the correlation of each with what
/// the mean of its digit has more, or less, than the mean of all; the mean of the ten.
double likeness(Run& run) {
  const std::vector<float> filters = shown(run, "filters").numbers.at("images0");
  const SegmentDigits made = segment_digits(300, 16);
  constexpr std::size_t pixels = 256;
  double sum = 0;
  for (std::size_t digit = 0; digit < 10; ++digit) {
    double with_itself = 0, of_filter = 0, of_digit = 0;
    for (std::size_t p = 0; p < pixels; ++p) {
      double here = 0, everywhere = 0;
      for (std::size_t n = 0; n < 300; ++n) {
        const double light = made.images[n * pixels + p];
        everywhere += light / 300;
        if (made.labels[n] == digit) here += light / 30;
      }
      const double weight = static_cast<double>(filters[digit * pixels + p]), own = here - everywhere;
      with_itself += weight * own, of_filter += weight * weight, of_digit += own * own;
    }
    sum += with_itself / std::sqrt(of_filter * of_digit);
  }
  return sum / 10;
}

TEST_CASE("the filters of softmax regression look like their digits, however long one looks") {
  Run run = digits(find_preset(Registry<Demo>::find("test", "mnist-cnn"), "softmax-regression").values);
  CHECK(shown(run, "filters").options["groups"][0]["captions"].size() == 10);
  const auto after = [&](std::int64_t steps) {
    while (run.step() < steps) run.advance();
    return likeness(run);
  };
  const double soon = after(1000);
  CHECK(soon > 0.5);
  CHECK(after(4000) > 0.95 * soon);
  CHECK(after(10000) > 0.95 * soon);
}

TEST_CASE("a click on an answer shows what that neuron likes best, in order") {
  Run run = digits();
  for (int step = 0; step < 5; ++step) run.advance();
  run.input({{"view", "activations"}, {"kind", "choose"}, {"group", 3}, {"index", 9}});
  const Json favourites = shown(run, "favourites").options["groups"];
  CHECK(favourites[0]["label"] == "layer.conv");
  CHECK(favourites[0]["note"] == "favourites.channel= 10");
  const Json captions = favourites[0]["captions"];
  REQUIRE(captions.size() == 10);
  for (std::size_t i = 1; i < captions.size(); ++i) {
    CHECK(std::stod(captions[i - 1].get<std::string>().substr(1)) >=
          std::stod(captions[i].get<std::string>().substr(1)));
  }
  CHECK_THROWS_AS(run.input({{"view", "activations"}, {"kind", "choose"}, {"group", 3}, {"index", 16}}), Error);
  CHECK_THROWS_AS(run.input({{"view", "activations"}, {"kind", "choose"}, {"group", 6}, {"index", 0}}), Error);
}

TEST_CASE("looking inside leaves the gradients of training alone") {
  Run looked = digits(), alone = digits();
  for (int step = 0; step < 4; ++step) {
    for (const char* view : {"saliency", "favourites", "histograms"}) shown(looked, view);
    looked.advance(), alone.advance();
  }
  CHECK(looked.fingerprint() == alone.fingerprint());
}

TEST_CASE("a network that only guesses is remarked on, once and after long enough, and no preset is") {
  Run run = digits({{"optimizer", "sgd"}, {"learning_rate", 3}, {"schedule", "constant"}});
  int remarks = 0;
  std::int64_t first = 0;
  for (int step = 0; step < 400; ++step) {
    REQUIRE(run.advance() == Run::Outcome::trained);
    if (!run.remark()) continue;
    ++remarks;
    first = run.step();
  }
  CHECK(remarks == 1);
  CHECK(first >= 200);
  run.reset();
  for (int step = 0; step < 400; ++step) run.advance(), remarks += run.remark().has_value();
  CHECK(remarks == 2);
  for (const Preset& preset : Registry<Demo>::find("test", "mnist-cnn").presets) {
    CAPTURE(preset.id);
    Json values = preset.values;
    values["batch_size"] = 8;
    Run sound = digits(values);
    for (int step = 0; step < 210; ++step) {
      sound.advance();
      REQUIRE(!sound.remark());
    }
  }
}

TEST_CASE("what is no input is refused with a sentence, never with the words of a library") {
  Json heard;
  Session session([&](const Json& message, std::span<const std::uint8_t>) { heard = message; });
  session.receive({{"type", "asset"}, {"name", "mnist"}}, small_assets().at("mnist"));
  session.receive({{"type", "open"}, {"demo", "mnist-cnn"}}, {});
  const auto refused = [&](Json message) {
    message["id"] = 1;
    session.receive(message, {});
    REQUIRE(heard["ok"] == false);
    return heard["notice"]["key"].get<std::string>() + heard["notice"]["arguments"]["error"].get<std::string>();
  };
  for (const Json& input : std::vector<Json>{{{"kind", "paint"}},
                                             {{"kind", "points"}, {"points", {{1, 2}}}},
                                             Json::object(),
                                             {{"kind", "draw"}},
                                             {{"kind", "teach"}},
                                             {{"kind", "choose"}},
                                             {{"kind", "choose"}, {"view", "confusion"}, {"row", 1}},
                                             {{"kind", "choose"}, {"view", "mistakes"}}}) {
    Json message = input;
    message["type"] = "input";
    CAPTURE(message.dump());
    CHECK(refused(message).starts_with("notice.engine["));
    CHECK(refused(message).find("json") == std::string::npos);
  }
  CHECK(refused({{"type", "view"}}).starts_with("notice.bad_message"));
  CHECK(refused({{"type", "look"}, {"views", 1}}).starts_with("notice.bad_message"));
}

TEST_CASE("a session asks for its asset, and takes IDX files or leaves everything as it was") {
  std::vector<Json> heard;
  Bytes heard_bytes;
  Session session([&](const Json& message, std::span<const std::uint8_t> bytes) {
    heard.push_back(message);
    heard_bytes.assign(bytes.begin(), bytes.end());
  });
  const auto ask = [&](Json message, std::span<const std::uint8_t> bytes = {}) {
    message["id"] = 1;
    session.receive(message, bytes);
    return heard.back();
  };
  CHECK(ask({{"type", "open"}, {"demo", "mnist-cnn"}})["notice"]["key"] == "notice.asset_missing");
  CHECK(ask({{"type", "asset"}, {"name", "mnist"}}, small_assets().at("mnist"))["ok"] == true);
  CHECK(ask({{"type", "open"}, {"demo", "mnist-cnn"}})["ok"] == true);

  const SegmentDigits made = segment_digits(40, 20);
  Bytes files = idx_file({40, 20, 20}, made.images);
  const std::size_t size = files.size();
  const Bytes labels = idx_file({40}, made.labels);
  files.insert(files.end(), labels.begin(), labels.end());
  const Json list = {{{"name", "a"}, {"size", size}}, {{"name", "b"}, {"size", labels.size()}}};
  const Json idx = {{"type", "input"}, {"kind", "idx"}, {"files", list}};
  Json check = idx;
  check["check"] = true;
  CHECK(ask(check, files)["result"] == Json::object());
  CHECK(ask(idx, files)["result"]["values"]["data"] == "file");
  CHECK(ask(idx, std::span(files).first(500))["ok"] == false);
  CHECK(ask({{"type", "input"}, {"kind", "csv_use"}, {"inputs", {0}}, {"target", 1}},
            std::span(reinterpret_cast<const std::uint8_t*>("a,b\n1,2\n3,4\n"), 12))["notice"]["key"] ==
        "notice.file_not_images");
  const Json after = ask({{"type", "reset"}})["result"];
  CHECK(after["step"] == 0);
  CHECK(ask({{"type", "set"}, {"values", {{"batch_size", 4}}}})["result"]["values"]["data"] == "file");
  const auto samples = [&] {
    ask({{"type", "view"}, {"name", "samples"}});
    return heard_bytes;
  };
  const auto turn = [&](bool turned) { return ask({{"type", "set"}, {"values", {{"turned", turned}}}})["result"]; };
  const Bytes upright = samples();
  CHECK(turn(true)["values"]["turned"] == true);
  CHECK(samples() != upright);
  turn(false);
  CHECK(samples() == upright);
  turn(true);
  CHECK(ask(idx, files)["result"]["values"]["turned"] == false);  // other images lie as they lie
  CHECK(ask({{"type", "open"}, {"demo", "regression"}})["ok"] == true);
  CHECK(ask(idx, files)["notice"]["key"] == "notice.file_not_table");
}

}  // namespace gradlab
