#include "demos/parts/network_view.h"

#include <cmath>
#include <limits>

#include "demos/parts/layer_labels.h"
#include "engine/core/error.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr double largest_weight = 1e6;  // what a visitor may set one to

struct DenseLayer {
  Tensor weight, bias;  // [D, units], [units]
  std::size_t output;   // index of the layer whose output the units show: their activation's
};

std::vector<DenseLayer> dense_layers(const Sequential& model) {
  std::vector<DenseLayer> layers;
  for (std::size_t i = 0; i < model.size(); ++i) {
    const Layer& layer = model.layer(i);
    if (layer.kind() == "dense") {
      const std::vector<Parameter> own = layer.parameters();
      layers.push_back({find(own, "weight"), find(own, "bias"), i});
    } else if (layer.kind() == "activation" && !layers.empty()) {
      layers.back().output = i;
    }
  }
  return layers;
}

// [rows * columns, units] to [units, rows, columns].
Tensor over_plane(const Tensor& answers, std::int64_t rows, std::int64_t columns) {
  return transpose(answers, {1, 0}).viewed_as({answers.shape()[1], rows, columns});
}

// The same, each unit scaled to [-1, 1] so that its shape is seen at any size.
Tensor maps_of(const Tensor& answers, std::int64_t rows, std::int64_t columns) {
  const Tensor largest = clamp(max(abs(answers), {0}), 1e-6f, std::numeric_limits<float>::infinity());
  return over_plane(answers / largest, rows, columns);
}

}  // namespace

void show_network(View& view, const Sequential& model, const Tensor& grid, std::int64_t rows, std::int64_t columns,
                  Json inputs, Json outputs, Outputs kind) {
  std::vector<Tensor> answers;
  model.forward(grid, {}, answers);
  const std::vector<DenseLayer> layers = dense_layers(model);
  Json columns_json = Json::array({{{"label", "network.inputs"}, {"units", grid.shape()[1]}, {"activation", ""}}});
  view.tensor("maps.0", maps_of(grid, rows, columns));
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const bool last = i + 1 == layers.size();
    const std::int64_t units = layers[i].bias.size();
    columns_json.push_back(
        {{"label", last ? "network.output" : "network.hidden"}, {"units", units}, {"activation", ""}});
    view.tensor("weights." + std::to_string(i), layers[i].weight).tensor("biases." + std::to_string(i), layers[i].bias);
    const Tensor& answer = answers[layers[i].output];
    view.tensor("maps." + std::to_string(i + 1), last && kind == Outputs::classes
                                                     ? over_plane(softmax(answer), rows, columns)
                                                     : maps_of(answer, rows, columns));
  }
  view.set("layers", columns_json)
      .set("inputs", std::move(inputs))
      .set("outputs", std::move(outputs))
      .set("param", "layers");
  if (kind == Outputs::classes) view.set("classes", true);
}

void show_summary(View& view, const std::vector<SummaryRow>& layers) {
  Json rows = Json::array();
  std::int64_t parameters = 0, multiply_adds = 0;
  for (const SummaryRow& row : layers) {
    rows.push_back({row.layer, shape_text(row.output), row.parameters, row.multiply_adds});
    parameters += row.parameters, multiply_adds += row.multiply_adds;
  }
  rows.push_back({"summary.total", "", parameters, multiply_adds});
  view.set("columns", {"summary.layer", "summary.output", "summary.parameters", "summary.multiply_adds"})
      .set("rows", rows)
      .set("total", true);
}

void show_summary(View& view, const std::vector<const Sequential*>& models) {
  std::vector<SummaryRow> rows;
  for (const Sequential* model : models) {
    std::size_t layer = 0;
    const std::vector<std::string> labels = layer_labels(*model);
    for (SummaryRow row : model->summary()) {
      row.layer = labels[layer++];
      rows.push_back(std::move(row));
    }
  }
  show_summary(view, rows);
}

bool edit_weight(const Sequential& model, const Json& event) {
  if (event.value("kind", "") != "weight") return false;
  const std::vector<DenseLayer> layers = dense_layers(model);
  const std::int64_t layer = whole_number(event.at("layer"), "weight"), from = whole_number(event.at("from"), "weight"),
                     to = whole_number(event.at("to"), "weight");
  const double value = event.at("value").get<double>();
  const bool there = layer >= 0 && layer < static_cast<std::int64_t>(layers.size()) && to >= 0 &&
                     to < layers[static_cast<std::size_t>(layer)].bias.size() && from >= -1 &&
                     from < layers[static_cast<std::size_t>(layer)].weight.shape()[0];
  if (!there || !(std::abs(value) <= largest_weight))
    fail("weight", event.dump(), "a weight of the network and a value within a million");
  const DenseLayer& dense = layers[static_cast<std::size_t>(layer)];
  (from < 0 ? dense.bias.data()[to] : dense.weight.data()[from * dense.bias.size() + to]) = static_cast<float>(value);
  return true;
}

}  // namespace gradlab
