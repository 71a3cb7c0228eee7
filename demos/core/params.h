// What a visitor can set: a demo's parameters as data, and their checked values. From this one description come the
// controls, the link, the accessible mirror, the headless runner's --set, and the tests' loops.
#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace gradlab {

using Json = nlohmann::json;

/// Holds while the parameter `name` has one of `values`.
struct Condition {
  std::string name;
  std::vector<Json> values;
};
Json to_json(const std::vector<Condition>& conditions);

struct Param {
  enum class Kind { number, integer, boolean, choice, units, points, layers, text, row };
  static constexpr double farthest = 1e6;  ///< that a coordinate of a point may be from 0

  std::string name;   ///< "learning_rate": also the key in the link and of the texts param.<name>.label and .help
  std::string term;   ///< the name whose texts it has where it lacks its own; empty: its own
  std::string group;  ///< "data", "model", "training", "regularization"
  Kind kind = Kind::number;
  /// A number, true/false, a choice's name, [units...], [[x, y, label]...], [{kind, its fields}...] of layers, a text,
  /// or a row's [numbers...].
  Json initial;
  double low = 0.0, high = 1.0;  ///< of units, points, layers, text and row only high: how many there may be
  int most_units = 0;            ///< of units: in one layer
  bool logarithmic = false;      ///< the slider's scale
  std::string unit;
  std::vector<std::string> choices;
  bool live = false;            ///< applies to the running model; otherwise the model is built anew
  std::vector<Condition> when;  ///< shown only while all hold
  /// layers: [{kind, fields: [{name, initial, low, high}], before}]; a new layer belongs before the first of the kinds
  /// in `before`, and to the end where there is none.
  Json vocabulary;
  /// {choice: [y...]}: what each choice looks like as a curve, drawn beside the control.
  std::function<Json()> sketch;

  static Param number(std::string name, std::string group, double initial, double low, double high);
  static Param integer(std::string name, std::string group, std::int64_t initial, std::int64_t low, std::int64_t high);
  static Param boolean(std::string name, std::string group, bool initial);
  static Param choice(std::string name, std::string group, std::string initial, std::vector<std::string> choices);
  /// Layers of a network, each with its number of units.
  static Param units(std::string name, std::string group, std::vector<int> initial, int most_layers);
  /// Layers of any kinds, up to `most_layers`, each an object of its kind and its fields as in `vocabulary`. `initial`
  /// is their text: "conv-8-5,batch_norm".
  static Param layers(std::string name, std::string group, std::string_view initial, Json vocabulary, int most_layers);
  /// Up to `most` Unicode code points that the visitor typed.
  static Param text(std::string name, std::string group, std::string initial, int most);
  /// A new row of the data: a number for each input, as far as they go; the others are at their mean. What the inputs
  /// are, Experiment::row_inputs tells. It applies live.
  static Param row(std::string name, std::string group, std::vector<double> initial);
  /// Points [x, y] or [x, y, label] that the visitor placed.
  static Param points(std::string name, std::string group);
  Param log_scale() &&;
  Param in_unit(std::string text) &&;
  Param applies_live() &&;
  Param shown_when(std::string other, std::vector<Json> values) &&;
  Param sketched(std::function<Json()> curves) &&;

  /// `value` as this parameter takes it, complete, or throws Refusal.
  Json checked(const Json& value) const;
  /// The value that a link or a script writes as `text`: "0.5", "true", "8,8", "1,2,0;3,4,1", "conv-8-5,batch_norm" (a
  /// layer's kind and fields; those left out at the end have their initial values). Throws Refusal.
  Json parse(std::string_view text) const;
  /// The text of `value`, which it takes; coordinates of points are rounded by link_decimals.
  std::string written(const Json& value) const;
  Json to_json() const;
  /// The values that it takes, as JSON Schema; `parse` reads their texts.
  Json schema() const;
  /// The names of all kinds: "number".
  static std::vector<std::string> kinds();
};

/// The whole number in `value`, however a script wrote it; throws `[of] ...` for anything else.
std::int64_t whole_number(const Json& value, std::string_view of);

/// `coordinate` with as many decimals as a link has.
double link_decimals(double coordinate);
/// `value` as a sentence shows it, cut short.
std::string cut_short(const Json& value);

/// A value that was not taken, as a notice: key of its text and what to fill in.
struct Refusal {
  std::string key;  ///< "notice.bad_value", "notice.unknown_param"
  Json arguments;   ///< {"name", "value", "needed"}
};

/// A demo's parameters in the order they are shown.
class Params {
 public:
  Params() = default;
  Params(std::initializer_list<std::vector<Param>> parts);
  const std::vector<Param>& list() const { return list_; }
  const Param* find(std::string_view name) const;

 private:
  std::vector<Param> list_;
};

/// The values that the texts in `written`, {name: text}, stand for; `refusals` gets one for each of the rest.
Json parsed(const Params& params, const Json& written, std::vector<Refusal>& refusals);

/// Every parameter's value, always complete and always valid.
class Values {
 public:
  Values() = default;
  /// The initial values.
  explicit Values(const Params& params);

  /// Takes what is right in `changes` (an object); returns a refusal for each of the rest.
  std::vector<Refusal> change(const Json& changes);

  double number(std::string_view name) const;
  float real(std::string_view name) const { return static_cast<float>(number(name)); }
  std::int64_t integer(std::string_view name) const;
  bool boolean(std::string_view name) const;
  /// Of a choice, or a text.
  const std::string& choice(std::string_view name) const;
  std::vector<int> units(std::string_view name) const;
  std::vector<double> row(std::string_view name) const;
  const Json& at(std::string_view name) const;
  /// All values as one object.
  const Json& json() const { return values_; }
  /// {name: text} of all values, as `parsed` reads them.
  Json written() const;

 private:
  const Params* params_ = nullptr;
  Json values_ = Json::object();
};

/// Whether all of them do.
bool holds(const std::vector<Condition>& conditions, const Values& values);

}  // namespace gradlab
