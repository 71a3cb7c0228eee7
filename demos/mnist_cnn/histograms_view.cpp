#include "demos/mnist_cnn/histograms_view.h"

#include <algorithm>
#include <cmath>

#include "demos/parts/layer_labels.h"
#include "engine/autograd/tape.h"

namespace gradlab {

namespace {

constexpr std::size_t bins = 41;  // odd, so that zero has a bin of its own where the range is even

struct Histogram {
  float low = -1, high = 1;
  std::vector<float> counts = std::vector<float>(bins);
};

Histogram histogram_of(const Tensor& values) {
  float most = 0;
  for (const float value : values.values()) most = std::max(most, std::abs(value));
  if (!(most > 0) || !std::isfinite(most)) most = 1;
  Histogram histogram{-most, most};
  for (const float value : values.values()) {
    if (!std::isfinite(value)) continue;
    const float place = (value + most) / (2 * most) * static_cast<float>(bins);
    ++histogram.counts[std::min(bins - 1, static_cast<std::size_t>(place))];
  }
  return histogram;
}

/// Of a layer's own parameter: the layer, and of "0.weight" or "projection.weight" the part of it.
std::string label_of(const std::string& layer, const std::string& parameter) {
  const std::size_t dot = parameter.rfind('.');
  if (dot == std::string::npos) return layer;
  return layer + (layer.find('=') == std::string::npos ? "= " : " ") + parameter.substr(0, dot);
}

}  // namespace

void show_histograms(View& view, const Sequential& model, const std::vector<Tensor>& gradients) {
  const std::vector<std::string> labels = layer_labels(model);
  Json groups = Json::array();
  std::size_t index = 0;  // of the parameter in the model
  const auto add_group = [&](const std::string& label, const Tensor& weights, const Tensor& gradient) {
    Json series = Json::array();
    const auto add = [&](const char* title, const char* role, const Tensor& values) {
      const Histogram histogram = histogram_of(values);
      const std::string name = role + std::to_string(index);
      series.push_back(
          {{"label", title}, {"low", histogram.low}, {"high", histogram.high}, {"counts", name}, {"role", role}});
      view.tensor(name, histogram.counts);
    };
    add("histograms.weights", "accent", weights);
    if (gradient.defined()) add("histograms.gradients", "reference", gradient);
    groups.push_back({{"label", label}, {"series", series}});
  };
  for (std::size_t i = 0; i < model.size(); ++i) {
    for (const Parameter& own : model.layer(i).parameters()) {
      if (own.name.ends_with("weight")) add_group(label_of(labels[i], own.name), own.tensor, gradients[index]);
      ++index;  // biases and scales are few
    }
  }
  view.set("groups", groups);
}

std::vector<Tensor> gradients_of(const Sequential& model, const std::function<Tensor()>& loss) {
  const std::vector<Parameter> parameters = model.parameters();
  Tape tape;
  Tensor value;
  {
    const Tape::Recording recording(&tape);
    value = loss();
  }
  tape.backward(value);
  std::vector<Tensor> gradients;
  for (const Parameter& parameter : parameters) {
    gradients.push_back(parameter.tensor.gradient());
    parameter.tensor.set_gradient(Tensor());
  }
  return gradients;
}

}  // namespace gradlab
