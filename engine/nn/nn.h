// The index of layers, and what a layer is. Each layer lives in a .cpp of its name, registered by its last line.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/random.h"
#include "engine/core/registry.h"
#include "engine/core/tensor.h"

namespace gradlab {

struct Parameter {
  std::string name;  ///< "0.weight": path of layers, then the tensor's own name
  Tensor tensor;     ///< requires a gradient
};

/// What a forward pass may depend on beside its input.
struct Context {
  bool training = false;     ///< dropout drops, batch norm measures
  Random* random = nullptr;  ///< needed by layers with chance while training
};

class Layer {
 public:
  virtual ~Layer() = default;
  /// "dense"
  virtual std::string_view kind() const = 0;
  /// Makes the parameters for inputs of `input` (batch axis first, extent 0 or more); returns the output's shape.
  virtual Shape build(const Shape& input, Random& random) = 0;
  virtual Tensor forward(const Tensor& x, Context& context) = 0;
  /// The layer's own parameters, in a fixed order; empty for most.
  virtual std::vector<Parameter> parameters() const { return {}; }
};

enum class Initializer { glorot_uniform, glorot_normal, he_uniform, he_normal, zeros };
/// Weights of `shape` for a layer with `fan_in` inputs and `fan_out` outputs per unit
/// (Glorot and Bengio 2010; He et al. 2015).
Tensor initialize(Initializer initializer, const Shape& shape, std::int64_t fan_in, std::int64_t fan_out,
                  Random& random);

/// Applies the activation called `name` ("linear", "relu", "leaky_relu", "gelu", "sigmoid", "tanh", "softplus", "sin").
Tensor activate(std::string_view name, const Tensor& x);
const std::vector<std::string>& activation_names();

/// y [..., units] = x [..., D] weight [D, units] + bias [units]
std::unique_ptr<Layer> dense(std::int64_t units, Initializer initializer = Initializer::glorot_uniform);
std::unique_ptr<Layer> activation(std::string name);
std::unique_ptr<Layer> dropout_layer(float rate);
/// [N, ...] -> [N, product]
std::unique_ptr<Layer> flatten();

/// One line of a model's table.
struct SummaryRow {
  std::string layer;
  Shape output;  ///< batch axis 0
  std::int64_t parameters = 0;
};

/// Layers one after another.
class Sequential {
 public:
  Sequential& add(std::unique_ptr<Layer> layer);
  /// Makes all parameters for inputs of `input` (batch axis first). Throws what the first impossible layer throws.
  void build(const Shape& input, Random& random);
  Tensor forward(const Tensor& x, Context context = {}) const;
  /// As forward; also keeps every layer's output, in order.
  Tensor forward(const Tensor& x, Context context, std::vector<Tensor>& outputs) const;
  std::vector<Parameter> parameters() const;
  std::vector<SummaryRow> summary() const;
  std::size_t size() const { return layers_.size(); }
  const Layer& layer(std::size_t index) const { return *layers_[index]; }

 private:
  std::vector<std::unique_ptr<Layer>> layers_;
  std::vector<Shape> outputs_;
};

/// "[N, 32]": an output's shape with the batch as N.
std::string shape_text(const Shape& output);

/// The summary as the text that Keras users know: layer, output shape, parameters, total.
std::string to_text(const std::vector<SummaryRow>& summary);

/// What a layer tells the tests: one example to build and run.
struct LayerEntry {
  std::string name;
  std::function<std::unique_ptr<Layer>()> make;
  Shape input, output;
};
using RegisterLayer = Registry<LayerEntry>::Add;

}  // namespace gradlab
