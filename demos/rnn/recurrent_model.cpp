#include "demos/rnn/recurrent_model.h"

#include <cmath>
#include <cstddef>
#include <string>

namespace gradlab {

namespace {

constexpr std::int64_t fewest_units = 4, most_units_of_a_cell = 512, most_layers = 3;
constexpr double longest_time_scale = 1000;

Cell cell_of(const std::string& name) {
  return name == "lstm" ? Cell::lstm : name == "gru" ? Cell::gru : Cell::tanh;
}

}  // namespace

const std::vector<std::string>& cell_names() {
  static const std::vector<std::string> names = {"rnn", "lstm", "gru"};
  return names;
}

std::vector<Param> recurrent_params() {
  return {Param::choice("cell", "model", "lstm", cell_names()),
          Param::integer("units", "model", 128, fewest_units, most_units_of_a_cell).log_scale(),
          Param::integer("layers", "model", 1, 1, most_layers),
          Param::number("time_scale", "model", 10, 1, longest_time_scale)
              .log_scale()
              .in_unit("steps")
              .shown_when("cell", {"lstm", "gru"}),
          Param::number("dropout", "regularization", 0, 0, 0.8)};
}

void RecurrentModel::build(const std::string& cell, const Values& values, const Ends& ends, Random& random) {
  cell_ = cell;
  features_ = ends.features;
  const std::int64_t units = values.integer("units");
  recurrent_ = Recurrent({.cell = cell_of(cell),
                          .units = units,
                          .layers = values.integer("layers"),
                          .tokens = ends.tokens ? ends.features : 0,
                          .dropout = values.real("dropout")});
  recurrent_.build(ends.features, random);
  spread_memory(values.real("time_scale"), random);
  dropout_ = dropout_layer(values.real("dropout"));
  output_ = dense(ends.outputs);
  output_->build({0, units}, random);
}

// Each unit begins with a memory of its own length, up to `time_scale` steps: Tallec and Ollivier 2018, "Can recurrent
// neural networks warp time?". Of 1 everything stays as PyTorch has it.
void RecurrentModel::spread_memory(float time_scale, Random& random) {
  const std::int64_t units = options().units;
  if (options().cell == Cell::tanh) return;
  for (const Parameter& parameter : recurrent_.parameters()) {
    if (!parameter.name.ends_with("bias_input")) continue;
    for (std::int64_t unit = 0; unit < units; ++unit) {
      const float remember = std::log(random.uniform(1.0f, time_scale));
      parameter.tensor.data()[units + unit] += remember;                            // the forget gate's, or z's
      if (options().cell == Cell::lstm) parameter.tensor.data()[unit] -= remember;  // the input gate's
    }
  }
}

Tensor RecurrentModel::states(const Tensor& x, Recurrent::State& state, Context context,
                              Recurrent::Trace* trace) const {
  return recurrent_.forward(x, state, context, trace);
}

Tensor RecurrentModel::output(const Tensor& states, Context context) const {
  return output_->forward(dropout_->forward(states, context), context);
}

Recurrent::State RecurrentModel::beginning(std::int64_t n) const {
  Recurrent::State state;
  for (std::int64_t layer = 0; layer < options().layers; ++layer) {
    RecurrentState& each = state.emplace_back();
    each.hidden = Tensor::zeros({n, options().units});
    if (options().cell == Cell::lstm) each.cell = Tensor::zeros({n, options().units});
  }
  return state;
}

std::vector<Parameter> RecurrentModel::parameters() const {
  std::vector<Parameter> all = recurrent_.parameters();
  for (const Parameter& own : parameters_of({{"output", output_.get()}})) all.push_back(own);
  return all;
}

ForwardPass forward_pass(const RecurrentModel& model, const std::string& input, const std::string& output) {
  const RecurrentOptions& options = model.options();
  const std::int64_t features = model.features();
  ForwardPass pass{.least = {{'N', 2}, {'T', 2}}, .parameters = model.parameters(), .outputs = {output}};
  if (options.tokens > 0) {
    pass.inputs = {{input, {'T', 'N'}, DType::int32, 0, features}};
  } else {
    pass.inputs = {{.name = input, .shape = {'T', 'N', features}}};
  }
  const bool has_cells = options.cell == Cell::lstm;
  for (std::int64_t layer = 0; layer < options.layers; ++layer) {
    for (const char* state : {".hidden", ".cell"}) {
      if (state == std::string_view(".cell") && !has_cells) continue;
      const std::string name = std::to_string(layer) + state;
      pass.inputs.push_back({.name = "before." + name, .shape = {'N', options.units}});
      pass.outputs.push_back("after." + name);
    }
  }
  pass.run = [&model, has_cells](const Tensors& x) {
    Recurrent::State state;
    for (std::size_t i = 1; i < x.size(); ++i) {
      RecurrentState& layer = state.emplace_back(RecurrentState{x[i], Tensor()});
      if (has_cells) layer.cell = x[++i];
    }
    Tensors outputs = {model.output(model.states(x[0], state))};
    for (const RecurrentState& layer : state) {
      outputs.push_back(layer.hidden);
      if (has_cells) outputs.push_back(layer.cell);
    }
    return outputs;
  };
  return pass;
}

Recurrent::State repeated(const Recurrent::State& state, std::int64_t n) {
  const auto rows = [n](const Tensor& one) {
    if (!one.defined()) return one;
    Tensor all = Tensor::empty({n, one.shape()[1]});
    for (std::int64_t row = 0; row < n; ++row) std::copy_n(one.data(), one.size(), all.data() + row * one.size());
    return all;
  };
  Recurrent::State all;
  for (const RecurrentState& layer : state) all.push_back({rows(layer.hidden), rows(layer.cell)});
  return all;
}

void archive_state(Archive& archive, Recurrent::State& state) {
  const Archive::Scope scope(archive, "carried");
  for (std::size_t i = 0; i < state.size(); ++i) {
    const Archive::Scope layer(archive, std::to_string(i));
    archive.field("hidden", state[i].hidden);
    if (state[i].cell.defined()) archive.field("cell", state[i].cell);
  }
}

void show_layers(View& view, const std::vector<const RecurrentModel*>& models) {
  Json rows = Json::array();
  std::int64_t parameters = 0, multiply_adds = 0;
  const auto add = [&](const std::string& label, std::int64_t width, std::int64_t size, std::int64_t products) {
    rows.push_back({label, "[T, N, " + std::to_string(width) + "]", size, products});
    parameters += size;
    multiply_adds += products;
  };
  for (const RecurrentModel* model : models) {
    const RecurrentOptions& options = model->options();
    const std::vector<Parameter> all = model->parameters();
    for (std::int64_t layer = 0; layer < options.layers; ++layer) {
      std::int64_t size = 0, products = 0;
      for (const Parameter& parameter : all) {
        if (!parameter.name.starts_with(std::to_string(layer) + ".")) continue;
        size += parameter.tensor.size();
        // A token's product with the weights is a look-up.
        const bool looks_up = options.tokens > 0 && layer == 0 && parameter.name.ends_with("weight_input");
        if (parameter.tensor.rank() == 2 && !looks_up) products += parameter.tensor.size();
      }
      add("layer." + model->cell(), options.units, size, products);
    }
    add("layer.output", model->outputs(), (options.units + 1) * model->outputs(), options.units * model->outputs());
  }
  rows.push_back({"summary.total", "", parameters, multiply_adds});
  view.set("columns", {"summary.layer", "summary.output", "summary.parameters", "summary.multiply_adds"})
      .set("rows", rows)
      .set("total", true);
}

}  // namespace gradlab
