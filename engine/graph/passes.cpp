#include "engine/graph/passes.h"

namespace gradlab {

namespace {

constexpr std::int64_t least_samples = 2, least_steps = 3;

}  // namespace

ForwardPass forward_pass(const Sequential& model, const Shape& input_shape, const std::string& input,
                         const std::string& output) {
  std::vector<Extent> shape = {input_shape.begin(), input_shape.end()};
  shape.front() = 'N';
  return {.inputs = {{.name = input, .shape = std::move(shape)}},
          .least = {{'N', least_samples}},
          .parameters = model.parameters(),
          .buffers = model.buffers(),
          .outputs = {output},
          .run = [&model](const Tensors& x) -> Tensors { return {model.forward(x[0])}; }};
}

ForwardPass forward_pass(const Transformer& model) {
  using Kind = TransformerOptions::Kind;
  const auto whole = [](std::string name, std::vector<Extent> shape, Extent low, Extent high) {
    return ForwardPass::Input{std::move(name), std::move(shape), DType::int32, std::move(low), std::move(high)};
  };
  const Extent vocabulary = model.options().vocabulary;
  const Kind kind = model.options().kind;
  ForwardPass pass{.least = {{'N', least_samples}, {'T', least_steps}},
                   .parameters = model.parameters(),
                   .buffers = model.buffers(),
                   .outputs = {"logits"}};
  if (kind == Kind::encoder) {
    pass.inputs = {whole("tokens", {'N', 'T'}, 0, vocabulary), whole("lengths", {'N'}, 1, Extent('T') + 1)};
    pass.run = [&model](const Tensors& x) -> Tensors { return {model.classify(x[0], x[1])}; };
    return pass;
  }
  if (kind == Kind::decoder) {
    pass.inputs = {whole("tokens", {'N', 'T'}, 0, vocabulary)};
    pass.run = [&model](const Tensors& x) -> Tensors { return {model.logits(model.decode(x[0], {}))}; };
    return pass;
  }
  pass.least['S'] = least_steps;
  pass.inputs = {whole("source", {'N', 'S'}, 0, vocabulary), whole("source_lengths", {'N'}, 1, Extent('S') + 1),
                 whole("tokens", {'N', 'T'}, 0, vocabulary)};
  pass.run = [&model](const Tensors& x) -> Tensors {
    return {model.logits(model.decode(x[2], {model.encode(x[0], x[1]), x[1]}))};
  };
  return pass;
}

}  // namespace gradlab
