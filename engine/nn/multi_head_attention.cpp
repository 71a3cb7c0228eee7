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

MultiHeadAttention::MultiHeadAttention(const TransformerOptions& options, bool is_turned, float output_gain,
                                       Random& random)
    : heads(options.heads), turned(is_turned) {
  const std::int64_t width = options.width;
  query = Projection(width, width, true, 1.0f, random);
  key = Projection(width, width, true, 1.0f, random);
  value = Projection(width, width, true, 1.0f, random);
  output = Projection(width, width, true, output_gain, random);
}

Tensor MultiHeadAttention::within(const Tensor& x, const TransformerPass& pass, TransformerCache::Block* rooms,
                                  Tensor* weights) const {
  Tensor q = query(x), k = key(x), v = value(x);
  if (turned) {
    q = rotary(q, heads, pass.first);
    k = rotary(k, heads, pass.first);
  }
  AttentionOptions options{.heads = heads, .causal = pass.causal, .lengths = pass.lengths};
  if (rooms != nullptr) {
    write_rows(k, pass.first, rooms->keys);
    write_rows(v, pass.first, rooms->values);
    options.keys = pass.first + x.shape()[1];
    k = rooms->keys;
    v = rooms->values;
  }
  return attend(q, k, v, options, weights);
}

Tensor MultiHeadAttention::across(const Tensor& x, const TransformerPass& pass, TransformerCache::Block* rooms,
                                  Tensor* weights) const {
  const bool known = rooms != nullptr && rooms->memory_keys.defined();
  const Tensor k = known ? rooms->memory_keys : key(pass.memory->states);
  const Tensor v = known ? rooms->memory_values : value(pass.memory->states);
  if (rooms != nullptr) {
    rooms->memory_keys = k;
    rooms->memory_values = v;
  }
  return attend(query(x), k, v, {.heads = heads, .lengths = pass.memory->lengths}, weights);
}

Tensor MultiHeadAttention::attend(const Tensor& q, const Tensor& k, const Tensor& v, const AttentionOptions& options,
                                  Tensor* weights) const {
  if (weights != nullptr) {
    const Tape::Recording pause(nullptr);
    *weights = attention_weights(q, k, options);
  }
  return output(gradlab::attention(q, k, v, options));
}

void MultiHeadAttention::list(const std::string& name, std::vector<Parameter>& to) const {
  query.list(name + ".query", to);
  key.list(name + ".key", to);
  value.list(name + ".value", to);
  output.list(name + ".output", to);
}

}  // namespace gradlab
