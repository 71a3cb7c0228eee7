#include <doctest/doctest.h>

#include <functional>

#include "engine/autograd/tape.h"
#include "engine/loss/loss.h"
#include "engine/ops/op_case.h"
#include "engine/ops/ops.h"
#include "tests/unit/golden.h"

namespace gradlab {

namespace {

using Call = std::function<Tensor(const Tensors& inputs, const Json& options)>;

Call unary(Tensor (*op)(const Tensor&)) {
  return [op](const Tensors& x, const Json&) { return op(x[0]); };
}

Call binary(Tensor (*op)(const Tensor&, const Tensor&)) {
  return [op](const Tensors& x, const Json&) { return op(x[0], x[1]); };
}

/// Reductions take their axes as an initializer list, which cannot be made from a list of unknown length.
Call reduction(Tensor (*op)(const Tensor&, Axes, bool)) {
  return [op](const Tensors& x, const Json& options) {
    const std::vector<int> axes = options["axes"];
    const bool keep = options["keep"];
    switch (axes.size()) {
      case 0: return op(x[0], {}, keep);
      case 1: return op(x[0], {axes[0]}, keep);
      default: REQUIRE(axes.size() == 2); return op(x[0], {axes[0], axes[1]}, keep);
    }
  };
}

/// The bias, where there is one.
Tensor third(const Tensors& x) {
  return x.size() > 2 ? x[2] : Tensor();
}

Padding padding_of(const Json& options) {
  return options["same"] ? Padding::same : Padding::valid;
}

Conv2dOptions conv2d_options(const Json& options) {
  return {.stride = options["stride"],
          .dilation = options["dilation"],
          .groups = options["groups"],
          .padding = padding_of(options),
          .relu = options["relu"]};
}

Pool2dOptions pool2d_options(const Json& options) {
  return {.size = options["size"], .stride = options["stride"], .padding = padding_of(options)};
}

/// The lengths, where there are any, are the last of the inputs.
AttentionOptions attention_options(const Tensors& x, std::size_t without_lengths, const Json& options) {
  return {.heads = options["heads"],
          .causal = options["causal"],
          .lengths = x.size() > without_lengths ? x.back() : Tensor()};
}

const std::map<std::string, Call>& calls() {
  static const std::map<std::string, Call> table = {
      {"add", binary(add)},
      {"subtract", binary(subtract)},
      {"multiply", binary(multiply)},
      {"divide", binary(divide)},
      {"scale",
       [](const Tensors& x, const Json& options) { return scale(x[0], options["factor"], options["offset"]); }},
      {"negate", unary(negate)},
      {"exp", unary(exp)},
      {"log", unary(log)},
      {"sqrt", unary(sqrt)},
      {"square", unary(square)},
      {"pow", [](const Tensors& x, const Json& options) { return pow(x[0], options["exponent"]); }},
      {"abs", unary(abs)},
      {"clamp", [](const Tensors& x, const Json& options) { return clamp(x[0], options["low"], options["high"]); }},
      {"sin", unary(sin)},
      {"cos", unary(cos)},
      {"relu", unary(relu)},
      {"leaky_relu", [](const Tensors& x, const Json& options) { return leaky_relu(x[0], options["slope"]); }},
      {"gelu", unary(gelu)},
      {"sigmoid", unary(sigmoid)},
      {"silu", unary(silu)},
      {"tanh", unary(tanh)},
      {"softplus", unary(softplus)},
      {"matmul",
       [](const Tensors& x, const Json& options) {
         return matmul(x[0], x[1], {.transpose_a = options["transpose_a"], .transpose_b = options["transpose_b"]});
       }},
      {"linear", [](const Tensors& x, const Json& options) { return linear(x[0], x[1], third(x), options["relu"]); }},
      {"conv2d",
       [](const Tensors& x, const Json& options) { return conv2d(x[0], x[1], third(x), conv2d_options(options)); }},
      {"conv_transpose2d",
       [](const Tensors& x, const Json& options) {
         return conv_transpose2d(x[0], x[1], third(x), {.stride = options["stride"], .padding = padding_of(options)});
       }},
      {"max_pool2d", [](const Tensors& x, const Json& options) { return max_pool2d(x[0], pool2d_options(options)); }},
      {"average_pool2d",
       [](const Tensors& x, const Json& options) { return average_pool2d(x[0], pool2d_options(options)); }},
      {"sum", reduction(sum)},
      {"mean", reduction(mean)},
      {"max", reduction(max)},
      {"argmax", [](const Tensors& x, const Json& options) { return argmax(x[0], options["axis"]); }},
      {"reshape",
       [](const Tensors& x, const Json& options) { return reshape(x[0], {options["shape"][0], options["shape"][1]}); }},
      {"transpose",
       [](const Tensors& x, const Json& options) {
         const Json& axes = options["axes"];
         return transpose(x[0], {axes[0].get<int>(), axes[1].get<int>(), axes[2].get<int>()});
       }},
      {"slice", [](const Tensors& x,
                   const Json& options) { return slice(x[0], options["axis"], options["first"], options["last"]); }},
      {"concat", [](const Tensors& x, const Json& options) { return gradlab::concat(x, options["axis"].get<int>()); }},
      {"gather", binary(gather)},
      {"softmax", unary(softmax)},
      {"log_softmax", unary(log_softmax)},
      {"batch_norm",
       [](const Tensors& x, const Json& options) {
         Moments measured;
         return batch_norm(x[0], x[1], x[2], measured, options["epsilon"]);
       }},
      {"batch_norm_with",
       [](const Tensors& x, const Json& options) {
         return batch_norm_with(x[0], x[1], x[2], {x[3], x[4]}, options["epsilon"]);
       }},
      {"layer_norm",
       [](const Tensors& x, const Json& options) { return layer_norm(x[0], x[1], x[2], options["epsilon"]); }},
      {"rms_norm", [](const Tensors& x, const Json& options) { return rms_norm(x[0], x[1], options["epsilon"]); }},
      {"attention", [](const Tensors& x,
                       const Json& options) { return attention(x[0], x[1], x[2], attention_options(x, 3, options)); }},
      {"attention_weights",
       [](const Tensors& x, const Json& options) {
         return attention_weights(x[0], x[1], attention_options(x, 2, options));
       }},
      {"rotary", [](const Tensors& x,
                    const Json& options) { return rotary(x[0], options["heads"], options["first"], options["base"]); }},
      {"recurrent",
       [](const Tensors& x, const Json& options) {
         const Cell cell = options["cell"] == "rnn" ? Cell::tanh : options["cell"] == "lstm" ? Cell::lstm : Cell::gru;
         RecurrentState state;
         return recurrent(cell, x[0], x[1], x[2], state);
       }},
      {"mse", binary(mse)},
      {"mae", binary(mae)},
      {"huber", [](const Tensors& x, const Json& options) { return huber(x[0], x[1], options.value("delta", 1.0f)); }},
      {"cross_entropy", binary(cross_entropy)},
      {"binary_cross_entropy", binary(binary_cross_entropy)},
  };
  return table;
}

void check_case(const Json& item) {
  Tensors inputs;
  for (const Json& packed : item["inputs"]) inputs.push_back(to_tensor(packed));
  const Json gradients = item.value("gradients", Json::array());
  for (std::size_t i = 0; i < gradients.size(); ++i) inputs[i].set_requires_gradient(!gradients[i].is_null());

  Tape tape;
  const Tape::Recording recording(&tape);
  const Tensor output = calls().at(item["name"])(inputs, item["options"]);
  check_against(item["output"], output, 1e-5);
  if (gradients.empty()) return;
  tape.backward(sum(output * to_tensor(item["cotangent"])));
  for (std::size_t i = 0; i < gradients.size(); ++i) {
    if (!gradients[i].is_null()) check_against(gradients[i], inputs[i].gradient(), 1e-5);
  }
}

}  // namespace

TEST_CASE("ops and losses and their gradients are PyTorch's, on every device") {
  for (const Device device : available_devices()) {
    const UseDevice use(device);
    for (const char* file : {"ops", "losses", "norms", "windows", "transposed", "recurrences", "attention"}) {
      for (const Json& item : golden(file)["cases"]) {
        CAPTURE(name_of(device));
        CAPTURE(item["name"].get<std::string>());
        CAPTURE(item["options"].dump());
        CAPTURE(item["inputs"].dump());
        check_case(item);
      }
    }
  }
}

TEST_CASE("every op but dropout, whose chance is our own, has golden values") {
  const std::set<std::string> names =
      golden_names({"ops", "losses", "norms", "windows", "transposed", "recurrences", "attention"});
  for (const OpEntry& op : Registry<OpEntry>::all()) {
    const std::string name(op.name.substr(0, op.name.find(' ')));  // "pow of negatives" is pow
    if (name != "dropout") CHECK_MESSAGE(names.contains(name), op.name);
  }
}

}  // namespace gradlab
