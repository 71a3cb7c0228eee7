#include <cmath>

#include "engine/core/error.h"
#include "engine/nn/transformer_parts.h"

namespace gradlab {

namespace {

constexpr float learned_gain = 0.25f;  // of the first learned positions, to the embeddings' size

/// Row p of [context, W] is the wave sin(p / 10000^(i / W)) at even i, and cos of the same angle beside it, `height`
/// high.
Tensor waves(std::int64_t context, std::int64_t width, float height) {
  Tensor table = Tensor::empty({context, width});
  for (std::int64_t position = 0; position < context; ++position) {
    for (std::int64_t i = 0; i < width; ++i) {
      const double exponent = static_cast<double>(i / 2 * 2) / static_cast<double>(width);
      const double angle = static_cast<double>(position) * std::pow(10000.0, -exponent);
      const auto wave = static_cast<float>(i % 2 == 0 ? std::sin(angle) : std::cos(angle));
      table.data()[position * width + i] = wave * height;
    }
  }
  return table;
}

const std::vector<std::string>& kinds() {
  static const std::vector<std::string> names = {"learned", "sinusoidal"};
  return names;
}

}  // namespace

Positions::Positions(const LayerSpec& spec) : Layer(spec) {}

Shape Positions::build(const Shape& input, Random& random) {
  if (input.rank() != 3 || input[2] < 1) fail("positions", "x " + input.to_string(), "x [N, T, W] with W at least 1");
  const std::int64_t context = spec().whole("context"), width = input[2];
  if (spec().choice("form") == "learned") {
    table_ = initialize(Initializer::lecun_normal, {context, width}, width, context, random, learned_gain);
    table_.set_requires_gradient();
  } else {
    table_ = waves(context, width, 1.0f / std::sqrt(static_cast<float>(width)));
  }
  return input;
}

Tensor Positions::at(const Tensor& x, std::int64_t first) const {
  if (!table_.defined()) fail("positions", "a forward pass before build", "build first");
  return x + slice(table_, 0, first, first + x.shape()[1]);
}

std::vector<Parameter> Positions::parameters() const {
  if (!table_.requires_gradient()) return {};
  return {{"weight", table_}};
}

const RegisterLayer registered_positions({.name = "positions",
                                          .fields = {LayerField::choice("form", "learned", kinds),
                                                     LayerField::whole("context", 64)},
                                          .make = layer_of<Positions>,
                                          .example = {{"context", 7}},
                                          .input = {5, 3, 4},
                                          .output = {5, 3, 4}});

}  // namespace gradlab
