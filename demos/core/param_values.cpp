// What values parameters take, as JSON and as text.
#include <algorithm>
#include <cmath>
#include <limits>
#include <ranges>

#include "demos/core/layer_list.h"
#include "demos/core/number_text.h"
#include "demos/core/params.h"
#include "engine/data/text/text.h"
#include "engine/data/utf8.h"

namespace gradlab {

namespace {

using Kind = Param::Kind;

constexpr std::size_t longest_shown = 60;  // bytes

/// What `param` takes, for the sentence that refuses `value`.
Json needed(const Param& param, const Json& value) {
  switch (param.kind) {
    case Kind::number: break;
    case Kind::integer:
      if (value.is_number() && value >= param.low && value <= param.high) return {{"key", "notice.needed.integer"}};
      break;
    case Kind::boolean: return {{"key", "notice.needed.boolean"}};
    case Kind::choice: return {{"key", "notice.needed.choice"}, {"choices", param.choices}};
    case Kind::units: return {{"key", "notice.needed.units"}, {"layers", param.high}, {"units", param.most_units}};
    case Kind::points: return {{"key", "notice.needed.points"}, {"most", param.high}};
    case Kind::layers: {
      Json kinds = Json::array();
      for (const Json& word : param.vocabulary) kinds.push_back(word["kind"]);
      return {{"key", "notice.needed.layers"}, {"layers", param.high}, {"kinds", std::move(kinds)}};
    }
    case Kind::text: return {{"key", "notice.needed.text"}, {"most", param.high}};
    case Kind::row: return {{"key", "notice.needed.row"}, {"most", param.high}};
  }
  return {{"key", "notice.needed.range"}, {"low", param.low}, {"high", param.high}};
}

bool is_units(const Param& param, const Json& value) {
  return value.is_number_integer() && value >= 1 && value <= param.most_units;
}

bool is_finite_float(const Json& value) {
  return value.is_number() && std::abs(value.get<double>()) <= std::numeric_limits<float>::max();
}

bool is_point(const Json& value) {
  const auto is_coordinate = [](const Json& number) {
    return number.is_number() && std::abs(number.get<double>()) <= Param::farthest;
  };
  if (!value.is_array() || value.size() < 2 || value.size() > 3) return false;
  if (!std::ranges::all_of(value, is_coordinate)) return false;
  if (value.size() == 2) return true;
  const double label = value[2].get<double>();
  return label >= 0 && label < 10 && label == std::floor(label);
}

template <typename Test>
bool is_list(const Param& param, const Json& value, Test is_item) {
  return value.is_array() && static_cast<double>(value.size()) <= param.high && std::ranges::all_of(value, is_item);
}

bool is_choice(const Param& param, const Json& value) {
  return value.is_string() && std::ranges::find(param.choices, value.get<std::string>()) != param.choices.end();
}

bool is_fitting_text(const Param& param, const Json& value) {
  if (!value.is_string()) return false;
  const auto& text = value.get_ref<const std::string&>();
  return is_utf8(text) && static_cast<double>(count_characters(text)) <= param.high;
}

/// `value` as the parameter keeps it, or null.
Json taken(const Param& param, const Json& value) {
  const auto kept = [&](bool right) { return right ? value : Json(); };
  switch (param.kind) {
    case Kind::number:
    case Kind::integer: {
      const double number = value.is_number() ? value.get<double>() : NAN;
      if (!(number >= param.low && number <= param.high)) return {};
      if (param.kind == Kind::number) return number;
      return number == std::floor(number) ? Json(static_cast<std::int64_t>(number)) : Json();
    }
    case Kind::boolean: return kept(value.is_boolean());
    case Kind::choice: return kept(is_choice(param, value));
    case Kind::units: return kept(is_list(param, value, [&](const Json& item) { return is_units(param, item); }));
    case Kind::points: return kept(is_list(param, value, is_point));
    case Kind::layers: return completed_layers(value, param.vocabulary, static_cast<std::size_t>(param.high));
    case Kind::text: return kept(is_fitting_text(param, value));
    case Kind::row:  // one input's number may stand alone
      return value.is_number() ? taken(param, Json::array({value})) : kept(is_list(param, value, is_finite_float));
  }
  return {};
}

/// The parts of `text` between separators; none of an empty one.
template <typename Read>
Json list_of(std::string_view text, char separator, Read read) {
  Json list = Json::array();
  if (text.empty()) return list;
  for (const auto part : std::views::split(text, separator))
    list.push_back(read(std::string_view(part.begin(), part.end())));
  return list;
}

/// The number that `text` is; other text stays as it is, and no parameter of numbers takes that.
Json number_or_text(std::string_view text) {
  const std::optional<double> number = number_of(text);
  return number ? json_of(*number) : Json(text);
}

/// What `text` says, whether the parameter takes it or not.
Json read(const Param& param, std::string_view text) {
  switch (param.kind) {
    case Kind::number:
    case Kind::integer: return number_or_text(text);
    case Kind::boolean:
      if (text == "true" || text == "1") return true;
      return text == "false" || text == "0" ? Json(false) : Json(text);
    case Kind::choice:
    case Kind::text: return text;
    case Kind::units:
    case Kind::row: return list_of(text, ',', number_or_text);
    case Kind::points: return list_of(text, ';', [](auto point) { return list_of(point, ',', number_or_text); });
    case Kind::layers: return list_of(text, ',', [](auto layer) { return Json(layer); });
  }
  return {};
}

/// Takes `value`, which a sentence shows as `written`.
Json taken_or_refused(const Param& param, const Json& value, const Json& written) {
  Json result = taken(param, value);
  if (!result.is_null()) return result;
  throw Refusal{"notice.bad_value",
                {{"name", param.name}, {"value", cut_short(written)}, {"needed", needed(param, value)}}};
}

template <typename Write>
std::string joined(const Json& list, char separator, Write write) {
  std::string text;
  for (const Json& item : list) text.append(text.empty() ? 0 : 1, separator).append(write(item));
  return text;
}

}  // namespace

std::string cut_short(const Json& value) {
  std::string text =
      value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', false, Json::error_handler_t::replace);
  if (text.size() <= longest_shown) return text;
  std::size_t end = longest_shown;
  while (end > 0 && (text[end] & 0xC0) == 0x80) --end;  // where a character begins
  return text.substr(0, end) + "…";
}

double link_decimals(double coordinate) {
  return std::floor(coordinate * 1000 + 0.5) / 1000 + 0.0;  // no minus before a zero
}

Json Param::checked(const Json& value) const {
  return taken_or_refused(*this, value, value);
}

Json Param::parse(std::string_view text) const {
  return taken_or_refused(*this, read(*this, text), text);
}

std::string Param::written(const Json& value) const {
  const auto number = [](const Json& item) { return text_of(item.get<double>()); };
  const auto coordinate = [](const Json& item) { return text_of(link_decimals(item.get<double>())); };
  switch (kind) {
    case Kind::number:
    case Kind::integer: return number(value);
    case Kind::boolean: return value.get<bool>() ? "true" : "false";
    case Kind::choice:
    case Kind::text: return value;
    case Kind::units:
    case Kind::row: return joined(value, ',', number);
    case Kind::points: return joined(value, ';', [&](const Json& point) { return joined(point, ',', coordinate); });
    case Kind::layers: return layers_text(value, vocabulary);
  }
  return {};
}

bool holds(const std::vector<Condition>& conditions, const Values& values) {
  return std::ranges::all_of(conditions, [&](const Condition& condition) {
    return std::ranges::find(condition.values, values.at(condition.name)) != condition.values.end();
  });
}

}  // namespace gradlab
