#include "demos/core/params.h"

#include <algorithm>
#include <cmath>

#include "engine/core/error.h"

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

Refusal unknown_param(const std::string& name) {
  return {"notice.unknown_param", {{"name", cut_short(name)}}};
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
  param.most_units = 64;
  return param;
}

Param Param::layers(std::string name, std::string group, std::string_view initial, Json vocabulary, int most_layers) {
  Param param = make(Kind::layers, std::move(name), std::move(group), Json());
  param.vocabulary = std::move(vocabulary);
  param.high = most_layers;
  param.initial = param.parse(initial);
  return param;
}

Param Param::text(std::string name, std::string group, std::string initial, int most) {
  Param param = make(Kind::text, std::move(name), std::move(group), std::move(initial));
  param.high = most;
  return param;
}

Param Param::row(std::string name, std::string group, std::vector<double> initial) {
  Param param = make(Kind::row, std::move(name), std::move(group), initial);
  param.high = 1000;
  return std::move(param).applies_live();
}

Param Param::points(std::string name, std::string group) {
  Param param = make(Kind::points, std::move(name), std::move(group), Json::array());
  param.high = 1000;
  return std::move(param).applies_live();
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

std::vector<std::string> Param::kinds() {
  return {"number", "integer", "boolean", "choice", "units", "points", "layers", "text", "row"};
}

Json Param::to_json() const {
  Json json = {{"name", name},
               {"group", group},
               {"kind", kinds()[static_cast<std::size_t>(kind)]},
               {"initial", initial},
               {"written", written(initial)},
               {"low", low},
               {"high", high},
               {"logarithmic", logarithmic},
               {"unit", unit},
               {"choices", choices},
               {"live", live},
               {"when", gradlab::to_json(when)}};
  if (!term.empty()) json["term"] = term;
  if (kind == Kind::units) json["most_units"] = most_units;
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

Json parsed(const Params& params, const Json& written, std::vector<Refusal>& refusals) {
  Json values = Json::object();
  if (!written.is_object()) return values;
  for (const auto& [name, text] : written.items()) {
    const Param* param = params.find(name);
    try {
      if (param == nullptr) throw unknown_param(name);
      values[name] = param->parse(text.get_ref<const std::string&>());
    } catch (const Refusal& refusal) {
      refusals.push_back(refusal);
    }
  }
  return values;
}

Values::Values(const Params& params) : params_(&params) {
  for (const Param& param : params.list()) values_[param.name] = param.initial;
}

std::vector<Refusal> Values::change(const Json& changes) {
  std::vector<Refusal> refusals;
  if (!changes.is_object()) return refusals;
  for (const auto& [name, value] : changes.items()) {
    const Param* param = params_->find(name);
    try {
      if (param == nullptr) throw unknown_param(name);
      values_[name] = param->checked(value);
    } catch (const Refusal& refusal) {
      refusals.push_back(refusal);
    }
  }
  return refusals;
}

Json Values::written() const {
  Json texts = Json::object();
  for (const Param& param : params_->list()) texts[param.name] = param.written(values_.at(param.name));
  return texts;
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
std::vector<double> Values::row(std::string_view name) const {
  return at(name).get<std::vector<double>>();
}
std::vector<int> Values::units(std::string_view name) const {
  return at(name).get<std::vector<int>>();
}

}  // namespace gradlab
