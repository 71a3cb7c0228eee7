#include "web/ui/frame/catalogue.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gradlab::ui {
namespace {

Param::Kind read_kind(const std::string& name) {
  using enum Param::Kind;
  static constexpr std::array<std::pair<const char*, Param::Kind>, 9> kinds = {{{"number", number},
                                                                                {"integer", integer},
                                                                                {"boolean", boolean},
                                                                                {"choice", choice},
                                                                                {"units", units},
                                                                                {"points", points},
                                                                                {"layers", layers},
                                                                                {"text", text},
                                                                                {"row", row}}};
  const auto found = std::ranges::find_if(kinds, [&](const auto& kind) { return name == kind.first; });
  return found == kinds.end() ? number : found->second;
}

std::vector<Condition> read_conditions(const Json& list) {
  std::vector<Condition> conditions;
  for (const Json& json : elements(list))
    conditions.push_back({string_of(member(json, "name")), elements(member(json, "values"))});
  return conditions;
}

std::vector<LayerKind> read_vocabulary(const Json& list) {
  std::vector<LayerKind> kinds;
  for (const Json& json : elements(list)) {
    LayerKind& kind = kinds.emplace_back();
    kind.name = string_of(member(json, "kind"));
    kind.before = strings_of(member(json, "before"));
    for (const Json& field : elements(member(json, "fields"))) {
      kind.fields.push_back({string_of(member(field, "name")), integer_of(member(field, "initial")),
                             integer_of(member(field, "low")), integer_of(member(field, "high"))});
    }
  }
  return kinds;
}

Param read_param(const Json& json) {
  Param param;
  param.name = string_of(member(json, "name"));
  param.term = string_of(member(json, "term"), param.name);
  param.group = string_of(member(json, "group"));
  param.unit = string_of(member(json, "unit"));
  param.kind = read_kind(string_of(member(json, "kind")));
  param.initial = member(json, "initial");
  param.low = number_of(member(json, "low"), 0.0);
  param.high = number_of(member(json, "high"), 1.0);
  param.most_units = integer_of(member(json, "most_units"));
  param.logarithmic = flag_of(member(json, "logarithmic"));
  param.live = flag_of(member(json, "live"));
  param.choices = strings_of(member(json, "choices"));
  param.when = read_conditions(member(json, "when"));
  param.vocabulary = read_vocabulary(member(json, "vocabulary"));
  if (const Json& sketch = member(json, "sketch"); sketch.is_object()) {
    for (const auto& [choice, curve] : sketch.items()) {
      for (const Json& y : elements(curve)) param.sketch[choice].push_back(static_cast<float>(number_of(y)));
    }
  }
  return param;
}

}  // namespace

std::vector<Demo> read_catalogue(const Json& message) {
  std::vector<Demo> demos;
  for (const Json& json : elements(member(message, "demos"))) {
    Demo& demo = demos.emplace_back();
    demo.id = string_of(member(json, "id"));
    const Json& progress = member(json, "progress");
    demo.progress = {string_of(member(progress, "metric")), string_of(member(progress, "direction")) == "rises"};
    for (const Json& param : elements(member(json, "params"))) demo.params.push_back(read_param(param));
    for (const Json& view : elements(member(json, "views"))) {
      demo.views.push_back({string_of(member(view, "name")), string_of(member(view, "kind")),
                            flag_of(member(view, "wide")), read_conditions(member(view, "when")),
                            string_of(member(view, "section"))});
    }
  }
  return demos;
}

}  // namespace gradlab::ui
