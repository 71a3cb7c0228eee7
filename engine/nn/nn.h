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
#include "engine/ops/ops.h"

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
  /// What training changes beside the parameters, without a gradient: running moments.
  virtual std::vector<Parameter> buffers() const { return {}; }
  /// Multiply-adds of one sample's forward pass through the layer as built.
  virtual std::int64_t multiply_adds() const { return 0; }
};

enum class Initializer { glorot_uniform, glorot_normal, he_uniform, he_normal, zeros };
/// Weights of `shape` for a layer with `fan_in` inputs and `fan_out` outputs per unit
/// (Glorot and Bengio 2010; He et al. 2015).
Tensor initialize(Initializer initializer, const Shape& shape, std::int64_t fan_in, std::int64_t fan_out,
                  Random& random);

/// Applies the activation called `name` ("linear", "relu", "leaky_relu", "gelu", "sigmoid", "tanh", "softplus", "sin").
Tensor activate(std::string_view name, const Tensor& x);
const std::vector<std::string>& activation_names();

/// y [..., units] = activation(x [..., D] weight [D, units] + bias [units])
std::unique_ptr<Layer> dense(std::int64_t units, Initializer initializer = Initializer::glorot_uniform,
                             std::string activation = "linear");
std::unique_ptr<Layer> activation(std::string name);
std::unique_ptr<Layer> dropout_layer(float rate);
/// [N, ...] -> [N, product]
std::unique_ptr<Layer> flatten();
/// [N, H, W, C] -> [N, H', W', filters]; parameters weight [size, size, C / groups, filters] and bias [filters].
struct Conv2dLayerOptions {
  std::int64_t filters = 8, size = 3, stride = 1, dilation = 1, groups = 1;
  Padding padding = Padding::valid;
  std::string activation = "linear";
  Initializer initializer = Initializer::glorot_uniform;
  bool bias = true;
};
std::unique_ptr<Layer> conv2d_layer(Conv2dLayerOptions options);
std::unique_ptr<Layer> max_pool2d_layer(Pool2dOptions options = {});
std::unique_ptr<Layer> average_pool2d_layer(Pool2dOptions options = {});
/// [N, H, W, C] -> [N, C]
std::unique_ptr<Layer> global_average_pool();
std::unique_ptr<Layer> global_max_pool();
/// [..., C] over all axes but the last; running moments for when it does not train: r = momentum r + (1 - momentum) m.
std::unique_ptr<Layer> batch_norm_layer(float momentum = 0.9f, float epsilon = 1e-3f);
/// [..., D] over the last axis.
std::unique_ptr<Layer> layer_norm_layer(float epsilon = 1e-5f);
/// relu(inner(x) + x), He et al. 2016; where the shapes differ x goes through a 1 x 1 convolution, strided as `inner`
/// is.
std::unique_ptr<Layer> residual(std::vector<std::unique_ptr<Layer>> inner);

/// One line of a model's table.
struct SummaryRow {
  std::string layer;
  Shape output;  ///< batch axis 0
  std::int64_t parameters = 0;
  std::int64_t multiply_adds = 0;  ///< of one sample's forward pass
};

/// Layers one after another.
class Sequential {
 public:
  Sequential& add(std::unique_ptr<Layer> layer);
  /// Makes all parameters for inputs of `input` (batch axis first). Throws what the first impossible layer throws, with
  /// its place, counted from 1: `[model] layer 3 (max_pool2d): ...`.
  void build(const Shape& input, Random& random);
  /// Of the last layer, as built; the batch axis as in build's input.
  const Shape& output() const { return outputs_.back(); }
  Tensor forward(const Tensor& x, Context context = {}) const;
  /// As forward; also keeps every layer's output, in order.
  Tensor forward(const Tensor& x, Context context, std::vector<Tensor>& outputs) const;
  std::vector<Parameter> parameters() const;
  std::vector<Parameter> buffers() const;
  std::vector<SummaryRow> summary() const;
  /// Multiply-adds of one sample's forward pass.
  std::int64_t multiply_adds() const;
  std::size_t size() const { return layers_.size(); }
  const Layer& layer(std::size_t index) const { return *layers_[index]; }

 private:
  std::vector<std::unique_ptr<Layer>> layers_;
  std::vector<Shape> outputs_;
};

/// "[N, 32]": an output's shape with the batch as N.
std::string shape_text(const Shape& output);

/// The summary as the text that Keras users know: layer, output shape, parameters, multiply-adds, totals.
std::string to_text(const std::vector<SummaryRow>& summary);

/// What a layer tells the tests: one example to build and run.
struct LayerEntry {
  std::string name;
  std::function<std::unique_ptr<Layer>()> make;
  Shape input, output;
};
using RegisterLayer = Registry<LayerEntry>::Add;

}  // namespace gradlab
