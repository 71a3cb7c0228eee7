#include <doctest/doctest.h>

#include <algorithm>

#include "engine/autograd/tape.h"
#include "engine/nn/transformer.h"
#include "tests/unit/golden.h"

namespace gradlab {

namespace {

using Options = TransformerOptions;

/// The value whose name stands at `key`.
template <typename Value>
Value named(const Json& options, const char* key, const std::map<std::string, Value>& values) {
  return values.at(options.at(key).get<std::string>());
}

Options options_of(const Json& given) {
  Options options;
  options.kind = named<Options::Kind>(given, "kind",
                                      {{"decoder", Options::Kind::decoder},
                                       {"encoder", Options::Kind::encoder},
                                       {"encoder_decoder", Options::Kind::encoder_decoder}});
  options.positions = named<Options::Positions>(given, "positions",
                                                {{"learned", Options::Positions::learned},
                                                 {"sinusoidal", Options::Positions::sinusoidal},
                                                 {"rotary", Options::Positions::rotary}});
  options.norm = named<Options::Norm>(given, "norm", {{"layer", Options::Norm::layer}, {"rms", Options::Norm::rms}});
  options.mlp = named<Options::Mlp>(given, "mlp", {{"gelu", Options::Mlp::gelu}, {"swiglu", Options::Mlp::swiglu}});
  options.pooling = named<Options::Pooling>(
      given, "pooling", {{"mean", Options::Pooling::mean}, {"class_token", Options::Pooling::class_token}});
  options.norm_first = given.at("norm_first");
  options.tied = given.at("tied");
  options.vocabulary = given.at("vocabulary");
  options.width = given.at("width");
  options.heads = given.at("heads");
  options.layers = given.at("layers");
  options.hidden = given.at("hidden");
  options.context = given.at("context");
  options.classes = given.at("classes");
  return options;
}

Tensor answer(const Transformer& model, const Json& inputs) {
  const Tensor tokens = to_tensor(inputs.at("tokens"));
  const Tensor lengths = inputs.contains("lengths") ? to_tensor(inputs["lengths"]) : Tensor();
  if (model.options().kind == Options::Kind::encoder) return model.classify(tokens, lengths);
  Transformer::Memory memory;
  if (inputs.contains("source")) memory = {model.encode(to_tensor(inputs["source"]), lengths), lengths};
  return model.logits(model.decode(tokens, memory));
}

}  // namespace

TEST_CASE("transformers answer and learn as PyTorch's do, weight for weight") {
  REQUIRE(golden("transformers")["cases"].size() == 5);
  for (const Json& item : golden("transformers")["cases"]) {
    CAPTURE(item["options"].dump());
    Transformer model(options_of(item["options"]));
    Random random(1);
    model.build(random);
    const std::vector<Parameter> parameters = model.parameters();
    REQUIRE(parameters.size() == item["parameters"].size());
    for (const Parameter& parameter : parameters) {
      CAPTURE(parameter.name);
      const Tensor weights = to_tensor(item["parameters"].at(parameter.name));
      REQUIRE(parameter.tensor.shape() == weights.shape());
      std::ranges::copy(weights.values(), parameter.tensor.data());
    }

    Tape tape;
    const Tape::Recording recording(&tape);
    const Tensor output = answer(model, item["inputs"]);
    check_against(item["output"], output, 1e-5);
    tape.backward(sum(output * to_tensor(item["cotangent"])));
    for (const Parameter& parameter : parameters) {
      CAPTURE(parameter.name);
      check_against(item["gradients"].at(parameter.name), parameter.tensor.gradient(), 1e-5);
    }
  }
}

}  // namespace gradlab
