// Layers as data: each tells what it is made of, and is made of that again.
#include "engine/nn/layer_spec.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <string>

#include "engine/core/error.h"
#include "engine/nn/nn.h"
#include "engine/nn/transformer.h"
#include "tests/unit/error_message.h"
#include "tests/unit/layer_samples.h"

namespace gradlab {

using test::message;

namespace {

/// What a layer of the spec answers while training, with its weights, buffers and shape: all that shows.
std::string seen_of(const LayerSpec& spec, const LayerEntry& entry) {
  try {
    const auto layer = make_layer(spec);
    Random random(3);
    std::string seen = layer->build(entry.input, random).to_string();
    Context context{.training = true, .random = &random};
    const auto add = [&](const Tensor& tensor) {
      for (const float value : tensor.values()) seen += " " + std::to_string(value);
    };
    add(layer->forward(test::sample_input(entry, entry.input, 2), context));
    for (const Parameter& parameter : layer->parameters()) add(parameter.tensor);
    for (const Parameter& buffer : layer->buffers()) add(buffer.tensor);
    return seen + " " + std::to_string(layer->multiply_adds());
  } catch (const Error& error) {
    return error.what();
  }
}

/// Another value than the example's.
LayerSpec::Attribute other(const LayerField& field, const LayerSpec::Attribute& value) {
  switch (field.kind) {
    case LayerField::Kind::flag: return !std::get<bool>(value);
    case LayerField::Kind::whole: return std::get<std::int64_t>(value) + 1;
    case LayerField::Kind::number: return (std::get<double>(value) + field.high) / 2;
    case LayerField::Kind::choice: return field.names()[field.names()[0] == std::get<std::string>(value) ? 1 : 0];
    case LayerField::Kind::layers: break;
  }
  std::vector<LayerSpec> layers = std::get<std::vector<LayerSpec>>(value);
  layers.push_back(layers.back());
  return layers;
}

std::vector<LayerSpec::Attribute> wrong_values(const LayerField& field) {
  const double beyond = field.high + (field.kind == LayerField::Kind::whole ? 1 : 0);
  switch (field.kind) {
    case LayerField::Kind::flag: return {1, "true"};
    case LayerField::Kind::whole: return {static_cast<std::int64_t>(field.low) - 1, beyond, field.low + 0.5, "3", NAN};
    case LayerField::Kind::number: return {field.low - 0.01, beyond, "0.5", true, NAN};
    case LayerField::Kind::choice: return {"none of these", 0};
    case LayerField::Kind::layers: break;
  }
  return {0, "flatten"};
}

template <typename Check>
void for_each_field(Check&& check) {
  for (const LayerEntry& entry : Registry<LayerEntry>::all()) {
    CAPTURE(entry.name);
    for (const LayerField& field : entry.fields) {
      CAPTURE(field.name);
      check(entry, field);
    }
  }
}

}  // namespace

TEST_CASE("a layer tells what it is made of, and what is made of that answers the same") {
  for (const LayerEntry& entry : Registry<LayerEntry>::all()) {
    CAPTURE(entry.name);
    const LayerSpec spec = completed({entry.name, entry.example});
    CHECK(spec.attributes.size() == entry.fields.size());
    CHECK(make_layer(spec)->spec() == spec);
    CHECK(make_layer({entry.name, entry.example})->spec() == spec);
    CHECK(seen_of(make_layer(spec)->spec(), entry) == seen_of(spec, entry));
    CHECK(seen_of(spec, entry).front() == '[');
  }
}

TEST_CASE("every attribute of a layer is kept, and has its effect") {
  for_each_field([](const LayerEntry& entry, const LayerField& field) {
    const LayerSpec spec = completed({entry.name, entry.example});
    LayerSpec changed = spec;
    changed.attributes[field.name] = other(field, spec.attributes.at(field.name));
    CHECK(make_layer(completed(changed))->spec() == completed(changed));
    CHECK_FALSE(completed(changed) == spec);
    CHECK(seen_of(changed, entry) != seen_of(spec, entry));
  });
}

TEST_CASE("every attribute is held to its range, by a sentence that names layer, attribute, value and range") {
  for_each_field([](const LayerEntry& entry, const LayerField& field) {
    for (const LayerSpec::Attribute& wrong : wrong_values(field)) {
      LayerSpec spec{entry.name, entry.example};
      spec.attributes[field.name] = wrong;
      const std::string sentence = message([&] { make_layer(spec); });
      CHECK(sentence.starts_with("[" + entry.name + "] " + field.name + " = "));
      CHECK(sentence.find(": need ") != std::string::npos);
    }
  });
  const auto refused = [](const LayerSpec& spec) { return message([&] { make_layer(spec); }); };
  CHECK(refused({"dense", {{"units", 0}}}) == "[dense] units = 0: need a whole number from 1 to 1048576");
  CHECK(refused({"dropout", {{"rate", 1.5}}}) == "[dropout] rate = 1.5: need a number in [0, 1)");
  CHECK(refused({"conv2d", {{"padding", "full"}}}) == "[conv2d] padding = full: need one of valid, same");
  CHECK(refused({"conv2d", {{"bias", 1}}}) == "[conv2d] bias = 1: need true or false");
  CHECK(refused({"dense", {{"width", 3}}}) ==
        "[dense] an attribute width: need one of units, activation, initializer, gain, "
        "bias");
  CHECK(refused({"residual", {{"layers", std::vector<LayerSpec>{{"dense", {{"units", 0}}}}}}})
            .starts_with("[dense] units = 0: need"));
  CHECK(refused({"wavelet"}).starts_with("[layer] wavelet: need one of activation, "));
}

TEST_CASE("a whole model is made again of what its layers tell") {
  Sequential model;
  model.add(conv2d_layer({.filters = 3, .padding = Padding::same, .bias = false}))
      .add(residual({{"conv2d", {{"filters", 3}, {"padding", "same"}}}, {"batch_norm"}}))
      .add(make_layer({"residual_block", {{"filters", 4}, {"stride", 2}}}))
      .add(global_max_pool())
      .add(dropout_layer(0.5f))
      .add(dense(3, Initializer::he_normal, "silu"));
  Sequential again(model.specs());
  CHECK(again.specs() == model.specs());
  const auto answers = [](Sequential& one) {
    Random random(1);
    one.build({0, 6, 6, 2}, random);
    const Tensor y = one.forward(Tensor::full({2, 6, 6, 2}, 0.5f), {.training = true, .random = &random});
    return std::vector<float>(y.values().begin(), y.values().end());
  };
  CHECK(answers(again) == answers(model));
}

TEST_CASE("what is made of layers names them, down to the last, by the paths of its parameters") {
  const std::function<void(const std::string&, const Layer&, std::vector<std::string>&)> walk =
      [&](const std::string& path, const Layer& layer, std::vector<std::string>& names) {
        const std::vector<NamedLayer> inside = layer.inside();
        for (const NamedLayer& one : inside) walk(path + one.name + ".", *one.layer, names);
        if (!inside.empty()) return;
        for (const Parameter& own : layer.parameters()) names.push_back(path + own.name);
      };
  const auto names_of = [](const std::vector<Parameter>& parameters) {
    std::vector<std::string> names;
    for (const Parameter& parameter : parameters) names.push_back(parameter.name);
    return names;
  };
  for (const LayerEntry& entry : Registry<LayerEntry>::all()) {
    CAPTURE(entry.name);
    const auto layer = make_layer({entry.name, entry.example});
    Random random(1);
    layer->build(entry.input, random);
    std::vector<std::string> names;
    walk("", *layer, names);
    CHECK(names == names_of(layer->parameters()));
    for (const NamedLayer& one : layer->inside()) {
      CHECK(make_layer(one.layer->spec())->spec() == one.layer->spec());
    }
  }
  Transformer model({.kind = TransformerOptions::Kind::encoder_decoder, .width = 8, .heads = 2, .layers = 1});
  Random random(1);
  model.build(random);
  std::vector<std::string> names;
  for (const NamedLayer& one : model.inside()) walk(one.name + ".", *one.layer, names);
  CHECK(names == names_of(model.parameters()));
  CHECK(std::ranges::count(names, "decoder.0.cross_attention.query.weight") == 1);
}

TEST_CASE("the labels of layers are told apart from others that visitors may choose") {
  std::set<std::string> labels;
  for (const LayerEntry& entry : Registry<LayerEntry>::all()) {
    if (entry.place > 0) CHECK(labels.insert(layer_label(entry.name)).second);
  }
  CHECK(layer_label("conv2d") == "conv");
  CHECK(layer_label("dense") == "dense");
}

}  // namespace gradlab
