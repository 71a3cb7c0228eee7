#include <array>

#include "engine/core/error.h"
#include "engine/nn/nn.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

struct Named {
  std::string_view name;
  Activation apply;
  bool rectifies = false;
};

constexpr std::array<Named, 9> activations = {{
    {"relu", relu, true},
    {"tanh", tanh},
    {"sigmoid", sigmoid},
    {"leaky_relu", [](const Tensor& x) { return leaky_relu(x); }, true},
    {"gelu", gelu, true},
    {"silu", silu, true},
    {"softplus", softplus, true},
    {"sin", sin},
    {"linear", [](const Tensor& x) { return x; }},
}};

const Named& find(std::string_view name) {
  for (const Named& activation : activations) {
    if (activation.name == name) return activation;
  }
  std::string names;
  for (const std::string& known : activation_names()) names.append(names.empty() ? "" : ", ").append(known);
  fail("activation", name, "one of " + names);
}

}  // namespace

Activation find_activation(std::string_view name) {
  return find(name).apply;
}

bool rectifies(std::string_view activation) {
  return find(activation).rectifies;
}

Tensor activate(std::string_view name, const Tensor& x) {
  return find_activation(name)(x);
}

const std::vector<std::string>& activation_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> list;
    for (const Named& activation : activations) list.emplace_back(activation.name);
    return list;
  }();
  return names;
}

}  // namespace gradlab
