#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/kernels/kernels.h"
#include "engine/nn/transformer_parts.h"

namespace gradlab {

namespace {

/// Writes x [N, T, W] into rows first, first + 1, ... of every sequence of room [N, context, W].
void write_rows(const Tensor& x, std::int64_t first, Tensor& room) {
  const Shape strides = dense_strides(room.shape());
  kernels(room).strided_copy({x.shape(), dense_strides(x.shape()), strides, 0, first * strides[1]}, x, room);
}

}  // namespace

MultiHeadAttention::MultiHeadAttention(const LayerSpec& spec)
    : Layer(spec), heads_(spec.whole("heads")), causal_(spec.flag("causal")), rotary_(spec.flag("rotary")) {}

// Score and weighted value of every key are a product of a width each.
Shape MultiHeadAttention::build(const Shape& input, Random& random) {
  if (input.rank() != 3 || input[2] < 1 || input[2] % heads_ != 0) {
    fail("attention", "x " + input.to_string() + " for " + std::to_string(heads_) + " heads",
         "x [N, T, W] with W a multiple of the heads");
  }
  const auto projection = [&](float gain) {
    auto layer = make_layer({"dense", {{"units", input[2]}, {"initializer", "lecun_normal"}, {"gain", gain}}});
    layer->build(input, random);
    return layer;
  };
  query_ = projection(1.0f);
  key_ = projection(1.0f);
  value_ = projection(1.0f);
  output_ = projection(spec().number("gain"));
  multiply_adds_ = 4 * query_->multiply_adds() + 2 * input[1] * input[1] * input[2];
  return input;
}

Tensor MultiHeadAttention::within(const Tensor& x, const TransformerPass& pass, TransformerCache::Block* rooms,
                                  Tensor* weights) {
  if (!query_) fail("attention", "a forward pass before build", "build first");
  Tensor q = query_->forward(x, pass.context), k = key_->forward(x, pass.context), v = value_->forward(x, pass.context);
  if (rotary_) {
    q = rotary(q, heads_, pass.first);
    k = rotary(k, heads_, pass.first);
  }
  AttentionOptions options{.heads = heads_, .causal = causal_, .lengths = pass.lengths};
  if (rooms != nullptr) {
    write_rows(k, pass.first, rooms->keys);
    write_rows(v, pass.first, rooms->values);
    options.keys = pass.first + x.shape()[1];
    k = rooms->keys;
    v = rooms->values;
  }
  return attend(q, k, v, options, pass.context, weights);
}

Tensor MultiHeadAttention::across(const Tensor& x, const TransformerPass& pass, TransformerCache::Block* rooms,
                                  Tensor* weights) {
  const bool known = rooms != nullptr && rooms->memory_keys.defined();
  if (!known && pass.memory == nullptr) fail("attention", "no memory to look into", "the states of an encoder");
  const Tensor k = known ? rooms->memory_keys : key_->forward(pass.memory->states, pass.context);
  const Tensor v = known ? rooms->memory_values : value_->forward(pass.memory->states, pass.context);
  if (rooms != nullptr) {
    rooms->memory_keys = k;
    rooms->memory_values = v;
  }
  const AttentionOptions options{.heads = heads_, .lengths = pass.memory->lengths};
  return attend(query_->forward(x, pass.context), k, v, options, pass.context, weights);
}

Tensor MultiHeadAttention::attend(const Tensor& q, const Tensor& k, const Tensor& v, const AttentionOptions& options,
                                  Context& context, Tensor* weights) {
  if (weights != nullptr) {
    const Tape::Recording pause(nullptr);
    *weights = attention_weights(q, k, options);
  }
  return output_->forward(gradlab::attention(q, k, v, options), context);
}

std::vector<NamedLayer> MultiHeadAttention::inside() const {
  if (!query_) return {};
  return {{"query", query_.get()}, {"key", key_.get()}, {"value", value_.get()}, {"output", output_.get()}};
}

const RegisterLayer registered_attention(
    {.name = "attention",
     .fields = {LayerField::whole("heads", 4, 1, 1024), LayerField::flag("causal", false),
                LayerField::flag("rotary", false), LayerField::number("gain", 1, 0, 1000)},
     .make = layer_of<MultiHeadAttention>,
     .example = {{"heads", 2}},
     .input = {5, 3, 8},
     .output = {5, 3, 8}});

}  // namespace gradlab
