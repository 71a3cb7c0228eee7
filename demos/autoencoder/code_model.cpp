#include "demos/autoencoder/code_model.h"

#include <array>
#include <string>
#include <utility>

#include "engine/learn/gaussian_code.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::array<std::int64_t, 2> filters = {16, 32};  // each convolution halves the image's edges
constexpr std::int64_t halved = 4;                         // both of them

Initializer initializer_of(const std::string& activation) {
  return rectifies(activation) ? Initializer::he_normal : Initializer::glorot_uniform;
}

void add_dense(Sequential& model, const std::vector<int>& units, const std::string& activation, std::int64_t outputs) {
  for (const int count : units) model.add(dense(count, initializer_of(activation), activation));
  model.add(dense(outputs));
}

void add_convolutions(Sequential& model, const std::string& activation, std::int64_t outputs) {
  for (const std::int64_t count : filters) {
    model.add(conv2d_layer({.filters = count,
                            .stride = 2,
                            .padding = Padding::same,
                            .activation = activation,
                            .initializer = initializer_of(activation)}));
  }
  model.add(flatten()).add(dense(outputs));
}

/// Images of the shape `input` out of rows, by the steps of add_convolutions backwards.
void add_transposed(Sequential& model, const std::string& activation, const Shape& input) {
  const std::int64_t height = input[1] / halved, width = input[2] / halved;
  const std::string initializer = name_of(initializer_of(activation));
  model.add(dense(height * width * filters[1], initializer_of(activation), activation))
      .add(make_layer({"unflatten", {{"height", height}, {"width", width}}}))
      .add(make_layer({"conv_transpose2d",
                       {{"filters", filters[0]},
                        {"size", std::int64_t{3}},
                        {"activation", activation},
                        {"initializer", initializer}}}))
      .add(make_layer({"conv_transpose2d", {{"filters", input[3]}, {"size", std::int64_t{3}}}}))
      .add(flatten());
}

/// Throws a Refusal for what convolutions cannot halve twice.
void require_halves(const Shape& input) {
  if (input[1] % halved == 0 && input[2] % halved == 0) return;
  throw Refusal{"notice.edges_not_halved", {{"height", input[1]}, {"width", input[2]}, {"by", halved}}};
}

}  // namespace

void CodeModel::build(const Values& values, const Shape& input, Numbers numbers, Random& random) {
  latent_ = values.integer("latent");
  variational_ = values.boolean("variational");
  numbers_ = numbers;
  const std::vector<int> units = values.units("layers");
  const std::string& activation = values.choice("activation");
  encoder_ = Sequential();
  decoder_ = Sequential();
  const std::int64_t described = variational_ ? 2 * latent_ : latent_;
  if (values.choice("network") == "convolutional") {
    require_halves(input);
    add_convolutions(encoder_, activation, described);
    add_transposed(decoder_, activation, input);
  } else {
    encoder_.add(flatten());
    add_dense(encoder_, units, activation, described);
    add_dense(decoder_, {units.rbegin(), units.rend()}, activation, input.size(1, input.rank()));
  }
  encoder_.build(input, random);
  decoder_.build({input[0], latent_}, random);
}

Tensor CodeModel::encode(const Tensor& inputs) const {
  const Tensor answers = described(inputs);
  return variational_ ? gaussian_code(answers).mean : answers;
}

Tensor CodeModel::samples(const Tensor& answers) const {
  return numbers_ == Numbers::shares ? sigmoid(answers) : answers;
}

std::vector<NamedLayer> CodeModel::inside() const {
  std::vector<NamedLayer> all;
  for (const NamedLayer& layer : encoder_.inside()) all.push_back({"encoder." + layer.name, layer.layer});
  for (const NamedLayer& layer : decoder_.inside()) all.push_back({"decoder." + layer.name, layer.layer});
  return all;
}

std::vector<Parameter> CodeModel::parameters() const {
  return parameters_of(inside());
}

std::vector<Parameter> CodeModel::buffers() const {
  return buffers_of(inside());
}

ForwardPass CodeModel::forward_pass(const Shape& input) const {
  std::vector<Extent> shape = {input.begin(), input.end()};
  shape.front() = 'N';
  return {.inputs = {{.name = "inputs", .shape = std::move(shape)}},
          .least = {{'N', 2}},
          .parameters = parameters(),
          .buffers = buffers(),
          .outputs = {"restored", "codes"},
          .run = [this](const Tensors& x) -> Tensors {
            const Tensor codes = encode(x[0]);
            return {decode(codes), codes};
          }};
}

}  // namespace gradlab
