#include "demos/core/params.h"

#include <algorithm>
#include <cmath>

#include "demos/core/layer_list.h"
#include "engine/core/error.h"
#include "engine/data/text/text.h"
#include "engine/data/utf8.h"

namespace gradlab {

namespace {

Param make(Param::Kind kind, std::string name, std::string group, Json initial) {
  Param param;
  param.kind = kind;
  param.name = std::move(name);
  param.group = std::move(group);
  param.initial = std::move(initial);
  return param;
}

[[noreturn]] void refuse(const Param& param, const Json& value, Json needed) {
  std::string text =
      value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', false, Json::error_handler_t::replace);
  if (text.size() > 60) text = text.substr(0, 57) + "...";
  throw Refusal{"notice.bad_value", {{"name", param.name}, {"value", text}, {"needed", std::move(needed)}}};
}

Json range_of(const Param& param) {
  return {{"key", "notice.needed.range"}, {"low", param.low}, {"high", param.high}};
}

Json checked_number(const Param& param, const Json& value) {
  if (!value.is_number()) refuse(param, value, range_of(param));
  const double number = value.get<double>();
  if (!(number >= param.low && number <= param.high)) refuse(param, value, range_of(param));
  if (param.kind == Param::Kind::number) return number;
  if (number != std::floor(number)) refuse(param, value, {{"key", "notice.needed.integer"}});
  return static_cast<std::int64_t>(number);
}

Json checked_units(const Param& param, const Json& value) {
  const Json needed = {{"key", "notice.needed.units"}, {"layers", param.high}, {"units", most_units}};
  if (!value.is_array() || static_cast<double>(value.size()) > param.high) refuse(param, value, needed);
  for (const Json& layer : value) {
    if (!layer.is_number_integer() || layer < 1 || layer > most_units) refuse(param, value, needed);
  }
  return value;
}

Json checked_points(const Param& param, const Json& value) {
  const Json needed = {{"key", "notice.needed.points"}, {"most", most_points}};
  if (!value.is_array() || value.size() > most_points) refuse(param, value, needed);
  for (const Json& point : value) {
    if (!point.is_array() || point.size() < 2 || point.size() > 3) refuse(param, value, needed);
    for (const Json& number : point) {
      if (!number.is_number() || !(std::abs(number.get<double>()) <= 1e6)) refuse(param, value, needed);
    }
    if (point.size() == 3 && !(point[2] >= 0 && point[2] < 10)) refuse(param, value, needed);
  }
  return value;
}

Json checked_layers(const Param& param, const Json& value) {
  const Json layers = completed_layers(value, param.vocabulary, static_cast<std::size_t>(param.high));
  if (!layers.is_null()) return layers;
  Json kinds = Json::array();
  for (const Json& word : param.vocabulary) kinds.push_back(word["kind"]);
  refuse(param, value, {{"key", "notice.needed.layers"}, {"layers", param.high}, {"kinds", std::move(kinds)}});
}

Json checked_text(const Param& param, const Json& value) {
  const Json needed = {{"key", "notice.needed.text"}, {"most", param.high}};
  if (!value.is_string()) refuse(param, value, needed);
  const std::string& text = value.get_ref<const std::string&>();
  if (!is_utf8(text) || static_cast<double>(count_characters(text)) > param.high) refuse(param, value, needed);
  return value;
}

}  // namespace

std::int64_t whole_number(const Json& value, std::string_view of) {
  constexpr double most = 9007199254740992.0;  // 2^53: beyond it a double skips whole numbers
  const double number = value.is_number() ? value.get<double>() : NAN;
  if (!(std::abs(number) <= most) || number != std::floor(number)) {
    fail(of, value.dump(-1, ' ', false, Json::error_handler_t::replace), "a whole number");
  }
  return static_cast<std::int64_t>(number);
}

Param Param::number(std::string name, std::string group, double initial, double low, double high) {
  Param param = make(Kind::number, std::move(name), std::move(group), initial);
  param.low = low;
  param.high = high;
  return param;
}

Param Param::integer(std::string name, std::string group, std::int64_t initial, std::int64_t low, std::int64_t high) {
  Param param = make(Kind::integer, std::move(name), std::move(group), initial);
  param.low = static_cast<double>(low);
  param.high = static_cast<double>(high);
  return param;
}

Param Param::boolean(std::string name, std::string group, bool initial) {
  return make(Kind::boolean, std::move(name), std::move(group), initial);
}

Param Param::choice(std::string name, std::string group, std::string initial, std::vector<std::string> choices) {
  Param param = make(Kind::choice, std::move(name), std::move(group), std::move(initial));
  param.choices = std::move(choices);
  return param;
}

Param Param::units(std::string name, std::string group, std::vector<int> initial, int most_layers) {
  Param param = make(Kind::units, std::move(name), std::move(group), initial);
  param.high = most_layers;
  return param;
}

Param Param::layers(std::string name, std::string group, std::vector<std::string> initial, Json vocabulary,
                    int most_layers) {
  Param param = make(Kind::layers, std::move(name), std::move(group), Json());
  param.vocabulary = std::move(vocabulary);
  param.high = most_layers;
  param.initial = param.checked(initial);
  return param;
}

Param Param::text(std::string name, std::string group, std::string initial, int most) {
  Param param = make(Kind::text, std::move(name), std::move(group), std::move(initial));
  param.high = most;
  return param;
}

Param Param::points(std::string name, std::string group) {
  return make(Kind::points, std::move(name), std::move(group), Json::array()).applies_live();
}

Param Param::log_scale() && {
  return logarithmic = true, std::move(*this);
}
Param Param::in_unit(std::string text) && {
  return unit = std::move(text), std::move(*this);
}
Param Param::applies_live() && {
  return live = true, std::move(*this);
}
Param Param::sketched(std::function<Json()> curves) && {
  return sketch = std::move(curves), std::move(*this);
}
Param Param::shown_when(std::string other, std::vector<Json> values) && {
  return when.push_back({std::move(other), std::move(values)}), std::move(*this);
}

Json Param::checked(const Json& value) const {
  switch (kind) {
    case Kind::number:
    case Kind::integer: return checked_number(*this, value);
    case Kind::boolean:
      if (!value.is_boolean()) refuse(*this, value, {{"key", "notice.needed.boolean"}});
      return value;
    case Kind::choice:
      if (!value.is_string() || std::find(choices.begin(), choices.end(), value.get<std::string>()) == choices.end()) {
        refuse(*this, value, {{"key", "notice.needed.choice"}, {"choices", choices}});
      }
      return value;
    case Kind::units: return checked_units(*this, value);
    case Kind::points: return checked_points(*this, value);
    case Kind::layers: return checked_layers(*this, value);
    case Kind::text: return checked_text(*this, value);
  }
  return value;
}

Json Param::to_json() const {
  static constexpr const char* kinds[] = {"number", "integer", "boolean", "choice",
                                          "units",  "points",  "layers",  "text"};
  Json json = {{"name", name},
               {"group", group},
               {"kind", kinds[static_cast<int>(kind)]},
               {"initial", initial},
               {"low", low},
               {"high", high},
               {"logarithmic", logarithmic},
               {"unit", unit},
               {"choices", choices},
               {"live", live},
               {"when", gradlab::to_json(when)}};
  if (kind == Kind::layers) json["vocabulary"] = vocabulary;
  if (sketch) json["sketch"] = sketch();
  return json;
}

Json to_json(const std::vector<Condition>& conditions) {
  Json list = Json::array();
  for (const Condition& condition : conditions)
    list.push_back({{"name", condition.name}, {"values", condition.values}});
  return list;
}

Params::Params(std::initializer_list<std::vector<Param>> parts) {
  for (const std::vector<Param>& part : parts) list_.insert(list_.end(), part.begin(), part.end());
}

const Param* Params::find(std::string_view name) const {
  const auto place = std::find_if(list_.begin(), list_.end(), [&](const Param& param) { return param.name == name; });
  return place == list_.end() ? nullptr : &*place;
}

Values::Values(const Params& params) : params_(&params) {
  for (const Param& param : params.list()) values_[param.name] = param.initial;
}

std::vector<Refusal> Values::change(const Json& changes) {
  std::vector<Refusal> refusals;
  if (!changes.is_object()) return refusals;
  for (const auto& [name, value] : changes.items()) {
    const Param* param = params_->find(name);
    if (param == nullptr) {
      refusals.push_back({"notice.unknown_param", {{"name", name.substr(0, 60)}}});
      continue;
    }
    try {
      values_[name] = param->checked(value);
    } catch (const Refusal& refusal) {
      refusals.push_back(refusal);
    }
  }
  return refusals;
}

const Json& Values::at(std::string_view name) const {
  const auto place = values_.find(name);
  if (place == values_.end()) fail("values", std::string(name), "a parameter of this demo");
  return *place;
}

double Values::number(std::string_view name) const {
  return at(name).get<double>();
}
std::int64_t Values::integer(std::string_view name) const {
  return whole_number(at(name), name);
}
bool Values::boolean(std::string_view name) const {
  return at(name).get<bool>();
}
const std::string& Values::choice(std::string_view name) const {
  return at(name).get_ref<const std::string&>();
}
std::vector<int> Values::units(std::string_view name) const {
  return at(name).get<std::vector<int>>();
}

}  // namespace gradlab
