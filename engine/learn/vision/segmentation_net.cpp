#include "engine/learn/vision/segmentation_net.h"

#include <array>

#include "engine/core/error.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::array segmentation_blocks = {"stem", "fine",   "down",  "middle", "lower", "deep",
                                            "up",   "merged", "upper", "joined", "head"};

LayerSpec convolved(std::int64_t filters, std::int64_t size = 3, std::int64_t stride = 1) {
  return {
      "conv2d",
      {{"filters", filters}, {"size", size}, {"stride", stride}, {"padding", "same"}, {"initializer", "he_normal"}}};
}

LayerSpec doubled(std::int64_t filters, std::int64_t size, const char* initializer) {
  return {"conv_transpose2d", {{"filters", filters}, {"size", size}, {"initializer", initializer}}};
}

Shape beside(Shape a, const Shape& b) {
  a[3] += b[3];
  return a;
}

}  // namespace

Tensor SegmentationNet::Block::forward(const Tensor& x, Context& context) const {
  const Tensor y = layer->forward(x, context);
  return norm ? relu(norm->forward(y, context)) : y;
}

void SegmentationNet::build(const Shape& image, const SegmentationNetOptions& options, Random& random) {
  if (image.rank() != 4 || image[1] % 8 != 0 || image[2] % 8 != 0)
    fail("segmentation_net", "images " + image.to_string(), "[N, H, W, C], H and W multiples of 8");
  blocks_.clear();
  const auto add = [&](const Shape& input, const LayerSpec& spec, bool normed = true) {
    Block& block = blocks_.emplace_back(segmentation_blocks[blocks_.size()], make_layer(spec));
    block.output = block.layer->build(input, random);
    if (!normed) return block.output;
    block.norm = make_layer({"batch_norm"});
    return block.norm->build(block.output, random);
  };
  const std::int64_t c = options.channels;
  const Shape half = add(add(image, convolved(c, 4, 2)), convolved(c));
  const Shape quarter = add(add(half, convolved(2 * c, 3, 2)), convolved(2 * c));
  const Shape eighth = add(add(quarter, convolved(4 * c, 3, 2)), convolved(4 * c));
  const Shape quarter_again = add(beside(add(eighth, doubled(2 * c, 2, "he_normal")), quarter), convolved(2 * c));
  const Shape half_again = add(beside(add(quarter_again, doubled(c, 2, "he_normal")), half), convolved(c));
  add(half_again, doubled(options.classes, 4, "glorot_uniform"), false);
}

Tensor SegmentationNet::forward(const Tensor& images, Context context) const {
  const auto block = [&](Place place, const Tensor& x) { return blocks_[place].forward(x, context); };
  const Tensor half = block(fine, block(stem, images));
  const Tensor quarter = block(middle, block(down, half));
  const Tensor eighth = block(deep, block(lower, quarter));
  const Tensor quarter_again = block(merged, concat(std::array{block(up, eighth), quarter}, 3));
  return block(head, block(joined, concat(std::array{block(upper, quarter_again), half}, 3)));
}

std::vector<NamedLayer> SegmentationNet::inside() const {
  std::vector<NamedLayer> layers;
  for (const Block& block : blocks_) {
    layers.push_back({block.name + ".layer", block.layer.get()});
    if (block.norm) layers.push_back({block.name + ".norm", block.norm.get()});
  }
  return layers;
}

std::vector<SummaryRow> SegmentationNet::summary() const {
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
