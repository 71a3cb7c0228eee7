// The demos as the trainer describes them: what can be set and what is shown.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "web/ui/frame/json.h"

namespace gradlab::ui {

/// Holds while the parameter `name` has one of `values`.
struct Condition {
  std::string name;
  Json values;
};

/// A kind of layer, and the whole numbers that it takes.
struct LayerKind {
  struct Field {
    std::string name;
    int initial = 0, low = 0, high = 0;
  };
  std::string name;
  std::vector<Field> fields;
  std::vector<std::string> before;  ///< kinds before whose first one a new layer belongs
};

struct Param {
  enum class Kind { number, integer, boolean, choice, units, points, layers, text, row };

  std::string name, term, group, unit;  // term: whose texts it has where it lacks its own
  Kind kind = Kind::number;
  Json initial;
  double low = 0.0, high = 1.0;
  int most_units = 0;  ///< of units: in one layer
  bool logarithmic = false;
  bool live = false;  ///< applies to the running model; otherwise the run starts again
  std::vector<std::string> choices;
  std::vector<Condition> when;
  std::map<std::string, std::vector<float>> sketch;  ///< what a choice looks like, as a curve
  std::vector<LayerKind> vocabulary;                 ///< of which layers are built
};

struct ViewSpec {
  std::string name, kind;
  bool wide = false;
  std::vector<Condition> when;
  std::string section;  ///< those of one section are shown together; empty: there is but one
};

/// The metric that tells whether a demo learns, and which way it then goes.
struct Progress {
  std::string metric;
  bool rises = false;
  bool is_better(double now, double before) const { return rises ? now > before : now < before; }
};

struct Demo {
  std::string id;
  Progress progress;
  std::vector<Param> params;
  std::vector<ViewSpec> views;
};

std::vector<Demo> read_catalogue(const Json& message);

}  // namespace gradlab::ui
