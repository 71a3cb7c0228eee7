// The small parts: linear maps, norms and the MLP.
#include <cmath>

#include "engine/core/error.h"
#include "engine/nn/transformer_parts.h"

namespace gradlab {

Tensor normal_weights(const Shape& shape, float deviation, Random& random) {
  Tensor weights = Tensor::empty(shape);
  for (float& weight : weights.values()) weight = random.normal(0.0f, deviation);
  return weights.set_requires_gradient();
}

Tensor dropped(const Tensor& x, float rate, const Context& context) {
  if (!context.training || rate == 0.0f) return x;
  if (context.random == nullptr) fail("transformer", "dropout without a source of chance", "context.random");
  return dropout(x, rate, *context.random);
}

Projection::Projection(std::int64_t inputs, std::int64_t outputs, bool with_bias, float gain, Random& random)
    : weight(normal_weights({inputs, outputs}, gain / std::sqrt(static_cast<float>(inputs)), random)) {
  if (with_bias) bias = Tensor::zeros({outputs}).set_requires_gradient();
}

void Projection::list(const std::string& name, std::vector<Parameter>& to) const {
  to.push_back({name + ".weight", weight});
  if (bias.defined()) to.push_back({name + ".bias", bias});
}

Normalization::Normalization(TransformerOptions::Norm norm, std::int64_t width)
    : scale(Tensor::full({width}, 1.0f).set_requires_gradient()) {
  if (norm == TransformerOptions::Norm::layer) shift = Tensor::zeros({width}).set_requires_gradient();
}

void Normalization::list(const std::string& name, std::vector<Parameter>& to) const {
  to.push_back({name + ".scale", scale});
  if (shift.defined()) to.push_back({name + ".shift", shift});
}

float embedding_deviation(std::int64_t width) {
  return 1.0f / std::sqrt(static_cast<float>(width));
}

std::int64_t hidden_width(const TransformerOptions& options) {
  if (options.hidden > 0) return options.hidden;
  if (options.mlp == TransformerOptions::Mlp::gelu) return 4 * options.width;
  return (8 * options.width + 23) / 24 * 8;
}

Mlp::Mlp(const TransformerOptions& options, std::int64_t hidden, float output_gain, Random& random) {
  const bool gated = options.mlp == TransformerOptions::Mlp::swiglu;
  up = Projection(options.width, hidden, !gated, 1.0f, random);
  if (gated) gate = Projection(options.width, hidden, false, 1.0f, random);
  down = Projection(hidden, options.width, !gated, output_gain, random);
}

Tensor Mlp::operator()(const Tensor& x) const {
  return down(gate.weight.defined() ? silu(gate(x)) * up(x) : gelu(up(x)));
}

void Mlp::list(const std::string& name, std::vector<Parameter>& to) const {
  up.list(name + ".up", to);
  if (gate.weight.defined()) gate.list(name + ".gate", to);
  down.list(name + ".down", to);
}

}  // namespace gradlab
