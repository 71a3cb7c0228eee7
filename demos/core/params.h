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
  enum class Kind { number, integer, boolean, choice, units, points, layers, text };

  std::string name;   ///< "learning_rate": also the key in the link and of the texts param.<name>.label and .help
  std::string group;  ///< "data", "model", "training", "regularization"
  Kind kind = Kind::number;
  Json initial;  ///< number, true/false, a choice's name, [units...], [[x, y, label]...], ["conv-8-5-1"...], or a text
  double low = 0.0, high = 1.0;
  bool logarithmic = false;  ///< the slider's scale
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
  /// Layers of a network: up to `high` layers of 1 to 64 units.
  static Param units(std::string name, std::string group, std::vector<int> initial, int most_layers);
  /// Layers of any kinds, each written as its kind and the values of its fields: "conv-8-5-1", "batch_norm". Fields
  /// left out at the end, "conv-8-5", have their initial values. Up to `most_layers`, and kinds, as in `vocabulary`.
  static Param layers(std::string name, std::string group, std::vector<std::string> initial, Json vocabulary,
                      int most_layers);
  /// Up to `most` Unicode code points that the visitor typed.
  static Param text(std::string name, std::string group, std::string initial, int most);
  /// Points [x, y] or [x, y, label] that the visitor placed.
  static Param points(std::string name, std::string group);
  Param log_scale() &&;
  Param in_unit(std::string text) &&;
  Param applies_live() &&;
  Param shown_when(std::string other, std::vector<Json> values) &&;
  Param sketched(std::function<Json()> curves) &&;

  /// `value` as this parameter takes it (a number rounded for an integer, text parsed), or throws Refusal.
  Json checked(const Json& value) const;
  Json to_json() const;
};

/// The whole number in `value`, however a script wrote it; throws `[of] ...` for anything else.
std::int64_t whole_number(const Json& value, std::string_view of);

inline constexpr std::size_t most_points = 1000;
inline constexpr int most_units = 64;

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
  const Json& at(std::string_view name) const;
  /// All values as one object.
  const Json& json() const { return values_; }

 private:
  const Params* params_ = nullptr;
  Json values_ = Json::object();
};

}  // namespace gradlab
