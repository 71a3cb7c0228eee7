// Inside a model of images: its first filters, what every layer answers to one image, which pixels matter for that, and
// what one neuron likes best.
#pragma once

#include <string>
#include <vector>

#include "demos/core/views.h"
#include "demos/mnist_cnn/image_model.h"

namespace gradlab {

/// The weights of the first layer that has any, each filter or unit as an image; `input` [0, H, W, C]. `names` are the
/// classes', whose units these are where there is no other layer.
void show_filters(View& view, const Sequential& model, const Shape& input, const std::vector<std::string>& names);

/// One neuron: a channel of one of the shown layers.
struct Neuron {
  std::size_t layer = 0;
  std::int64_t channel = 0;
};

/// What each shown layer answers to `image` [1, H, W, C]; a click chooses a neuron. `names` are the classes'.
void show_activations(View& view, const Sequential& model, const std::vector<ShownLayer>& shown, const Tensor& image,
                      const Neuron& chosen, const std::vector<std::string>& names);

/// `image` [1, H, W, C], and how much the score of the answer given to it changes with each pixel.
void show_saliency(View& view, const Sequential& model, const Tensor& image, const std::vector<std::string>& names);

/// Those of `images` [N, H, W, C] that the neuron answers most to, and which of their pixels make it.
void show_favourites(View& view, const Sequential& model, const std::vector<ShownLayer>& shown, const Neuron& neuron,
                     const Tensor& images);

/// Throws [choose] for a neuron that the model does not have.
void require_neuron(const Sequential& model, const std::vector<ShownLayer>& shown, const Neuron& neuron);

}  // namespace gradlab
