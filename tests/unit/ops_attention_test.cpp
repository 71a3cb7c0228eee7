// Attention as an op: the fused against the one made of other ops, what it may see, what it refuses.
#include <doctest/doctest.h>

#include <array>

#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/ops/ops.h"
#include "tests/unit/kernels_compare.h"

using namespace gradlab;
using namespace gradlab::test;

namespace {

/// attention by its definition: weights times values, head by head.
Tensor unfused(const Tensor& q, const Tensor& k, const Tensor& v, const AttentionOptions& options) {
  const Shape &to = q.shape(), &from = v.shape();
  const std::int64_t heads = options.heads, depth = to[2] / heads;
  const Tensor values = transpose(reshape(v, {from[0], from[1], heads, depth}), {0, 2, 1, 3});
  return reshape(transpose(matmul(attention_weights(q, k, options), values), {0, 2, 1, 3}), to);
}

using Attention = Tensor (*)(const Tensor&, const Tensor&, const Tensor&, const AttentionOptions&);

/// y and the gradients of sum(y weights) by q, k and v.
Tensors value_and_gradients(Attention function, const Tensors& inputs, const AttentionOptions& options) {
  Tape tape;
  const Tape::Recording recording(&tape);
  Tensors x;
  for (const Tensor& input : inputs) x.push_back(input.copied().set_requires_gradient());
  const Tensor y = function(x[0], x[1], x[2], options);
  tape.backward(sum(y * random_tensor(y.shape(), 7)));
  return {y, x[0].gradient(), x[1].gradient(), x[2].gradient()};
}

Tensors queries_keys_values(std::int64_t n, std::int64_t queries, std::int64_t keys, std::int64_t width) {
  return {random_tensor({n, queries, width}, 1), random_tensor({n, keys, width}, 2),
          random_tensor({n, keys, width}, 3)};
}

void check_fused(const Tensors& inputs, const AttentionOptions& options) {
  const Tensors found = value_and_gradients(attention, inputs, options),
                expected = value_and_gradients(unfused, inputs, options);
  for (std::size_t i = 0; i < found.size(); ++i) {
    CAPTURE(i);
    check_close(found[i], expected[i], 1e-5);
  }
}

Tensor with_rows_changed(const Tensor& x, std::int64_t first) {
  const Tensor changed = x.copied();
  const std::int64_t width = x.shape()[2];
  for (std::int64_t i = first * width; i < x.size(); ++i) changed.data()[i] = 100.0f - 3.0f * x.data()[i];
  return changed;
}

}  // namespace

TEST_CASE("fused attention and its gradients are those of weights times values") {
  const Tensor lengths = Tensor::indices(std::array{3, 20, 11}, {3});
  for (std::int64_t heads : {1, 2, 4}) {
    CAPTURE(heads);
    for (bool causal : {false, true}) {
      CAPTURE(causal);
      check_fused(queries_keys_values(3, 20, 20, 12), {.heads = heads, .causal = causal});
      check_fused(queries_keys_values(3, 20, 20, 12), {.heads = heads, .causal = causal, .lengths = lengths});
      check_fused(queries_keys_values(3, 6, 20, 12), {.heads = heads, .causal = causal, .lengths = lengths});
    }
    check_fused(queries_keys_values(2, 33, 9, 12), {.heads = heads});
  }
}

TEST_CASE("one tensor may be queries, keys and values of attention") {
  const Tensor one = random_tensor({2, 17, 8});
  const auto of = [&](Attention function) {
    Tape tape;
    const Tape::Recording recording(&tape);
    const Tensor x = one.copied().set_requires_gradient();
    tape.backward(sum(square(function(x, x, x, {.heads = 2, .causal = true}))));
    return x.gradient();
  };
  check_close(of(attention), of(unfused), 1e-5);
}

TEST_CASE("rows of attention_weights sum to 1, and are 0 where nothing is seen") {
  const Tensors x = queries_keys_values(2, 3, 5, 8);
  const Tensor lengths = Tensor::indices(std::array{2, 5}, {2});
  const Tensor weights = attention_weights(x[0], x[1], {.heads = 2, .causal = true, .lengths = lengths});
  for (std::int64_t row = 0; row < 12; ++row) {
    const std::int64_t seen = std::min<std::int64_t>(row < 6 ? 2 : 5, 3 + row % 3);
    double total = 0.0;
    for (std::int64_t j = 0; j < 5; ++j) {
      const float weight = weights.data()[row * 5 + j];
      CHECK((weight > 0.0f) == (j < seen));
      total += weight;
    }
    CHECK(total == doctest::Approx(1.0));
  }
}

TEST_CASE("what comes later changes nothing of what causal attention gave before") {
  const Tensors x = queries_keys_values(1, 40, 40, 8);
  const AttentionOptions options{.heads = 2, .causal = true};
  const Tensor before = attention(x[0], x[1], x[2], options);
  for (std::int64_t first : {1, 8, 19, 39}) {
    CAPTURE(first);
    const Tensor after = attention(with_rows_changed(x[0], first), with_rows_changed(x[1], first),
                                   with_rows_changed(x[2], first), options);
    for (std::int64_t i = 0; i < 40 * 8; ++i) {
      if (i < first * 8) CHECK(after.data()[i] == before.data()[i]);
    }
    CHECK(after.data()[first * 8] != before.data()[first * 8]);
  }
}

TEST_CASE("attention over a cache is that over the rows that count") {
  const Tensors x = queries_keys_values(2, 1, 24, 12);
  for (std::int64_t keys : {1, 7, 24}) {
    CAPTURE(keys);
    const Tensor found = attention(x[0], x[1], x[2], {.heads = 3, .causal = true, .keys = keys});
    const Tensor k = slice(x[1], 1, 0, keys), v = slice(x[2], 1, 0, keys);
    check_close(found, attention(x[0], k, v, {.heads = 3}), 1e-6);
    const Tensor weights = attention_weights(x[0], x[1], {.heads = 3, .keys = keys});
    check_close(weights, attention_weights(x[0], k, {.heads = 3}), 1e-6);
  }
}

TEST_CASE("attention refuses what does not fit") {
  const auto zeros = [](const Shape& shape) { return Tensor::zeros(shape); };
  const Tensor q = zeros({2, 3, 8}), k = zeros({2, 5, 8}), v = k;
  CHECK_THROWS_WITH_AS(attention(q, zeros({2, 5, 6}), zeros({2, 5, 6}), {.heads = 2}),
                       "[attention] q [2, 3, 8] and k [2, 5, 6]: need q [N, Q, W] and k [N, K, W] with equal N and W, "
                       "Q and K at least 1",
                       Error);
  CHECK_THROWS_AS(attention(q, zeros({3, 5, 8}), zeros({3, 5, 8}), {}), Error);
  CHECK_THROWS_AS(attention(q, zeros({2, 0, 8}), zeros({2, 0, 8}), {}), Error);
  CHECK_THROWS_AS(attention(zeros({3, 8}), k, v, {}), Error);
  CHECK_THROWS_WITH_AS(attention(q, k, zeros({2, 4, 8}), {.heads = 2}),
                       "[attention] k [2, 5, 8] and v [2, 4, 8]: need equal shapes", Error);
  CHECK_THROWS_WITH_AS(attention(q, k, v, {.heads = 3}),
                       "[attention] q [2, 3, 8] and k [2, 5, 8] for 3 heads: need a width that the heads divide",
                       Error);
  CHECK_THROWS_AS(attention(q, k, v, {.heads = 0}), Error);
  CHECK_THROWS_WITH_AS(attention(q, k, v, {.keys = 6}), "[attention] 6 keys of k [2, 5, 8]: need no more than it has",
                       Error);
  CHECK_THROWS_WITH_AS(attention(k, q, q, {.causal = true}),
                       "[attention] 5 causal queries for 3 keys: need no more queries than keys", Error);
  const auto with = [&](std::initializer_list<std::int32_t> lengths) {
    return attention(q, k, v, {.lengths = Tensor::indices(lengths, {static_cast<std::int64_t>(lengths.size())})});
  };
  CHECK_THROWS_WITH_AS(with({5, 6}), "[attention] length 6 at place 1: need whole numbers from 1 to 5", Error);
  CHECK_THROWS_AS(with({0, 5}), Error);
  CHECK_THROWS_WITH_AS(with({5}), "[attention] lengths [1] for q [2, 3, 8]: need one whole number for each sequence",
                       Error);
  CHECK_THROWS_AS(attention(q, k, v, {.lengths = zeros({2})}), Error);
  CHECK_THROWS_AS(attention(q, k, v.copied(Device::reference), {}), Error);
}

TEST_CASE("rotary and rms_norm refuse what does not fit") {
  CHECK_THROWS_WITH_AS(rotary(Tensor::zeros({1, 2, 6}), 2),
                       "[rotary] x [1, 2, 6] for 2 heads: need x [N, T, heads D] "
                       "with an even D",
                       Error);
  CHECK_THROWS_AS(rotary(Tensor::zeros({2, 6}), 1), Error);
  CHECK_THROWS_AS(rotary(Tensor::zeros({1, 2, 6}), 0), Error);
  CHECK_THROWS_WITH_AS(rotary(Tensor::zeros({1, 2, 6}), 1, -1), "[rotary] a first position of -1: need at least 0",
                       Error);
  CHECK_THROWS_AS(rotary(Tensor::zeros({1, 2, 6}), 1, 0, 0.0f), Error);
  CHECK_THROWS_WITH_AS(rms_norm(Tensor::zeros({2, 3}), Tensor::zeros({2})),
                       "[rms_norm] x [2, 3] and [2]: need one number for each of the 3 in a row", Error);
  CHECK_THROWS_AS(rms_norm(Tensor::scalar(1.0f), Tensor::zeros({1})), Error);
}
