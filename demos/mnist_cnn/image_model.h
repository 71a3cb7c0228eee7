// A model of images as the visitor puts it together, layer by layer.
#pragma once

#include <string>
#include <vector>

#include "demos/core/layer_list.h"
#include "engine/nn/nn.h"

namespace gradlab {

/// One of the visitor's layers in the model, or the output.
struct ShownLayer {
  std::string label;       ///< as layer_label gives it; "output"
  std::size_t output = 0;  ///< the model's layer whose answer it gives
};

struct ImageModel {
  Sequential model;
  std::vector<ShownLayer> shown;
};

struct ImageModelOptions {
  std::string activation = "relu";  ///< after every convolution and dense layer, and the norm that may follow it
  Padding padding = Padding::same;
  std::int64_t classes = 10;
};

/// Images [0, H, W, C] through `layers` to [0, classes]. What is flat is made so where a dense layer needs it. Throws a
/// Refusal that names the first impossible layer as the visitor counts them, or the dearest where one image costs too
/// many multiply-adds.
ImageModel image_model(const std::vector<LayerSpec>& layers, const ImageModelOptions& options, const Shape& input,
                       Random& random);

}  // namespace gradlab
