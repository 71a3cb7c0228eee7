// Parameters of the kind `layers`: read, completed, refused.
#include "demos/core/layer_list.h"

#include <doctest/doctest.h>

namespace gradlab {

namespace {

const Json vocabulary = {
    {{"kind", "conv"},
     {"fields",
      {{{"name", "filters"}, {"initial", 8}, {"low", 1}, {"high", 64}},
       {{"name", "size"}, {"initial", 3}, {"low", 1}, {"high", 11}}}}},
    {{"kind", "batch_norm"}, {"fields", Json::array()}},
    {{"kind", "noise"}, {"fields", {{{"name", "amount"}, {"initial", 0.5}, {"low", 0}, {"high", 1}}}}}};

const Param param = Param::layers("layers", "model", {"conv-4"}, vocabulary, 3);

}  // namespace

TEST_CASE("layers are completed by their initial values") {
  CHECK(param.initial == Json{"conv-4-3"});
  CHECK(param.checked({"conv", "batch_norm", "conv-64-11"}) == Json{"conv-8-3", "batch_norm", "conv-64-11"});
  CHECK(param.checked({"noise-.25", "noise"}) == Json{"noise-0.25", "noise-0.5"});
  CHECK(param.checked(Json::array()) == Json::array());
  CHECK(param.to_json()["kind"] == "layers");
  CHECK(param.to_json()["vocabulary"] == vocabulary);
}

TEST_CASE("layers that are none are refused, and the sentence says what there is") {
  const std::vector<Json> wrong = {"conv",
                                   {1},
                                   {"dense"},
                                   {"conv-0"},
                                   {"conv-65"},
                                   {"conv-8-3-1"},
                                   {"conv-8-2.5"},
                                   {"conv--8"},
                                   {"conv-8-"},
                                   {"conv-+8"},
                                   {"conv-8e0"},
                                   {"conv-nan"},
                                   {"batch_norm-1"},
                                   {""},
                                   {"conv-" + std::string(100, '1')},
                                   {"conv", "conv", "conv", "conv"},
                                   nullptr};
  for (const Json& value : wrong) {
    CAPTURE(value.dump());
    try {
      param.checked(value);
      FAIL("was taken");
    } catch (const Refusal& refusal) {
      CHECK(refusal.arguments["needed"]["key"] == "notice.needed.layers");
      CHECK(refusal.arguments["needed"]["kinds"] == Json{"conv", "batch_norm", "noise"});
    }
  }
}

TEST_CASE("layers are taken apart into kinds and numbers") {
  const std::vector<LayerSpec> specs = layer_specs({"conv-8-3", "batch_norm", "noise-0.25"});
  REQUIRE(specs.size() == 3);
  CHECK(specs[0].kind == "conv");
  CHECK(specs[0].whole(1) == 3);
  CHECK(specs[1].fields.empty());
  CHECK(specs[2].fields == std::vector<double>{0.25});
}

}  // namespace gradlab
