#include <cmath>

#include "engine/nn/transformer_parts.h"

namespace gradlab {

Tensor sinusoidal_positions(std::int64_t context, std::int64_t width) {
  Tensor table = Tensor::empty({context, width});
  for (std::int64_t position = 0; position < context; ++position) {
    for (std::int64_t i = 0; i < width; ++i) {
      const double exponent = static_cast<double>(i / 2 * 2) / static_cast<double>(width);
      const double angle = static_cast<double>(position) * std::pow(10000.0, -exponent);
      table.data()[position * width + i] = static_cast<float>(i % 2 == 0 ? std::sin(angle) : std::cos(angle));
    }
  }
  return table;
}

TransformerStack::TransformerStack(const TransformerOptions& given, bool looks_across, Random& random)
    : options(given) {
  switch (options.positions) {
    case TransformerOptions::Positions::learned:
      positions = normal_weights({options.context, options.width}, 0.25f * embedding_deviation(options.width), random);
      break;
    case TransformerOptions::Positions::sinusoidal:
      positions = sinusoidal_positions(options.context, options.width);
      for (float& value : positions.values()) value *= embedding_deviation(options.width);
      break;
    case TransformerOptions::Positions::rotary: break;
  }
  const float branches = static_cast<float>(options.layers) * (looks_across ? 3.0f : 2.0f);
  for (std::int64_t layer = 0; layer < options.layers; ++layer) {
    blocks.emplace_back(options, looks_across, 1.0f / std::sqrt(branches), random);
  }
  if (options.norm_first) norm = Normalization(options.norm, options.width);
}

Tensor TransformerStack::forward(const Tensor& tokens, const TransformerPass& pass, TransformerCache* cache,
                                 TransformerTrace* trace) const {
  const std::int64_t last = pass.first + tokens.shape()[1];
  const Tensor embedded = positions.defined() ? tokens + slice(positions, 0, pass.first, last) : tokens;
  Tensor x = dropped(embedded, options.dropout, pass.context);
  if (trace != nullptr) *trace = {.tokens = tokens, .embedded = embedded, .blocks = {}, .output = {}};
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    TransformerCache::Block* rooms = cache != nullptr ? &cache->blocks[i] : nullptr;
    x = blocks[i].forward(x, pass, rooms, trace != nullptr ? &trace->blocks.emplace_back() : nullptr);
  }
  x = last_norm(x);
  if (trace != nullptr) trace->output = x;
  return x;
}

void TransformerStack::list(const std::string& name, std::vector<Parameter>& to) const {
  if (positions.defined() && positions.requires_gradient()) to.push_back({name + ".positions", positions});
  for (std::size_t i = 0; i < blocks.size(); ++i) blocks[i].list(name + "." + std::to_string(i), to);
  if (options.norm_first) norm.list(name + ".norm", to);
}

}  // namespace gradlab
