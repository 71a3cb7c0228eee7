#include <array>

#include "engine/core/error.h"
#include "engine/nn/nn.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

struct Activation {
  std::string_view name;
  Tensor (*apply)(const Tensor&);
};

constexpr std::array<Activation, 9> activations = {{
    {"linear", [](const Tensor& x) { return x; }},
    {"relu", relu},
    {"leaky_relu", [](const Tensor& x) { return leaky_relu(x); }},
    {"gelu", gelu},
    {"sigmoid", sigmoid},
    {"silu", silu},
    {"tanh", tanh},
    {"softplus", softplus},
    {"sin", sin},
}};

}  // namespace

Tensor activate(std::string_view name, const Tensor& x) {
  for (const Activation& activation : activations) {
    if (activation.name == name) return activation.apply(x);
  }
  std::string names;
  for (const std::string& known : activation_names()) names.append(names.empty() ? "" : ", ").append(known);
  fail("activation", name, "one of " + names);
}

const std::vector<std::string>& activation_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> list;
    for (const Activation& activation : activations) list.emplace_back(activation.name);
    return list;
  }();
  return names;
}

}  // namespace gradlab
