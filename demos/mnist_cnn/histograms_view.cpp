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

/// "2.weight" is of the model's layer 2, "2.conv1.weight" of a part of it.
std::string label_of(const std::string& parameter, const std::vector<std::string>& layers) {
  const std::size_t dot = parameter.find('.');
  const std::string inner = parameter.substr(dot + 1);
  const std::string& layer = layers[static_cast<std::size_t>(std::stoi(parameter.substr(0, dot)))];
  if (inner.find('.') == std::string::npos) return layer;
  return layer + (layer.find('=') == std::string::npos ? "= " : " ") + inner.substr(0, inner.rfind('.'));
}

}  // namespace

void show_histograms(View& view, const Sequential& model, const std::vector<Tensor>& gradients) {
  const std::vector<std::string> labels = layer_labels(model);
  const std::vector<Parameter> parameters = model.parameters();
  Json groups = Json::array();
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (parameters[i].tensor.rank() < 2) continue;  // biases and scales are few
    Json series = Json::array();
    const auto add = [&](const char* label, const char* role, const Tensor& values) {
      const Histogram histogram = histogram_of(values);
      const std::string name = role + std::to_string(i);
      series.push_back(
          {{"label", label}, {"low", histogram.low}, {"high", histogram.high}, {"counts", name}, {"role", role}});
      view.tensor(name, histogram.counts);
    };
    add("histograms.weights", "train", parameters[i].tensor);
    if (gradients[i].defined()) add("histograms.gradients", "test", gradients[i]);
    groups.push_back({{"label", label_of(parameters[i].name, labels)}, {"series", series}});
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
