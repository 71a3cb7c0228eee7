#include "engine/learn/vision/block_net.h"

#include <array>

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

BlockNet::Trunk<Shape> BlockNet::add_trunk(const char* net, const Shape& image, std::int64_t channels, Random& random) {
  if (image.rank() != 4 || image[1] % 8 != 0 || image[2] % 8 != 0)
    fail(net, "images " + image.to_string(), "[N, H, W, C], H and W multiples of 8");
  blocks_.clear();
  const std::int64_t c = channels;
  const auto next = [&](const char* name, const Shape& input, const LayerSpec& spec) {
    return add(name, input, spec, random);
  };
  const Shape half = next("fine", next("stem", image, convolved(c, 4, 2)), convolved(c));
  const Shape quarter = next("middle", next("down", half, convolved(2 * c, 3, 2)), convolved(2 * c));
  const Shape eighth = next("deep", next("lower", quarter, convolved(4 * c, 3, 2)), convolved(4 * c));
  const Shape twice = next("up", eighth, doubled(2 * c, 2, "he_normal"));
  return {half, next("merged", beside(twice, quarter), convolved(2 * c))};
}

BlockNet::Trunk<Tensor> BlockNet::pass_trunk(const Tensor& images, Context& context) const {
  const auto block = [&](TrunkPlace place, const Tensor& x) { return pass(place, x, context); };
  const Tensor half = block(fine, block(stem, images));
  const Tensor quarter = block(middle, block(down, half));
  const Tensor eighth = block(deep, block(lower, quarter));
  return {half, block(merged, concat(std::array{block(up, eighth), quarter}, 3))};
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
