// What a visitor does to the digits: draws, teaches, chooses, drops files, builds impossible networks.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "demos/core/session.h"
#include "demos/mnist/evaluation.h"
#include "demos/mnist/image_model.h"
#include "demos/mnist/pad.h"
#include "engine/core/error.h"
#include "tests/unit/image_samples.h"

namespace gradlab {

namespace {

const Json one = {{{0.5, 0.1}, {0.5, 0.9}}};

Run digits(const Json& values = Json::object()) {
  std::vector<Refusal> refusals;
  Json all = {{"batch_size", 16}};
  all.update(values);
  Run run(Registry<Demo>::find("test", "mnist-cnn"), all, refusals, &small_assets());
  REQUIRE(refusals.empty());
  return run;
}

/// Options and numbers of one view, as they are now.
struct Shown {
  Json options;
  std::map<std::string, std::vector<float>> numbers;
};
Shown shown(Run& run, const std::string& name) {
  Views views({name});
  run.show(views);
  std::vector<std::uint8_t> bytes;
  const Json view = views.pack(bytes).at(name);
  Shown result{view["options"], {}};
  for (const auto& [label, tensor] : view["tensors"].items()) {
    std::size_t size = 1;
    for (const std::size_t extent : tensor["shape"]) size *= extent;
    result.numbers[label].resize(size);
    std::memcpy(result.numbers[label].data(), bytes.data() + tensor["offset"].get<std::size_t>(), 4 * size);
  }
  return result;
}

std::string refusal_of(Run& run, const Json& changes) {
  try {
    run.change(changes);
  } catch (const Refusal& refusal) {
    return refusal.key + refusal.arguments.dump();
  }
  return "taken";
}

}  // namespace

TEST_CASE("a drawing is answered with probabilities, and gone once it is wiped") {
  Run run = digits();
  CHECK(shown(run, "draw").options["answer"] == -1);
  run.input({{"view", "draw"}, {"kind", "draw"}, {"strokes", one}});
  const Shown drawn = shown(run, "draw");
  const std::vector<float>& p = drawn.numbers.at("probabilities");
  REQUIRE(p.size() == 10);
  float sum = 0;
  for (const float each : p) sum += each;
  CHECK(sum == doctest::Approx(1));
  CHECK(drawn.options["answer"] == std::ranges::max_element(p) - p.begin());
  CHECK(std::ranges::max(drawn.numbers.at("image")) > 0.7f);
  run.reset();  // the pad is the visitor's, not the model's
  CHECK(shown(run, "draw").options["strokes"] == drawn.options["strokes"]);
  run.input({{"view", "draw"}, {"kind", "wipe"}});
  CHECK(shown(run, "draw").options["answer"] == -1);
}

TEST_CASE("a drawing costs a fraction of a frame") {
  Run run = digits();
  const auto began = std::chrono::steady_clock::now();
  constexpr int strokes = 20;
  for (int i = 0; i < strokes; ++i) {
    run.input({{"view", "draw"}, {"kind", "draw"}, {"strokes", one}});
    shown(run, "draw");
  }
  const double each =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count() / strokes;
  MESSAGE("a stroke is answered in ", each, " ms");
  CHECK(each < 100);  // far above what it takes, for machines that are busy and builds that check
}

TEST_CASE("what is no drawing is refused, and the pad stays") {
  Run run = digits();
  run.input({{"view", "draw"}, {"kind", "draw"}, {"strokes", one}});
  for (const Json& bad : std::vector<Json>{nullptr, 1, "x", Json::array({1}), Json::array({Json::array({1})}),
                                           Json::array({Json::array({Json::array({1, "y"})})}),
                                           Json(std::vector<Json>(201, Json::array()))}) {
    CHECK_THROWS_AS(run.input({{"view", "draw"}, {"kind", "draw"}, {"strokes", bad}}), Error);
  }
  CHECK(shown(run, "draw").options["strokes"].size() == 1);
  CHECK(strokes_of({{{-5, 0.5}, {7, 2}}})[0][1] == std::array{1.0f, 1.0f});
  CHECK(strokes_of({Json::array()}).empty());
}

TEST_CASE("what a visitor teaches is learned, outlives the model, and is in the checkpoint") {
  Run run = digits({{"layers", {"dense-32"}}});
  CHECK_THROWS_AS(run.input({{"view", "draw"}, {"kind", "teach"}, {"label", 4}}), Refusal);  // nothing drawn
  const Json zigzag = {{{0.1, 0.1}, {0.9, 0.3}, {0.1, 0.5}, {0.9, 0.7}, {0.1, 0.9}}};
  run.input({{"view", "draw"}, {"kind", "draw"}, {"strokes", zigzag}});
  CHECK_THROWS_AS(run.input({{"view", "draw"}, {"kind", "teach"}, {"label", 10}}), Error);
  run.input({{"view", "draw"}, {"kind", "teach"}, {"label", 4}});
  CHECK(shown(run, "draw").options["strokes"].empty());  // a second press does not teach it again
  CHECK_THROWS_AS(run.input({{"view", "draw"}, {"kind", "teach"}, {"label", 4}}), Refusal);
  CHECK(shown(run, "draw").options["lessons"] == 1);
  run.input({{"view", "draw"}, {"kind", "draw"}, {"strokes", zigzag}});
  CHECK(run.change({{"layers", {"dense-16"}}}).empty());
  for (int step = 0; step < 60; ++step) run.advance();
  CHECK(shown(run, "draw").options["answer"] == 4);
  CHECK(shown(run, "samples").options["groups"].back()["captions"] == Json::array({"=4"}));

  Run other = digits({{"layers", {"dense-16"}}});
  other.restore(run.checkpoint());
  for (int step = 0; step < 10; ++step) run.advance(), other.advance();
  CHECK(run.fingerprint() == other.fingerprint());
  run.go_back();
  CHECK(shown(run, "samples").options["groups"].back()["label"] == "samples.lessons");
  run.input({{"kind", "clear"}});
  CHECK(shown(run, "draw").options["lessons"] == 0);
  CHECK(shown(run, "samples").options["groups"].back()["label"] != "samples.lessons");
}

TEST_CASE("what is taught is in a checkpoint at once, paused or not") {
  std::vector<Json> heard;
  std::vector<std::uint8_t> checkpoint;
  Session session([&](const Json& message, std::span<const std::uint8_t> bytes) {
    heard.push_back(message);
    if (message["type"] == "checkpoint") checkpoint.assign(bytes.begin(), bytes.end());
  });
  session.receive({{"type", "asset"}, {"name", "mnist"}}, small_assets().at("mnist"));
  session.receive({{"type", "open"}, {"demo", "mnist-cnn"}, {"values", {{"layers", {"dense-8"}}}}}, {});
  session.receive({{"type", "input"}, {"view", "draw"}, {"kind", "draw"}, {"strokes", one}}, {});
  CHECK(checkpoint.empty());
  session.receive({{"type", "input"}, {"view", "draw"}, {"kind", "teach"}, {"label", 1}}, {});
  REQUIRE(!checkpoint.empty());
  Run other = digits({{"layers", {"dense-8"}}});
  other.restore(checkpoint);
  CHECK(shown(other, "draw").options["lessons"] == 1);
  session.receive({{"type", "input"}, {"view", "draw"}, {"kind", "clear"}}, {});
  other.restore(checkpoint);
  CHECK(shown(other, "draw").options["lessons"] == 0);
}

TEST_CASE("strokes come back from an archive as they went, or not at all") {
  Strokes strokes = {{{0.25f, 0.5f}, {1.0f, 0.0f}}, {{0.0f, 0.75f}}}, back;
  Archive archive;
  archive.value(strokes);
  const std::vector<std::uint8_t> bytes = archive.take();
  Archive reading(bytes);
  reading.value(back);
  CHECK(back == strokes);
  for (const std::vector<double>& bad :
       {std::vector<double>{1.5, 0, 0, 0}, {2, 0, 0}, {-1}, {NAN}, {1, 2, 0}, {1, NAN, 0}}) {
    std::vector<double> numbers = bad;
    Archive writing;
    writing.value(numbers);
    const std::vector<std::uint8_t> mangled = writing.take();
    Archive reading_mangled(mangled);
    CHECK_THROWS_AS(reading_mangled.value(back), Error);
  }
}

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
  CHECK_THROWS_AS(run.input({{"view", "confusion"}, {"kind", "choose"}, {"row", 10}, {"column", 0}}), Error);
  CHECK_THROWS_AS(run.input({{"view", "mistakes"}, {"kind", "choose"}, {"group", 0}, {"index", 999}}), Error);
}

TEST_CASE("a click on an answer shows what that neuron likes best, in order") {
  Run run = digits();
  for (int step = 0; step < 5; ++step) run.advance();
  run.input({{"view", "activations"}, {"kind", "choose"}, {"group", 3}, {"index", 9}});
  const Json favourites = shown(run, "favourites").options["groups"];
  CHECK(favourites[0]["label"] == "layer.conv");
  CHECK(favourites[0]["note"] == "=10");
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

TEST_CASE("an impossible network is refused with the place that the visitor counts, and the old one stays") {
  Run run = digits();
  run.advance();
  const std::string pooled_away = refusal_of(run, {{"layers", {"conv-8-5", "batch_norm", "max_pool-8", "conv-8-5"}}});
  CHECK(pooled_away.starts_with("notice.impossible_layer"));
  CHECK(pooled_away.find("\"place\":4") != std::string::npos);
  CHECK(pooled_away.find("layer.conv") != std::string::npos);
  CHECK(refusal_of(run, {{"layers", {"dense-10", "conv-8-3"}}}).find("\"place\":2") != std::string::npos);
  CHECK(run.step() == 1);
  CHECK(run.values().at("layers").size() == 4);
  CHECK(refusal_of(run, {{"layers", {"conv-4-3-2", "residual-8-2", "dropout", "global_average_pool"}},
                         {"padding", "same"}}) == "taken");
  CHECK(run.advance() == Run::Outcome::trained);
}

TEST_CASE("a network that would keep the trainer busy for minutes is refused with its dearest layer") {
  Run run = digits();
  const std::string refused =
      refusal_of(run, {{"layers", {"conv-128-11", "batch_norm", "conv-128-11"}}, {"padding", "same"}});
  CHECK(refused.starts_with("notice.model_too_large"));
  CHECK(refused.find("\"place\":3") != std::string::npos);
  CHECK(refused.find("\"most\":60.0") != std::string::npos);
  CHECK(refused.find("\"own\":507.5") != std::string::npos);  // 16 x 16 x 11 x 11 x 128 x 128
  CHECK(run.values().at("layers").size() == 4);
  CHECK(run.advance() == Run::Outcome::trained);
}

TEST_CASE("a test takes fewer images of a dear network, and all of every preset's") {
  CHECK(images_to_test(0) == 10'000);
  CHECK(images_to_test(1'000'000) == 10'000);
  CHECK(images_to_test(40'000'000) == 500);
  CHECK(images_to_test(1'000'000'000) == 200);
  for (const Preset& preset : Registry<Demo>::find("test", "mnist-cnn").presets) {
    CAPTURE(preset.id);
    Random random;
    const ImageModel built = image_model(layer_specs(preset.values["layers"]), {}, {0, 28, 28, 1}, random);
    CHECK(images_to_test(built.model.multiply_adds()) >= 2'000);
  }
}

TEST_CASE("a session asks for its asset, and takes IDX files or leaves everything as it was") {
  std::vector<Json> heard;
  Session session([&](const Json& message, std::span<const std::uint8_t>) { heard.push_back(message); });
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
  CHECK(ask({{"type", "open"}, {"demo", "regression"}})["ok"] == true);
  CHECK(ask(idx, files)["notice"]["key"] == "notice.file_not_table");
}

TEST_CASE("every preset's layers stand in its values as a run holds them") {
  const Demo& demo = Registry<Demo>::find("test", "mnist-cnn");
  for (const Preset& preset : demo.presets) {
    CHECK(demo.params.find("layers")->checked(preset.values["layers"]) == preset.values["layers"]);
  }
}

}  // namespace gradlab
