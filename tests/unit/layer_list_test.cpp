// Parameters of the kind `layers`: read, completed, refused.
#include "demos/core/layer_list.h"

#include <doctest/doctest.h>

#include "engine/nn/nn.h"

namespace gradlab {

namespace {

const Json vocabulary = {
    {{"kind", "conv"},
     {"fields",
      {{{"name", "filters"}, {"initial", 8}, {"low", 1}, {"high", 64}},
       {{"name", "size"}, {"initial", 3}, {"low", 1}, {"high", 11}}}}},
    {{"kind", "batch_norm"}, {"fields", Json::array()}},
    {{"kind", "noise"}, {"fields", {{{"name", "amount"}, {"initial", 0.5}, {"low", 0}, {"high", 1}}}}}};

const Param layers_param = Param::layers("layers", "model", "conv-4", vocabulary, 3);

Json conv(double filters, double size) {
  return {{"kind", "conv"}, {"filters", filters}, {"size", size}};
}

Refusal refusal_of(const Json& value) {
  try {
    layers_param.checked(value);
  } catch (const Refusal& refusal) {
    return refusal;
  }
  FAIL("was taken");
  return {};
}

}  // namespace

TEST_CASE("layers are completed by their initial values") {
  CHECK(layers_param.initial == Json{conv(4, 3)});
  CHECK(layers_param.checked({"conv", "batch_norm", "conv-64-11"}) ==
        Json{conv(8, 3), {{"kind", "batch_norm"}}, conv(64, 11)});
  CHECK(layers_param.checked({"noise-.25", {{"kind", "noise"}}}) ==
        Json{{{"kind", "noise"}, {"amount", 0.25}}, {{"kind", "noise"}, {"amount", 0.5}}});
  CHECK(layers_param.checked({{{"kind", "conv"}, {"size", 5.0}}}) == Json{conv(8, 5)});
  CHECK(layers_param.checked(Json::array({conv(8, 5.0)}))[0]["size"].is_number_integer());
  CHECK(layers_param.checked(Json::array()) == Json::array());
  CHECK(layers_param.to_json()["kind"] == "layers");
  CHECK(layers_param.to_json()["vocabulary"] == vocabulary);
}

TEST_CASE("what is no list of layers is refused, and the sentence says what one is") {
  for (const Json& value : std::vector<Json>{"conv",
                                             {1},
                                             {{{"filters", 3}}},
                                             {{{"kind", 3}}},
                                             conv(8, 3),
                                             {"conv", nullptr},
                                             {"conv", "conv", "conv", "conv"},
                                             nullptr}) {
    CAPTURE(value.dump());
    CHECK(refusal_of(value).arguments["needed"]["key"] == "notice.needed.layers");
  }
}

TEST_CASE("a wrong layer is refused with its place, and with what it may be") {
  const Refusal kind = refusal_of({"conv", "flatten"});
  CHECK(kind.key == "notice.layer_kind");
  CHECK(kind.arguments == Json{{"place", 2}, {"kind", "flatten"}, {"kinds", {"conv", "batch_norm", "noise"}}});
  const Refusal range = refusal_of({"conv-8-29"});
  CHECK(range.key == "notice.layer_whole_number");
  CHECK(range.arguments == Json{{"place", 1},
                                {"layer", {{"key", "layer.conv"}}},
                                {"field", {{"key", "layer.field.size"}}},
                                {"low", 1},
                                {"high", 11},
                                {"value", "29"}});
  CHECK(refusal_of({"noise-2"}).key == "notice.layer_number");
  for (const char* wrong :
       {"conv-0", "conv-65", "conv-8-2.5", "conv--8", "conv-8-", "conv-+8", "conv-8e0", "conv-nan"}) {
    CAPTURE(wrong);
    CHECK(refusal_of({wrong}).key == "notice.layer_whole_number");
  }
  for (const std::string& wrong :
       {std::string("conv-8-3-1"), std::string("batch_norm-1"), "conv-" + std::string(100, '1')}) {
    CAPTURE(wrong);
    CHECK(refusal_of({wrong}).key == "notice.layer_numbers");
  }
  for (const Json& wrong : std::vector<Json>{"3", nullptr, {3}, 2.5, 0}) {
    CAPTURE(wrong.dump());
    CHECK(refusal_of({{{"kind", "conv"}, {"size", wrong}}}).key == "notice.layer_whole_number");
  }
  const Refusal surplus = refusal_of({{{"kind", "conv"}, {"colour", 1}}});
  CHECK(surplus.key == "notice.layer_numbers");
  CHECK(surplus.arguments["written"] == Json{"conv", "colour"});
  CHECK(refusal_of({""}).key == "notice.layer_kind");
  CHECK(refusal_of({std::string(5000, 'x')}).arguments["kind"].get<std::string>().size() <= 80);
}

TEST_CASE("the vocabulary of networks of images is what the layers offer, in links' own words") {
  const Json offered = layer_vocabulary();
  Json kinds = Json::array();
  for (const Json& word : offered) kinds.push_back(word["kind"]);
  CHECK(kinds ==
        Json{"conv", "max_pool", "average_pool", "batch_norm", "dropout", "dense", "residual", "global_average_pool"});
  const Json rows = {"dense", "global_average_pool"};
  CHECK(offered[0] == Json{{"kind", "conv"},
                           {"fields",
                            {{{"name", "filters"}, {"initial", 8}, {"low", 1}, {"high", 128}},
                             {{"name", "size"}, {"initial", 3}, {"low", 1}, {"high", 11}},
                             {{"name", "stride"}, {"initial", 1}, {"low", 1}, {"high", 4}}}},
                           {"before", rows}});
  CHECK(offered[3] == Json{{"kind", "batch_norm"}, {"fields", Json::array()}});
  CHECK(offered[4]["fields"] == Json{{{"name", "rate"}, {"initial", 25}, {"low", 1}, {"high", 90}}});
}

TEST_CASE("every kind of the vocabulary becomes a layer of the engine, with its own numbers and the initial ones") {
  const Json offered = layer_vocabulary();
  for (const Json& word : offered) {
    CAPTURE(word["kind"].get<std::string>());
    for (const char* end : {"low", "high"}) {
      std::string written = word["kind"];
      for (const Json& field : word["fields"]) written += "-" + field[end].dump();
      const std::vector<LayerSpec> specs = layer_specs(completed_layers({written}, offered, 1));
      REQUIRE(specs.size() == 1);
      CHECK(layer_label(specs[0].kind) == word["kind"]);
      CHECK(make_layer(specs[0])->spec() == specs[0]);
    }
  }
  CHECK(layer_specs(completed_layers({"conv-16-5-2"}, offered, 1))[0] ==
        completed({"conv2d", {{"filters", 16}, {"size", 5}, {"stride", 2}}}));
  for (int percent = 1; percent <= 90; ++percent) {
    const LayerSpec spec = layer_specs(completed_layers({"dropout-" + std::to_string(percent)}, offered, 1))[0];
    CHECK(spec.number("rate") == static_cast<float>(percent) / 100);
  }
}

}  // namespace gradlab
