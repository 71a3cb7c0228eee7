// The values that parameters take, as JSON Schema.
#include "demos/core/params.h"
#include "demos/core/schema.h"

namespace gradlab {

namespace {

using namespace schema;

Json within(Json type, double low, double high) {
  type.update({{"minimum", low}, {"maximum", high}});
  return type;
}

Json at_most(double most, Json item) {
  Json type = list(std::move(item));
  type["maxItems"] = static_cast<std::int64_t>(most);
  return type;
}

Json layers_of(const Json& vocabulary) {
  std::vector<Json> kinds;
  for (const Json& word : vocabulary) {
    std::vector<Field> fields = {{"kind", one_of({word["kind"]})}};
    for (const Json& field : word["fields"]) {
      fields.push_back({field["name"], within(number(), field["low"].get<double>(), field["high"].get<double>())});
    }
    kinds.push_back(object(fields));
  }
  return either(kinds);
}

Json point(double farthest) {
  const Json coordinate = within(number(), -farthest, farthest);
  Json type = list(coordinate);
  type.update({{"minItems", 2}, {"maxItems", 3}});
  return type;
}

Json type_of(const Param& param) {
  switch (param.kind) {
    case Param::Kind::number: return within(number(), param.low, param.high);
    case Param::Kind::integer: return within(integer(), param.low, param.high);
    case Param::Kind::boolean: return flag();
    case Param::Kind::choice: return one_of(param.choices);
    case Param::Kind::units: return at_most(param.high, within(integer(), 1, param.most_units));
    case Param::Kind::points: return at_most(param.high, point(Param::farthest));
    case Param::Kind::layers: return at_most(param.high, layers_of(param.vocabulary));
    case Param::Kind::row: return at_most(param.high, number());
    case Param::Kind::text: break;
  }
  return {{"type", "string"}, {"maxLength", static_cast<std::int64_t>(param.high)}};
}

}  // namespace

Json Param::schema() const {
  Json type = type_of(*this);
  type["default"] = initial;
  return type;
}

}  // namespace gradlab
