#include "demos/mnist_cnn/image_model.h"

#include <algorithm>
#include <cmath>

#include "engine/core/error.h"

namespace gradlab {

namespace {

constexpr std::int64_t most_multiply_adds = 60'000'000;  // of one image: a step of the largest batch takes seconds then

/// Whether the weights will be trained, or the network is only looked at: random numbers take the most of building it.
enum class Weights { random, zeros };

class Builder {
 public:
  Builder(const ImageModelOptions& options, Weights weights) : options_(options), weights_(weights) {}

  /// `normed`: a batch norm comes next. It makes the bias needless, and the activation follows it.
  void add(const LayerSpec& layer, bool normed) {
    if (layer.kind == "conv") {
      model_.add(conv2d_layer({.filters = layer.whole(0),
                               .size = layer.whole(1),
                               .stride = layer.whole(2),
                               .padding = options_.padding,
                               .activation = normed ? "linear" : options_.activation,
                               .initializer = initializer(),
                               .bias = !normed}));
    } else if (layer.kind == "max_pool") {
      model_.add(max_pool2d_layer({.size = layer.whole(0), .stride = layer.whole(1)}));
    } else if (layer.kind == "average_pool") {
      model_.add(average_pool2d_layer({.size = layer.whole(0), .stride = layer.whole(1)}));
    } else if (layer.kind == "batch_norm") {
      model_.add(batch_norm_layer());
      if (activation_waits_) model_.add(activation(options_.activation));
    } else if (layer.kind == "dropout") {
      model_.add(dropout_layer(static_cast<float>(layer.whole(0)) / 100));
    } else if (layer.kind == "dense") {
      flatten_images();
      model_.add(dense(layer.whole(0), initializer(), normed ? "linear" : options_.activation));
    } else if (layer.kind == "residual") {
      model_.add(residual(block(layer.whole(0), layer.whole(1))));
    } else if (layer.kind == "global_average_pool") {
      model_.add(global_average_pool());
      images_ = false;
    }
    activation_waits_ = normed && (layer.kind == "conv" || layer.kind == "dense");
    note(layer.kind);
  }

  ImageModel finish() {
    flatten_images();
    model_.add(dense(options_.classes));
    note("output");
    return {std::move(model_), std::move(shown_)};
  }

 private:
  Initializer initializer() const {
    if (weights_ == Weights::zeros) return Initializer::zeros;
    const bool rectifier = options_.activation == "relu" || options_.activation == "leaky_relu";
    return rectifier ? Initializer::he_normal : Initializer::glorot_uniform;
  }

  void flatten_images() {
    if (images_) model_.add(flatten());
    images_ = false;
  }

  // He et al. 2016: two convolutions of 3 x 3, each with its norm.
  std::vector<std::unique_ptr<Layer>> block(std::int64_t filters, std::int64_t stride) const {
    const auto convolution = [&](std::int64_t step) {
      return conv2d_layer({.filters = filters,
                           .size = 3,
                           .stride = step,
                           .padding = Padding::same,
                           .initializer = Initializer::he_normal,
                           .bias = false});
    };
    std::vector<std::unique_ptr<Layer>> layers;
    layers.push_back(convolution(stride));
    layers.push_back(batch_norm_layer());
    layers.push_back(activation("relu"));
    layers.push_back(convolution(1));
    layers.push_back(batch_norm_layer());
    return layers;
  }

  void note(const std::string& kind) { shown_.push_back({kind, model_.size() - 1}); }

  const ImageModelOptions& options_;
  Weights weights_;
  Sequential model_;
  std::vector<ShownLayer> shown_;
  bool images_ = true;             // what comes next sees images, not rows
  bool activation_waits_ = false;  // for the norm before it
};

ImageModel assembled(std::span<const LayerSpec> layers, const ImageModelOptions& options, Weights weights) {
  Builder builder(options, weights);
  for (std::size_t i = 0; i < layers.size(); ++i) {
    builder.add(layers[i], i + 1 < layers.size() && layers[i + 1].kind == "batch_norm");
  }
  return builder.finish();
}

/// What is wrong, without the place that the engine gives it: it counts layers that the visitor does not see.
std::string reason(std::string_view message) {
  const std::size_t place = message.find("): ");
  return std::string(place == std::string_view::npos ? message : message.substr(place + 3));
}

/// The edge of the window that `layer` lays on an image without padding it, 0 for none.
std::int64_t unpadded_window(const LayerSpec& layer, Padding padding) {
  if (layer.kind == "max_pool" || layer.kind == "average_pool") return layer.whole(0);
  return layer.kind == "conv" && padding == Padding::valid ? layer.whole(1) : 0;
}

/// Why the last of `layers` cannot take inputs of `shape`.
Refusal impossible(std::span<const LayerSpec> layers, const ImageModelOptions& options, const Shape& shape,
                   const Error& error) {
  const LayerSpec& layer = layers.back();
  Json arguments = {{"place", layers.size()}, {"layer", {{"key", "layer." + layer.kind}}}};
  if (shape.rank() != 4) {
    arguments["units"] = shape[-1];
    return {"notice.layer_needs_image", arguments};
  }
  if (const std::int64_t size = unpadded_window(layer, options.padding); size > std::min(shape[1], shape[2])) {
    arguments.update({{"size", size}, {"height", shape[1]}, {"width", shape[2]}});
    return {"notice.layer_window_too_large", arguments};
  }
  arguments["error"] = reason(error.what());
  return {"notice.impossible_layer", arguments};
}

// The shortest impossible beginning ends with the impossible layer.
[[noreturn]] void refuse_first_impossible(std::span<const LayerSpec> layers, const ImageModelOptions& options,
                                          const Shape& input, const Error& whole) {
  Shape before = input;
  for (std::size_t count = 1; count <= layers.size(); ++count) {
    try {
      Random random;
      ImageModel beginning = assembled(layers.first(count), options, Weights::zeros);
      beginning.model.build(input, random);
      before = beginning.model.summary()[beginning.shown[count - 1].output].output;
    } catch (const Error& error) {
      throw impossible(layers.first(count), options, before, error);
    }
  }
  throw whole;
}

double millions(std::int64_t multiply_adds) {
  return std::round(static_cast<double>(multiply_adds) / 1e5) / 10;
}

// One step of a network that is too large keeps the trainer from answering at all.
void require_affordable(const ImageModel& built) {
  const std::int64_t all = built.model.multiply_adds();
  if (all <= most_multiply_adds) return;
  std::size_t dearest = 0, layer = 0;
  std::int64_t highest = -1;
  for (std::size_t i = 0; i < built.shown.size(); ++i) {
    std::int64_t own = 0;
    for (; layer <= built.shown[i].output; ++layer) own += built.model.layer(layer).multiply_adds();
    if (own > highest) highest = own, dearest = i;
  }
  throw Refusal{"notice.model_too_large",
                {{"place", dearest + 1},
                 {"layer", {{"key", "layer." + built.shown[dearest].kind}}},
                 {"own", millions(highest)},
                 {"all", millions(all)},
                 {"most", millions(most_multiply_adds)}}};
}

void require_possible(std::span<const LayerSpec> layers, const ImageModelOptions& options, const Shape& input) {
  ImageModel sketch = assembled(layers, options, Weights::zeros);
  try {
    Random random;
    sketch.model.build(input, random);
  } catch (const Error& error) {
    refuse_first_impossible(layers, options, input, error);
  }
  require_affordable(sketch);
}

Json field(const char* name, int initial, int low, int high) {
  return {{"name", name}, {"initial", initial}, {"low", low}, {"high", high}};
}

}  // namespace

Json image_vocabulary() {
  const Json pool = {field("size", 2, 2, 8), field("stride", 2, 1, 8)};
  const Json rows = {"dense", "global_average_pool"};  // what takes or gives rows, no longer images
  return {
      {{"kind", "conv"},
       {"fields", {field("filters", 8, 1, 128), field("size", 3, 1, 11), field("stride", 1, 1, 4)}},
       {"before", rows}},
      {{"kind", "max_pool"}, {"fields", pool}, {"before", rows}},
      {{"kind", "average_pool"}, {"fields", pool}, {"before", rows}},
      {{"kind", "batch_norm"}, {"fields", Json::array()}},
      {{"kind", "dropout"}, {"fields", {field("rate", 25, 1, 90)}}},
      {{"kind", "dense"}, {"fields", {field("units", 64, 1, 1024)}}},
      {{"kind", "residual"}, {"fields", {field("filters", 16, 1, 128), field("stride", 1, 1, 2)}}, {"before", rows}},
      {{"kind", "global_average_pool"}, {"fields", Json::array()}, {"before", rows}}};
}

ImageModel image_model(const std::vector<LayerSpec>& layers, const ImageModelOptions& options, const Shape& input,
                       Random& random) {
  require_possible(layers, options, input);
  ImageModel result = assembled(layers, options, Weights::random);
  result.model.build(input, random);
  return result;
}

}  // namespace gradlab
