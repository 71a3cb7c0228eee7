#include "engine/learn/generate/unet.h"

#include <array>
#include <string>

#include "engine/core/error.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::int64_t told_units = 2;  // of the vector that tells time and class, for each channel
constexpr std::array block_names = {"stem", "fine", "down", "deep", "deepest", "merged"};

LayerSpec conv(std::int64_t filters, std::int64_t size = 3, std::int64_t stride = 1) {
  return {
      "conv2d",
      {{"filters", filters}, {"size", size}, {"stride", stride}, {"padding", "same"}, {"initializer", "he_normal"}}};
}

LayerSpec enlarged(std::int64_t filters, std::int64_t size, const char* initializer) {
  return {"conv_transpose2d", {{"filters", filters}, {"size", size}, {"initializer", initializer}}};
}

/// [N, 1] to sines and cosines of eight frequencies, [N, 16].
Tensor waves(const Tensor& times) {
  constexpr std::array frequencies = {1.0f, 2.0f, 3.0f, 5.0f, 8.0f, 12.0f, 18.0f, 27.0f};
  const Tensor turns = times * Tensor::from(frequencies, {1, frequencies.size()});
  return concat(std::array{sin(turns), cos(turns)}, 1);
}

}  // namespace

Shape UNet::Block::build(const Shape& input, const LayerSpec& spec, std::int64_t told, Random& random) {
  convolution = make_layer(spec);
  norm = make_layer({"layer_norm"});
  shift = make_layer({"dense", {{"units", spec.whole("filters")}, {"initializer", "zeros"}}});
  shift->build({0, told}, random);
  output = norm->build(convolution->build(input, random), random);
  return output;
}

Tensor UNet::Block::forward(const Tensor& x, const Tensor& told) const {
  Context context;
  const Tensor z = norm->forward(convolution->forward(x, context), context), by = shift->forward(told, context);
  const Tensor y = silu(z + reshape(by, {by.shape()[0], 1, 1, by.shape()[1]}));
  return x.shape() == y.shape() ? x + y : y;
}

void UNet::build(const Shape& image, const UNetOptions& options, Random& random) {
  if (image.rank() != 4 || image[1] % 4 != 0 || image[2] % 4 != 0) {
    fail("unet", "images " + image.to_string(), "[N, H, W, C], H and W multiples of 4");
  }
  const std::int64_t c = options.channels, told = told_units * c;
  told_ = make_layer({"dense", {{"units", told}, {"activation", "silu"}}});
  told_->build({0, 16 + options.classes}, random);
  const auto add = [&](Place place, const Shape& input, const LayerSpec& spec) {
    return blocks_[place].build(input, spec, told, random);
  };
  const Shape half = add(fine, add(stem, image, conv(c, 4, 2)), conv(c));
  const Shape quarter = add(deepest, add(deep, add(down, half, conv(2 * c, 3, 2)), conv(2 * c)), conv(2 * c));
  up_ = make_layer(enlarged(c, 2, "he_normal"));
  enlarged_ = up_->build(quarter, random);
  Shape both = enlarged_;
  both[3] += half[3];
  head_ = make_layer(enlarged(image[3], 4, "glorot_uniform"));
  image_ = head_->build(add(merged, both, conv(c)), random);
}

Tensor UNet::forward(const Tensor& images, const Tensor& times, const Tensor& classes) const {
  Context context;
  const Tensor told = told_->forward(concat(std::array{waves(times), classes}, 1), context);
  const auto block = [&](Place place, const Tensor& x) { return blocks_[place].forward(x, told); };
  const Tensor half = block(fine, block(stem, images));
  const Tensor quarter = block(deepest, block(deep, block(down, half)));
  const Tensor enlarged = up_->forward(quarter, context);
  return head_->forward(block(merged, concat(std::array{enlarged, half}, 3)), context);
}

std::vector<NamedLayer> UNet::inside() const {
  std::vector<NamedLayer> layers = {{"told", told_.get()}, {"up", up_.get()}, {"head", head_.get()}};
  for (std::size_t i = 0; i < blocks; ++i) {
    const std::string name = block_names[i];
    layers.push_back({name + ".convolution", blocks_[i].convolution.get()});
    layers.push_back({name + ".norm", blocks_[i].norm.get()});
    layers.push_back({name + ".shift", blocks_[i].shift.get()});
  }
  return layers;
}

std::vector<SummaryRow> UNet::summary() const {
  const auto output_of = [this](const std::string& name, const Layer& layer) -> Shape {
    if (name == "up") return enlarged_;
    if (name == "head") return image_;
    for (std::size_t i = 0; i < blocks; ++i) {
      if (name.starts_with(std::string(block_names[i]) + ".") && layer.kind() != "dense") return blocks_[i].output;
    }
    return {0, layer.spec().whole("units")};
  };
  std::vector<SummaryRow> rows;
  for (const auto& [name, layer] : inside()) {
    SummaryRow& row = rows.emplace_back(name, output_of(name, *layer), 0, layer->multiply_adds());
    for (const Parameter& parameter : layer->parameters()) row.parameters += parameter.tensor.size();
  }
  return rows;
}

}  // namespace gradlab
