#include "demos/mnist_cnn/inside_view.h"

#include <algorithm>
#include <cstdio>
#include <numeric>

#include "demos/mnist_cnn/input_gradient.h"
#include "demos/parts/gallery.h"
#include "engine/core/error.h"

namespace gradlab {

namespace {

constexpr std::int64_t most_filters = 64, most_channels = 64, most_favourites = 10;

/// Answers [N, ..., C] with 1 at each image's greatest of one channel and 0 elsewhere; that greatest in `values` [N].
Tensor peaks(const Tensor& answers, std::int64_t channel, std::vector<float>& values) {
  const Shape& shape = answers.shape();
  const std::int64_t channels = shape[-1], each = shape.size(1, shape.rank());
  Tensor mask = Tensor::zeros(shape);
  values.clear();
  for (std::int64_t image = 0; image < shape[0]; ++image) {
    std::int64_t best = image * each + channel;
    for (std::int64_t i = best; i < (image + 1) * each; i += channels) {
      if (answers.data()[i] > answers.data()[best]) best = i;
    }
    mask.data()[best] = 1.0f;
    values.push_back(answers.data()[best]);
  }
  return mask;
}

/// "24 × 24 × 8" of [1, 24, 24, 8].
std::string extents(const Shape& shape) {
  std::string text;
  for (int axis = 1; axis < shape.rank(); ++axis) text += (axis > 1 ? " × " : "") + std::to_string(shape[axis]);
  return text;
}

std::string with_two_digits(float value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", static_cast<double>(value));
  return text;
}

}  // namespace

void show_filters(View& view, const Sequential& model, const Shape& input, const std::vector<std::string>& names) {
  Gallery gallery(view);
  for (std::size_t i = 0; i < model.size(); ++i) {
    const std::vector<Parameter> own = model.layer(i).parameters();
    const auto weights = std::ranges::find_if(own, [](const Parameter& one) { return one.name.ends_with("weight"); });
    if (weights == own.end()) continue;
    const Tensor& weight = weights->tensor;  // [KH, KW, C, F], or [H W C, F]
    const std::int64_t filters = weight.shape()[-1], channels = weight.rank() == 4 ? weight.shape()[2] : input[3];
    const std::int64_t height = weight.rank() == 4 ? weight.shape()[0] : input[1],
                       width = weight.rank() == 4 ? weight.shape()[1] : input[2];
    if (height * width * channels * filters != weight.size()) return;  // rows that are no longer images
    const std::int64_t count = std::min(filters, most_filters);
    // Colours summed: what it answers to gray.
    const Tensor gray = sum(weight.detached().viewed_as({height * width, channels, filters}), {1});
    const Tensor images = transpose(gray, {1, 0}).rows(0, count).viewed_as({count, height, width});
    GalleryGroup group{.label = "layer." + layer_label(model.layer(i).kind()),
                       .note = "=" + std::to_string(filters),
                       .palette = "signed"};
    if (i + 1 == model.size() && static_cast<std::int64_t>(names.size()) == count) {
      for (const std::string& name : names) group.captions.push_back("=" + name);
    }
    gallery.add(group, images);
    return;
  }
}

void show_activations(View& view, const Sequential& model, const std::vector<ShownLayer>& shown, const Tensor& image,
                      const Neuron& chosen, const std::vector<std::string>& names) {
  Gallery gallery(view);
  gallery.add_inputs({.label = "activations.input"}, image);
  std::vector<Tensor> answers;
  model.forward(image, {}, answers);
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const bool output = i + 1 == shown.size();
    Tensor answer = answers[shown[i].output];
    if (output) answer = softmax(answer);
    GalleryGroup group{.label = "layer." + shown[i].label,
                       .note = "=" + extents(answer.shape()),
                       .palette = "heat",
                       .selected = chosen.layer == i ? chosen.channel : -1,
                       .choose = true};
    const Tensor images = channels(answer, most_channels);
    const auto [low, high] = std::ranges::minmax(images.values());
    const float most = std::max({-low, high, 1e-6f});
    if (low < 0) group.palette = "signed";
    group.range = output ? Json{0.0, 1.0} : Json{low < 0 ? -most : 0.0f, most};
    for (std::size_t label = 0; output && label < names.size(); ++label) group.captions.push_back("=" + names[label]);
    gallery.add(group, images);
  }
}

void show_saliency(View& view, const Sequential& model, const Tensor& image, const std::vector<std::string>& names) {
  std::int64_t answer = 0;
  const Tensor gradient = input_gradient(model, image, [&](const std::vector<Tensor>& answers) {
    answer = argmax(answers.back(), 1).indices()[0];
    return slice(answers.back(), 1, answer, answer + 1);
  });
  Gallery gallery(view);
  gallery.add_inputs({.label = "saliency.image"}, image);
  gallery.add({.label = "saliency.pixels", .note = "=" + names[static_cast<std::size_t>(answer)], .palette = "heat"},
              strongest_channel(gradient));
}

void show_favourites(View& view, const Sequential& model, const std::vector<ShownLayer>& shown, const Neuron& neuron,
                     const Tensor& images) {
  const std::size_t layer = shown[neuron.layer].output;
  std::vector<Tensor> answers;
  model.forward(images, {}, answers);
  std::vector<float> values;
  peaks(answers[layer], neuron.channel, values);
  std::vector<std::int64_t> order(values.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, std::greater(), [&](std::int64_t i) { return values[static_cast<std::size_t>(i)]; });
  order.resize(std::min<std::size_t>(order.size(), most_favourites));

  GalleryGroup group{.label = "layer." + shown[neuron.layer].label,
                     .note = "favourites.channel= " + std::to_string(neuron.channel + 1)};
  Tensors best;
  for (const std::int64_t image : order) {
    best.push_back(images.rows(image, image + 1));
    group.captions.push_back("=" + with_two_digits(values[static_cast<std::size_t>(image)]));
  }
  const Tensor favourites = concat(best, 0);
  const Tensor gradient = input_gradient(model, favourites, [&](const std::vector<Tensor>& own) {
    return own[layer] * peaks(own[layer], neuron.channel, values);
  });
  Gallery gallery(view);
  gallery.add_inputs(group, favourites);
  gallery.add({.label = "favourites.pixels", .palette = "heat"}, strongest_channel(gradient));
}

void require_neuron(const Sequential& model, const std::vector<ShownLayer>& shown, const Neuron& neuron) {
  const bool layer = neuron.layer < shown.size();
  const std::int64_t units = layer ? model.summary()[shown[neuron.layer].output].output[-1] : 0;
  if (neuron.channel < 0 || neuron.channel >= units) {
    fail("choose", "unit " + std::to_string(neuron.channel) + " of layer " + std::to_string(neuron.layer),
         "one that is shown");
  }
}

}  // namespace gradlab
