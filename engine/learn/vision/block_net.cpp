#include "engine/learn/vision/block_net.h"

#include "engine/core/error.h"
#include "engine/ops/ops.h"

namespace gradlab {

LayerSpec BlockNet::convolved(std::int64_t filters, std::int64_t size, std::int64_t stride, const char* initializer) {
  return {
      "conv2d",
      {{"filters", filters}, {"size", size}, {"stride", stride}, {"padding", "same"}, {"initializer", initializer}}};
}

LayerSpec BlockNet::doubled(std::int64_t filters, std::int64_t size, const char* initializer) {
  return {"conv_transpose2d", {{"filters", filters}, {"size", size}, {"initializer", initializer}}};
}

Shape BlockNet::beside(Shape a, const Shape& b) {
  a[3] += b[3];
  return a;
}

void BlockNet::require_eighths(const char* net, const Shape& image) {
  if (image.rank() != 4 || image[1] % 8 != 0 || image[2] % 8 != 0)
    fail(net, "images " + image.to_string(), "[N, H, W, C], H and W multiples of 8");
}

Shape BlockNet::add(const char* name, const Shape& input, const LayerSpec& spec, Random& random, bool normed) {
  Block& block = blocks_.emplace_back(name, make_layer(spec));
  block.output = block.layer->build(input, random);
  if (!normed) return block.output;
  block.norm = make_layer({"batch_norm"});
  return block.norm->build(block.output, random);
}

Tensor BlockNet::pass(std::size_t place, const Tensor& x, Context& context) const {
  const Block& block = blocks_[place];
  const Tensor y = block.layer->forward(x, context);
  return block.norm ? relu(block.norm->forward(y, context)) : y;
}

std::vector<NamedLayer> BlockNet::inside() const {
  std::vector<NamedLayer> layers;
  for (const Block& block : blocks_) {
    layers.push_back({block.name + ".layer", block.layer.get()});
    if (block.norm) layers.push_back({block.name + ".norm", block.norm.get()});
  }
  return layers;
}

std::vector<SummaryRow> BlockNet::summary() const {
  std::vector<SummaryRow> rows;
  for (const Block& block : blocks_) {
    SummaryRow& row = rows.emplace_back(block.name, block.output, 0, block.layer->multiply_adds());
    for (const Layer* layer : {block.layer.get(), block.norm.get()}) {
      if (!layer) continue;
      for (const Parameter& parameter : layer->parameters()) row.parameters += parameter.tensor.size();
    }
  }
  return rows;
}

}  // namespace gradlab
