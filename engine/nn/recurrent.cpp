#include "engine/nn/recurrent.h"

#include <cmath>

#include "engine/core/error.h"

namespace gradlab {

namespace {

/// As PyTorch calls its layers, in small letters.
std::string_view name_of(Cell cell) {
  switch (cell) {
    case Cell::tanh: return "rnn";
    case Cell::lstm: return "lstm";
    case Cell::gru: break;
  }
  return "gru";
}

void require_positive(Cell cell, std::int64_t value, std::string_view noun) {
  if (value < 1) fail(name_of(cell), std::to_string(value).append(" ").append(noun), "at least 1");
}

Tensor uniform(const Shape& shape, float limit, Random& random) {
  Tensor weights = Tensor::empty(shape);
  for (float& weight : weights.values()) weight = random.uniform(-limit, limit);
  return weights.set_requires_gradient();
}

}  // namespace

Recurrent::Recurrent(RecurrentOptions options) : options_(options) {
  require_positive(options.cell, options.units, "units");
  require_positive(options.cell, options.layers, "layers");
  if (options.tokens < 0) fail(name_of(options.cell), std::to_string(options.tokens) + " tokens", "0 or more");
  dropout_ = dropout_layer(options.dropout);
}

void Recurrent::build(std::int64_t features, Random& random) {
  require_positive(options_.cell, features, "features");
  if (options_.tokens > 0 && features != options_.tokens) {
    fail(name_of(options_.cell), std::to_string(features) + " features for tokens",
         "as many as there are tokens, " + std::to_string(options_.tokens));
  }
  const std::int64_t columns = gate_count(options_.cell) * options_.units;
  const float limit = 1.0f / std::sqrt(static_cast<float>(options_.units));
  layers_.clear();
  for (std::int64_t inputs = features; static_cast<std::int64_t>(layers_.size()) < options_.layers;
       inputs = options_.units) {
    layers_.push_back({.weight_input = uniform({inputs, columns}, limit, random),
                       .weight_hidden = uniform({options_.units, columns}, limit, random),
                       .bias_input = uniform({columns}, limit, random),
                       .bias_hidden = uniform({columns}, limit, random)});
  }
}

// One-hot rows times a matrix are rows of the matrix: with tokens nothing is multiplied.
Tensor Recurrent::forward(const Tensor& x, State& state, Context context, Trace* trace) const {
  const Cell cell = options_.cell;
  const std::int64_t tokens = options_.tokens;
  if (layers_.empty()) fail(name_of(cell), "a forward pass before build", "build first");
  const std::int64_t features = layers_[0].weight_input.shape()[0];
  const bool fits = tokens > 0 ? x.dtype() == DType::int32 && x.rank() == 2
                               : x.dtype() == DType::float32 && x.rank() == 3 && x.shape()[2] == features;
  if (!fits) {
    fail(name_of(cell), "x " + x.shape().to_string(),
         tokens > 0 ? "whole numbers [T, N]" : "x [T, N, " + std::to_string(features) + "]");
  }
  if (state.empty()) state.resize(layers_.size());
  if (state.size() != layers_.size()) {
    fail(name_of(cell), "a state of " + std::to_string(state.size()) + " layers for " + std::to_string(options_.layers),
         "as many");
  }
  if (trace != nullptr) trace->resize(layers_.size());

  Tensor y = x;
  for (std::size_t index = 0; index < layers_.size(); ++index) {
    const LayerWeights& layer = layers_[index];
    const Tensor inputs = index == 0 && tokens > 0 ? gather(layer.weight_input + layer.bias_input, y)
                                                   : linear(y, layer.weight_input, layer.bias_input);
    y = recurrent(cell, inputs, layer.weight_hidden, layer.bias_hidden, state[index],
                  trace != nullptr ? &(*trace)[index] : nullptr);
    if (index + 1 < layers_.size()) y = dropout_->forward(y, context);
  }
  return y;
}

std::vector<Parameter> Recurrent::parameters() const {
  std::vector<Parameter> all;
  for (std::size_t index = 0; index < layers_.size(); ++index) {
    const LayerWeights& layer = layers_[index];
    const std::string path = std::to_string(index) + ".";
    all.push_back({path + "weight_input", layer.weight_input});
    all.push_back({path + "weight_hidden", layer.weight_hidden});
    all.push_back({path + "bias_input", layer.bias_input});
    all.push_back({path + "bias_hidden", layer.bias_hidden});
  }
  return all;
}

std::int64_t Recurrent::multiply_adds() const {
  std::int64_t total = 0;
  for (std::size_t index = 0; index < layers_.size(); ++index) {
    const bool looked_up = index == 0 && options_.tokens > 0;
    total += layers_[index].weight_hidden.size() + (looked_up ? 0 : layers_[index].weight_input.size());
  }
  return total;
}

namespace {

// x [N, T, D] to [N, T, units]: where the batch comes first, as in all layers
template <Cell cell>
class RecurrentLayer final : public Layer {
 public:
  explicit RecurrentLayer(const LayerSpec& spec)
      : Layer(spec),
        recurrent_({.cell = cell,
                    .units = spec.whole("units"),
                    .layers = spec.whole("layers"),
                    .dropout = spec.number("dropout")}) {}

  Shape build(const Shape& input, Random& random) override {
    if (input.rank() != 3 || input[2] < 1) fail(kind(), "x " + input.to_string(), "x [N, T, D] with D at least 1");
    recurrent_.build(input[2], random);
    steps_ = input[1];
    return {input[0], input[1], recurrent_.options().units};
  }

  Tensor forward(const Tensor& x, Context& context) override {
    if (x.rank() != 3) fail(kind(), "x " + x.shape().to_string(), "x [N, T, D]");
    state_.clear();  // and keeps its room
    return transpose(recurrent_.forward(transpose(x, {1, 0, 2}), state_, context), {1, 0, 2});
  }

  std::vector<Parameter> parameters() const override { return recurrent_.parameters(); }
  std::int64_t multiply_adds() const override { return steps_ * recurrent_.multiply_adds(); }

 private:
  Recurrent recurrent_;
  Recurrent::State state_;
  std::int64_t steps_ = 0;
};

template <Cell cell>
LayerEntry entry() {
  return {.name = std::string(name_of(cell)),
          .fields = {LayerField::whole("units", 64), LayerField::whole("layers", 1, 1, 64),
                     LayerField::number("dropout", 0, 0, 1)},
          .make = layer_of<RecurrentLayer<cell>>,
          .example = {{"units", 3}, {"layers", 2}, {"dropout", 0.25}},
          .input = {5, 2, 4},
          .output = {5, 2, 3}};
}

}  // namespace

std::unique_ptr<Layer> recurrent_layer(RecurrentOptions options) {
  const std::string kind(name_of(options.cell));
  if (options.tokens > 0) fail(kind, "a layer of tokens", "numbers [N, T, D]; tokens go into Recurrent itself");
  return make_layer({kind, {{"units", options.units}, {"layers", options.layers}, {"dropout", options.dropout}}});
}

const RegisterLayer registered_rnn(entry<Cell::tanh>());
const RegisterLayer registered_lstm(entry<Cell::lstm>());
const RegisterLayer registered_gru(entry<Cell::gru>());

}  // namespace gradlab
