// Views of a feed-forward model: weights, biases, what every unit answers over the plane; and its layers as a table.
#pragma once

#include <vector>

#include "demos/core/views.h"
#include "engine/nn/nn.h"

namespace gradlab {

/// What the outputs of a network are.
enum class Outputs { values, classes };

/// `grid` [rows * columns, D] are the model's inputs over the plane, row 0 at the bottom. Labels are texts' keys, or
/// "=x". Outputs of classes are shown as probabilities.
void show_network(View& view, const Sequential& model, const Tensor& grid, std::int64_t rows, std::int64_t columns,
                  Json inputs, Json outputs, Outputs kind);

/// Layers as a table: layer (a text's key, or "=x"), output shape, parameters, multiply-adds, and their totals.
void show_summary(View& view, const std::vector<SummaryRow>& layers);
/// The layers of a model, or of several one below the other, by what visitors call them.
void show_summary(View& view, const std::vector<const Sequential*>& models);
inline void show_summary(View& view, const Sequential& model) {
  show_summary(view, std::vector{&model});
}

/// Carries out {"kind": "weight", "layer", "from", "to", "value"} on the model's dense layers; from -1 is the bias.
/// Returns whether the event was one; throws [weight] for an index that is not there.
bool edit_weight(const Sequential& model, const Json& event);

}  // namespace gradlab
