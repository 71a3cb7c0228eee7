#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>

#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/ops/op_case.h"
#include "engine/ops/op_run.h"
#include "engine/ops/ops.h"
#include "engine/ops/support.h"

namespace gradlab {

namespace {

void require_lengths(const Tensor& lengths, const Tensor& q, std::int64_t keys) {
  if (!lengths.defined()) return;
  require_one_device("attention", q, lengths);
  if (lengths.dtype() != DType::int32 || !(lengths.shape() == Shape{q.shape()[0]})) {
    fail("attention", "lengths " + lengths.shape().to_string() + " for q " + q.shape().to_string(),
         "one whole number for each sequence");
  }
  if (!lengths.is_here()) return;
  std::int64_t place = 0;
  for (const std::int32_t length : lengths.read_indices()) {
    if (length < 1 || length > keys) {
      fail("attention", "length " + std::to_string(length) + " at place " + std::to_string(place),
           "whole numbers from 1 to " + std::to_string(keys));
    }
    ++place;
  }
}

AttentionArguments arguments_for(const Tensor& q, const Tensor& k, const AttentionOptions& options) {
  require_one_device("attention", q, k);
  const Shape &from = q.shape(), &to = k.shape();
  const auto came = [&] { return "q " + from.to_string() + " and k " + to.to_string(); };
  const bool fit = from.rank() == 3 && to.rank() == 3 && from[0] == to[0] && from[2] == to[2];
  if (!fit || from[1] < 1 || to[1] < 1) {
    fail("attention", came(), "q [N, Q, W] and k [N, K, W] with equal N and W, Q and K at least 1");
  }
  if (options.heads < 1 || from[2] < options.heads || from[2] % options.heads != 0) {
    fail("attention", came() + " for " + std::to_string(options.heads) + " heads", "a width that the heads divide");
  }
  if (options.keys < 0 || options.keys > to[1]) {
    fail("attention", std::to_string(options.keys) + " keys of k " + to.to_string(), "no more than it has");
  }
  AttentionArguments arguments{.n = from[0], .heads = options.heads, .queries = from[1]};
  arguments.keys = options.keys > 0 ? options.keys : to[1];
  arguments.depth = from[2] / options.heads;
  arguments.key_rows = to[1];
  arguments.causal = options.causal;
  if (arguments.causal && arguments.queries > arguments.keys) {
    fail("attention",
         std::to_string(arguments.queries) + " causal queries for " + std::to_string(arguments.keys) + " keys",
         "no more queries than keys");
  }
  require_lengths(options.lengths, q, arguments.keys);
  return arguments;
}

/// x [N, T, heads D] to [N, heads, T, D].
Tensor heads_first(const Tensor& x, std::int64_t heads) {
  const Shape& shape = x.shape();
  return transpose(reshape(x, {shape[0], shape[1], heads, shape[2] / heads}), {0, 2, 1, 3});
}

/// [N, 1, Q, K]: 0 where a query sees a key, else -infinity.
Tensor mask_of(const AttentionArguments& a, const Tensor& lengths, Device device) {
  Tensor mask = Tensor::empty({a.n, 1, a.queries, a.keys}, DType::float32, Device::cpu);
  const Tensor limits = lengths.defined() ? lengths.copied(Device::cpu) : Tensor();
  float* to = mask.data();
  for (std::int64_t sequence = 0; sequence < a.n; ++sequence) {
    const std::int64_t length = limits.defined() ? limits.indices()[sequence] : a.keys;
    for (std::int64_t i = 0; i < a.queries; ++i) {
      const std::int64_t seen = std::min(length, a.causal ? a.keys - a.queries + i + 1 : a.keys);
      for (std::int64_t j = 0; j < a.keys; ++j) *to++ = j < seen ? 0.0f : -std::numeric_limits<float>::infinity();
    }
  }
  return device == Device::cpu ? mask : mask.copied(device);
}

}  // namespace

// y = softmax(q k^T / sqrt(D)) v; the gradients stand at the reference kernel.
Tensor attention(const Tensor& q, const Tensor& k, const Tensor& v, const AttentionOptions& options) {
  require_one_device("attention", q, v);
  const AttentionArguments arguments = arguments_for(q, k, options);
  if (!(k.shape() == v.shape())) {
    fail("attention", "k " + k.shape().to_string() + " and v " + v.shape().to_string(), "equal shapes");
  }
  Tensor y = Tensor::empty_like(q);
  Tensor log_sums = Tensor::empty({arguments.n, arguments.heads, arguments.queries}, DType::float32, q.device());
  kernels(q).attention(arguments, q, k, v, options.lengths, y, log_sums);
  const Tape::Recording recording(options.keys > 0 ? nullptr : Tape::active());
  const std::array inputs = {q, k, v, options.lengths};
  return differentiable(
      "attention", y, std::span(inputs).first(options.lengths.defined() ? 4 : 3),
      {{"heads", options.heads}, {"causal", options.causal}, {"keys", options.keys}},
      [arguments, y, log_sums](const Tensor& dy, Gradients& to) {
        const Tensor lengths = to.count() > 3 ? to.input(3) : Tensor();
        const Tensor &queries = to.input(0), &keys = to.input(1), &values = to.input(2);
        Tensor dq = Tensor::empty_like(queries), dk = Tensor::empty_like(keys), dv = Tensor::empty_like(values);
        kernels(dy).attention_gradient(arguments, queries, keys, values, lengths, y, log_sums, dy, dq, dk, dv);
        if (to.wants(0)) to.add(0, dq);
        if (to.wants(1)) to.add(1, dk);
        if (to.wants(2)) to.add(2, dv);
      });
}

// softmax(q k^T / sqrt(D) + mask)
Tensor attention_weights(const Tensor& q, const Tensor& k, const AttentionOptions& options) {
  const AttentionArguments arguments = arguments_for(q, k, options);
  const Tensor keys = arguments.keys < arguments.key_rows ? slice(k, 1, 0, arguments.keys) : k;
  const Tensor products =
      matmul(heads_first(q, arguments.heads), heads_first(keys, arguments.heads), {.transpose_b = true});
  const Tensor scores = scale(products, 1.0f / std::sqrt(static_cast<float>(arguments.depth)));
  if (!arguments.causal && !options.lengths.defined()) return softmax(scores);
  return softmax(scores + mask_of(arguments, options.lengths, q.device()));
}

namespace {

template <std::int64_t heads, bool causal = false, std::int32_t... lengths>
AttentionOptions options_of() {
  AttentionOptions options{.heads = heads, .causal = causal};
  if constexpr (sizeof...(lengths) > 0) {
    options.lengths = Tensor::indices(std::array{lengths...}, {sizeof...(lengths)});
  }
  return options;
}

template <std::int64_t heads, bool causal = false, std::int32_t... lengths>
consteval OpCase fused(std::string_view text, Shape q, Shape k) {
  return {.text = text, .shapes = {q, k, k}, .output = q, .call = [](const Tensors& x) {
            return attention(x[0], x[1], x[2], options_of<heads, causal, lengths...>());
          }};
}

template <std::int64_t heads, bool causal = false, std::int32_t... lengths>
consteval OpCase weights(std::string_view text, Shape q, Shape k, Shape y) {
  return {.text = text, .shapes = {q, k}, .output = y, .call = [](const Tensors& x) {
            return attention_weights(x[0], x[1], options_of<heads, causal, lengths...>());
          }};
}

}  // namespace

const RegisterOp registered_attention(
    {"attention",
     {fused<1>("one head", {2, 3, 4}, {2, 3, 4}), fused<3>("three heads", {1, 5, 6}, {1, 5, 6}),
      fused<2>("fewer queries than keys", {2, 3, 10}, {2, 7, 10}), fused<2>("one key", {1, 4, 6}, {1, 1, 6}),
      fused<1>("one token", {1, 1, 1}, {1, 1, 1}), fused<2, true>("causal", {2, 9, 6}, {2, 9, 6}),
      fused<2, true>("causal, behind earlier keys", {1, 3, 4}, {1, 8, 4}),
      fused<2, false, 3, 5>("with lengths", {2, 5, 4}, {2, 5, 4}),
      fused<2, true, 1, 5>("causal, with lengths", {2, 5, 4}, {2, 5, 4}),
      fused<2>("no sequences", {0, 3, 4}, {0, 3, 4})}});
const RegisterOp registered_attention_weights(
    {"attention_weights",
     {weights<1>("one head", {2, 3, 4}, {2, 3, 4}, {2, 1, 3, 3}),
      weights<2>("fewer queries than keys", {1, 3, 10}, {1, 7, 10}, {1, 2, 3, 7}),
      weights<3, true>("causal", {1, 5, 6}, {1, 5, 6}, {1, 3, 5, 5}),
      weights<2, true, 2, 4>("causal, with lengths", {2, 3, 4}, {2, 4, 4}, {2, 2, 3, 4})}});

const RegisterRun run_attention({"attention", [](const Tensors& x, Attributes attributes) -> Tensors {
                                   return {attention(x[0], x[1], x[2],
                                                     {.heads = attributes.whole("heads"),
                                                      .causal = attributes.flag("causal"),
                                                      .lengths = input_or_none(x, 3),
                                                      .keys = attributes.whole("keys")})};
                                 }});

}  // namespace gradlab
