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
#include "engine/nn/layer_spec.h"
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

class Layer;
/// A layer inside of another or of a model, under the name that begins its parameters' names: "attention".
struct NamedLayer {
  std::string name;
  const Layer* layer;
};

class Layer {
 public:
  /// `spec` has every attribute of its kind: completed gives it.
  explicit Layer(LayerSpec spec) : spec_(std::move(spec)) {}
  virtual ~Layer() = default;
  /// What it is made of; make_layer makes an equal one of that.
  const LayerSpec& spec() const { return spec_; }
  /// "dense"
  std::string_view kind() const { return spec_.kind; }
  /// Makes the parameters for inputs of `input` (batch axis first, extent 0 or more); returns the output's shape.
  virtual Shape build(const Shape& input, Random& random) = 0;
  virtual Tensor forward(const Tensor& x, Context& context) = 0;
  /// The layers that it is made of, in the order of their parameters; none for most.
  virtual std::vector<NamedLayer> inside() const { return {}; }
  /// In a fixed order: of those that are made of others, theirs by their paths.
  virtual std::vector<Parameter> parameters() const;
  /// What training changes beside the parameters, without a gradient: running moments.
  virtual std::vector<Parameter> buffers() const;
  /// Multiply-adds of one sample's forward pass through the layer as built.
  virtual std::int64_t multiply_adds() const { return 0; }

 private:
  LayerSpec spec_;
};

/// The one called `name`; throws [parameter] where there is none.
Tensor find(const std::vector<Parameter>& parameters, std::string_view name);
/// Of all layers, by their paths: a name, and behind a dot what it is called there.
std::vector<Parameter> parameters_of(const std::vector<NamedLayer>& layers);
std::vector<Parameter> buffers_of(const std::vector<NamedLayer>& layers);

enum class Initializer { glorot_uniform, glorot_normal, he_uniform, he_normal, lecun_normal, zeros };
/// Weights of `shape` for a layer with `fan_in` inputs and `fan_out` outputs per unit, times `gain`
/// (Glorot and Bengio 2010; He et al. 2015; LeCun et al. 1998).
Tensor initialize(Initializer initializer, const Shape& shape, std::int64_t fan_in, std::int64_t fan_out,
                  Random& random, float gain = 1.0f);

/// In the enumeration's order: "glorot_uniform".
const std::vector<std::string>& initializer_names();
const std::string& name_of(Initializer initializer);
/// "valid", "same".
const std::vector<std::string>& padding_names();

/// A function of each number by itself.
using Activation = Tensor (*)(const Tensor& x);
/// Throws [activation] for an unknown name.
Activation find_activation(std::string_view name);
Tensor activate(std::string_view name, const Tensor& x);
/// Whether it lets pass what is positive and about nothing else: He's initialisers are made for those.
bool rectifies(std::string_view activation);
/// In the order in which visitors see them.
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
std::unique_ptr<Layer> rms_norm_layer(float epsilon = 1e-5f);
/// Tokens int32 [...] below `tokens` to [..., width].
std::unique_ptr<Layer> embedding(std::int64_t tokens, std::int64_t width);
/// relu(inner(x) + x), He et al. 2016; where the shapes differ x goes through a 1 x 1 convolution, strided as `inner`
/// is. The kind residual_block is that of two 3 x 3 convolutions, each with its norm.
std::unique_ptr<Layer> residual(std::vector<LayerSpec> inner);

/// `spec` with every attribute of its kind. Throws [kind] for one that is out of its range or that the kind lacks, and
/// [layer] for an unknown kind.
LayerSpec completed(const LayerSpec& spec);
/// The layer that `spec`, completed, describes.
std::unique_ptr<Layer> make_layer(const LayerSpec& spec);
/// What visitors call a kind, in links and in the text layer.<label>: "conv" of "conv2d".
const std::string& layer_label(std::string_view kind);

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
  Sequential() = default;
  explicit Sequential(const std::vector<LayerSpec>& specs);
  Sequential& add(std::unique_ptr<Layer> layer);
  /// Makes all parameters for inputs of `input` (batch axis first). Throws what the first impossible layer throws, with
  /// its place, counted from 1: `[model] layer 3 (max_pool2d): ...`.
  void build(const Shape& input, Random& random);
  /// Of the last layer, as built; the batch axis as in build's input.
  const Shape& output() const { return outputs_.back(); }
  Tensor forward(const Tensor& x, Context context = {}) const;
  /// As forward; also keeps every layer's output, in order.
  Tensor forward(const Tensor& x, Context context, std::vector<Tensor>& outputs) const;
  std::vector<NamedLayer> inside() const;
  std::vector<Parameter> parameters() const { return parameters_of(inside()); }
  std::vector<Parameter> buffers() const { return buffers_of(inside()); }
  std::vector<SummaryRow> summary() const;
  /// Multiply-adds of one sample's forward pass.
  std::int64_t multiply_adds() const;
  std::size_t size() const { return layers_.size(); }
  const Layer& layer(std::size_t index) const { return *layers_[index]; }
  std::vector<LayerSpec> specs() const;

 private:
  std::vector<std::unique_ptr<Layer>> layers_;
  std::vector<Shape> outputs_;
};

/// "[N, 32]": an output's shape with the batch as N.
std::string shape_text(const Shape& output);

/// The summary as the text that Keras users know: layer, output shape, parameters, multiply-adds, totals.
std::string to_text(const std::vector<SummaryRow>& summary);

/// What a kind of layers tells of itself, for builders, labels, links and tests.
struct LayerEntry {
  std::string name;        ///< the kind: "conv2d"
  std::string label = {};  ///< as in layer_label, where it is not the name
  std::vector<LayerField> fields = {};
  std::unique_ptr<Layer> (*make)(const LayerSpec& completed) = nullptr;
  LayerSpec::Attributes example = {};  ///< of a small one, which makes `output` of `input`
  Shape input, output;
  std::int64_t tokens = 0;  ///< where not 0 the input is int32, below it
  int place = 0;            ///< among the kinds of which visitors build networks; 0: none of them
  bool images = false;      ///< takes [N, H, W, C] and nothing else
};
template <typename Kind>
std::unique_ptr<Layer> layer_of(const LayerSpec& completed) {
  return std::make_unique<Kind>(completed);
}
/// The last line of a layer's file: `const RegisterLayer registered_dense({.name = "dense", ...});`
using RegisterLayer = Registry<LayerEntry>::Add;

}  // namespace gradlab
