// Networks as visitors put them together: those that cannot be, those that cost too much, and the presets.
#include "demos/mnist/image_model.h"

#include <doctest/doctest.h>

#include "demos/mnist/evaluation.h"
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

TEST_CASE("every preset's layers stand in its values as a run holds them") {
  const Demo& demo = Registry<Demo>::find("test", "mnist-cnn");
  for (const Preset& preset : demo.presets) {
    CHECK(demo.params.find("layers")->checked(preset.values["layers"]) == preset.values["layers"]);
  }
}

}  // namespace gradlab
