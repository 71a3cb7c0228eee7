// Networks as visitors put them together: those that cannot be, those that cost too much, and the presets.
#include "demos/mnist_cnn/image_model.h"

#include <doctest/doctest.h>

#include "demos/files/own_images.h"
#include "demos/mnist_cnn/evaluation.h"
#include "tests/unit/digits_run.h"

namespace gradlab {

namespace {

std::string refusal_of(Run& run, const Json& changes) {
  try {
    run.change(changes);
  } catch (const Refusal& refusal) {
    return refusal.key + refusal.arguments.dump();
  }
  return "taken";
}

}  // namespace

TEST_CASE("an impossible network is refused in plain words, with the place that the visitor counts") {
  Run run = digits();
  run.advance();
  const auto layer = [](const char* kind, Json more) {
    more["layer"] = {{"key", std::string("layer.") + kind}};
    return more.dump();
  };
  CHECK(refusal_of(run, {{"layers", {"conv-8-5", "batch_norm", "max_pool-8", "conv-8-5"}}}) ==
        "notice.layer_window_too_large" + layer("conv", {{"place", 4}, {"size", 5}, {"height", 3}, {"width", 3}}));
  CHECK(refusal_of(run, {{"layers", {"max_pool-8-8", "max_pool-3"}}, {"padding", "same"}}) ==
        "notice.layer_window_too_large" + layer("max_pool", {{"place", 2}, {"size", 3}, {"height", 2}, {"width", 2}}));
  CHECK(refusal_of(run, {{"layers", {"dense-10", "dropout", "conv-8-3"}}}) ==
        "notice.layer_needs_image" + layer("conv", {{"place", 3}, {"units", 10}}));
  CHECK(refusal_of(run, {{"layers", {"conv-7-3", "global_average_pool", "residual-8"}}}) ==
        "notice.layer_needs_image" + layer("residual", {{"place", 3}, {"units", 7}}));
  CHECK(run.step() == 1);
  CHECK(run.values().at("layers").size() == 4);
  CHECK(refusal_of(run, {{"layers", {"conv-4-3-2", "residual-8-2", "dropout", "global_average_pool"}},
                         {"padding", "same"}}) == "taken");
  CHECK(run.advance() == Run::Outcome::trained);
}

TEST_CASE("images that are too small for the network are refused with their size, and data and model stay") {
  Run run = digits();
  run.advance();
  const SegmentDigits made = segment_digits(40, 10);
  const Bytes images = idx_file({40, 10, 10}, made.images), labels = idx_file({40}, made.labels);
  Bytes all = images;
  all.insert(all.end(), labels.begin(), labels.end());
  const Json list = {{{"name", "i"}, {"size", images.size()}}, {{"name", "l"}, {"size", labels.size()}}};
  try {
    run.use_file(own_images(list, all));
    FAIL("was taken");
  } catch (const Refusal& refusal) {
    CHECK(refusal.key == "notice.images_do_not_fit");
    CHECK(refusal.arguments["height"] == 10);
    CHECK(refusal.arguments["why"]["key"] == "notice.layer_window_too_large");
    CHECK(refusal.arguments["why"]["place"] == 3);
  }
  CHECK(run.values().at("data") == "mnist");
  CHECK(run.step() == 1);
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

TEST_CASE("a step that needs more memory than a page has is refused, by its layers and by its batch") {
  const Assets assets = few_digits(800);  // a batch has no more than there are to train with
  Run run = digits(Json::object(), assets);
  Json norms = Json::array({"conv-96-1"});
  for (int i = 0; i < 22; ++i) norms.push_back("batch_norm");
  CHECK(refusal_of(run, {{"layers", norms}, {"batch_size", 512}}).starts_with("notice.step_too_large"));
  CHECK(run.values().at("layers").size() == 4);
  CHECK(refusal_of(run, {{"layers", norms}, {"batch_size", 4}}) == "taken");
  CHECK(run.advance() == Run::Outcome::trained);
  const std::vector<std::uint8_t> before = run.fingerprint();
  CHECK(refusal_of(run, {{"batch_size", 512}, {"optimizer", "sgd"}}).starts_with("notice.step_too_large"));
  CHECK((run.fingerprint() == before));
  CHECK(run.values().integer("batch_size") == 4);
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

TEST_CASE("every preset's layers stand in its values as a run holds them") {
  const Demo& demo = Registry<Demo>::find("test", "mnist-cnn");
  for (const Preset& preset : demo.presets) {
    CHECK(demo.params.find("layers")->checked(preset.values["layers"]) == preset.values["layers"]);
  }
}

}  // namespace gradlab
