#include "demos/mnist_cnn/image_model.h"

#include <algorithm>
#include <cmath>

#include "engine/core/error.h"
#include "engine/ops/windows.h"

namespace gradlab {

namespace {

constexpr std::int64_t most_multiply_adds = 60'000'000;  // of one image: a step of the largest batch takes seconds then

/// Whether the weights will be trained, or the network is only looked at: random numbers take the most of building it.
enum class Weights { random, zeros };

/// What the visitor builds, completed by what the visitor need not say.
class Builder {
 public:
  Builder(const ImageModelOptions& options, Weights weights) : options_(options), weights_(weights) {}

  /// `normed`: a batch norm comes next. It makes the bias needless, and the activation follows it.
  void add(LayerSpec layer, bool normed) {
    const LayerEntry& entry = Registry<LayerEntry>::find("layer", layer.kind);
    const bool activated = layer.attributes.contains("activation");
    if (layer.kind == "dense") flatten_images();
    if (activated) {
      layer.attributes["activation"] = normed ? "linear" : options_.activation;
      layer.attributes["initializer"] = name_of(initializer());
    }
    if (layer.kind == "conv2d") {
      layer.attributes["padding"] = std::string(name_of(options_.padding));
      layer.attributes["bias"] = !normed;
    }
    specs_.push_back(layer);
    if (layer.kind == "batch_norm" && activation_waits_) {
      specs_.push_back({"activation", {{"function", options_.activation}}});
    }
    activation_waits_ = normed && activated;
    if (entry.images && entry.output.rank() == 2) images_ = false;
    note(layer_label(layer.kind));
  }

  ImageModel finish() {
    flatten_images();
    specs_.push_back({"dense", {{"units", options_.classes}}});
    note("output");
    return {Sequential(specs_), std::move(shown_)};
  }

 private:
  Initializer initializer() const {
    if (weights_ == Weights::zeros) return Initializer::zeros;
    const bool rectifier = options_.activation == "relu" || options_.activation == "leaky_relu";
    return rectifier ? Initializer::he_normal : Initializer::glorot_uniform;
  }

  void flatten_images() {
    if (images_) specs_.push_back({"flatten"});
    images_ = false;
  }

  void note(const std::string& label) { shown_.push_back({label, specs_.size() - 1}); }

  const ImageModelOptions& options_;
  Weights weights_;
  std::vector<LayerSpec> specs_;
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

/// The edge of the window that a layer lays on an image without padding it, 0 for none.
std::int64_t unpadded_window(const LayerSpec& layer) {
  const bool lays = layer.attributes.contains("size") && layer.choice("padding") == "valid";
  return lays ? layer.whole("size") : 0;
}

/// Why the last layer that is shown, and not the output, cannot take inputs of `shape`.
Refusal impossible(const ImageModel& beginning, const Shape& shape, const Error& error) {
  const std::size_t place = beginning.shown.size() - 1;  // from 1, the output not counted
  const ShownLayer& shown = beginning.shown[place - 1];
  const LayerSpec& layer = beginning.model.layer(shown.output).spec();
  Json arguments = {{"place", place}, {"layer", {{"key", "layer." + shown.label}}}};
  if (shape.rank() != 4) {
    arguments["units"] = shape[-1];
    return {"notice.layer_needs_image", arguments};
  }
  if (const std::int64_t size = unpadded_window(layer); size > std::min(shape[1], shape[2])) {
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
    ImageModel beginning = assembled(layers.first(count), options, Weights::zeros);
    try {
      Random random;
      beginning.model.build(input, random);
      before = beginning.model.summary()[beginning.shown[count - 1].output].output;
    } catch (const Error& error) {
      throw impossible(beginning, before, error);
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
                 {"layer", {{"key", "layer." + built.shown[dearest].label}}},
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

}  // namespace

ImageModel image_model(const std::vector<LayerSpec>& layers, const ImageModelOptions& options, const Shape& input,
                       Random& random) {
  require_possible(layers, options, input);
  ImageModel result = assembled(layers, options, Weights::random);
  result.model.build(input, random);
  return result;
}

}  // namespace gradlab
