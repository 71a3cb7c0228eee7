#include "tests/unit/golden.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace gradlab {

const Json& golden(const std::string& name) {
  static std::map<std::string, Json> files;
  const auto [place, fresh] = files.try_emplace(name);
  if (fresh) place->second = Json::parse(golden_texts().at(name));
  return place->second;
}

std::set<std::string> golden_names(std::initializer_list<std::string> files) {
  std::set<std::string> names;
  for (const std::string& file : files) {
    for (const Json& item : golden(file)["cases"]) names.insert(item["name"].get<std::string>());
  }
  return names;
}

namespace {

Shape to_shape(const Json& extents) {
  Shape shape;
  for (const Json& extent : extents) shape.push_back(extent);
  return shape;
}

}  // namespace

Tensor to_tensor(const Json& packed) {
  const Shape shape = to_shape(packed.at("shape"));
  if (packed.contains("indices")) return Tensor::indices(packed["indices"].get<std::vector<std::int32_t>>(), shape);
  return Tensor::from(packed.at("values").get<std::vector<float>>(), shape);
}

void check_against(const Json& golden, const Tensor& tensor, double tolerance) {
  REQUIRE(tensor.defined());
  REQUIRE(tensor.shape().to_string() == to_shape(golden.at("shape")).to_string());
  if (golden.contains("indices")) {
    const std::vector<std::int32_t> expected = golden["indices"];
    CHECK(std::equal(expected.begin(), expected.end(), tensor.indices()));
    return;
  }
  for (std::int64_t i = 0; i < tensor.size(); ++i) {
    const double expected = golden.at("values")[static_cast<std::size_t>(i)], actual = tensor.data()[i];
    CAPTURE(i);
    CAPTURE(expected);
    CAPTURE(actual);
    CHECK(std::abs(actual - expected) <= tolerance * (1.0 + std::abs(expected)));
  }
}

}  // namespace gradlab
