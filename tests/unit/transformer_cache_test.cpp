// Writing with kept keys and values comes to the same as reading everything again for each token.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "engine/autograd/tape.h"
#include "tests/unit/error_message.h"
#include "tests/unit/transformer_cases.h"

namespace gradlab {

using test::all_transformers;
using test::built;
using test::columns;
using test::message;
using test::random_tokens;
using test::text_of;
using Kind = TransformerOptions::Kind;

namespace {

Transformer::Memory memory_of(const Transformer& model, std::int64_t n) {
  if (model.options().kind != Kind::encoder_decoder) return {};
  std::vector<std::int32_t> lengths(static_cast<std::size_t>(n), 5);
  lengths[0] = 3;
  const Tensor counts = Tensor::indices(lengths, {n});
  return {model.encode(random_tokens(n, 5, 7, 6), counts), counts};
}

/// Weights far from zero, so that tokens differ in what comes next.
Transformer sharpened(const TransformerOptions& options) {
  Transformer model = built(options);
  for (const Parameter& parameter : model.parameters()) {
    for (float& value : parameter.tensor.values()) value *= 1.5f;
  }
  return model;
}

void check_close(const Tensor& a, const Tensor& b) {
  REQUIRE(a.shape() == b.shape());
  float farthest = 0.0f;
  for (std::int64_t i = 0; i < a.size(); ++i) {
    farthest = std::max(farthest, std::abs(a.data()[i] - b.data()[i]) / (1.0f + std::abs(b.data()[i])));
  }
  CHECK(farthest <= 1e-5f);
}

/// The likeliest tokens [n, 1] after the last of `logits` [n, t, vocabulary].
Tensor likeliest(const Tensor& logits) {
  const std::int64_t n = logits.shape()[0], t = logits.shape()[1];
  return argmax(slice(logits, 1, t - 1, t), -1).viewed_as({n, 1});
}

}  // namespace

TEST_CASE("with a cache, tokens one by one or some at once get the logits that they get all together") {
  for (const TransformerOptions& options : all_transformers()) {
    if (options.kind == Kind::encoder) continue;
    CAPTURE(text_of(options));
    const Transformer model = built(options);
    const Tensor tokens = random_tokens(2, 9, 7);
    const Transformer::Memory memory = memory_of(model, 2);
    const Tensor together = model.logits(model.decode(tokens, memory));
    for (const std::vector<std::int64_t>& ends :
         std::vector<std::vector<std::int64_t>>{{1, 2, 3, 4, 5, 6, 7, 8, 9}, {4, 5, 6, 9}, {9}}) {
      TransformerCache cache = model.empty_cache(2);
      for (const std::int64_t end : ends) {
        const std::int64_t first = cache.length;
        TransformerTrace trace;
        const Tensor part = columns(tokens, first, end);
        const Tensor states = model.decode(part, memory, {}, &cache, &trace);
        check_close(model.logits(states), slice(together, 1, first, end));
        CHECK(cache.length == end);
        CHECK(trace.blocks[0].attention.shape() == Shape{2, 2, end - first, end});
      }
    }
  }
}

TEST_CASE("greedy writing with a cache gives the tokens that it gives without") {
  for (const TransformerOptions& options : all_transformers()) {
    if (options.kind == Kind::encoder) continue;
    CAPTURE(text_of(options));
    const Transformer model = sharpened(options);
    const Transformer::Memory memory = memory_of(model, 3);
    Tensor written = random_tokens(3, 9, 7);  // of which the first two stay
    Tensor next = columns(written, 0, 2);
    TransformerCache cache = model.empty_cache(3);
    for (std::int64_t length = 2; length < options.context; ++length) {
      const Tensor expected = likeliest(model.logits(model.decode(columns(written, 0, length), memory)));
      next = likeliest(model.logits(model.decode(next, memory, {}, &cache)));
      REQUIRE(std::equal(next.indices(), next.indices() + 3, expected.indices()));
      for (std::int64_t row = 0; row < 3; ++row) written.indices()[row * 9 + length] = next.indices()[row];
    }
  }
}

TEST_CASE("a cache takes no more than the context, and keeps what it has when refusing") {
  const Transformer model = built({.vocabulary = 7, .width = 8, .heads = 2, .context = 5});
  const Tensor tokens = random_tokens(1, 6, 7);
  TransformerCache cache = model.empty_cache(1);
  const Tensor three = columns(tokens, 0, 3), two = columns(tokens, 3, 5);
  model.decode(three, {}, {}, &cache);
  CHECK(message([&] { model.decode(three, {}, {}, &cache); }) ==
        "[transformer] 3 tokens after 3: need at most 5 in all");
  CHECK(message([&] { model.decode(random_tokens(2, 1, 7), {}, {}, &cache); }) ==
        "[transformer] a cache that is not for 2 sequences: need empty_cache(2)");
  check_close(model.decode(two, {}, {}, &cache), slice(model.decode(columns(tokens, 0, 5), {}), 1, 3, 5));
  TransformerCache none;
  CHECK(message([&] { model.decode(three, {}, {}, &none); }).find("need empty_cache(1)") != std::string::npos);
  CHECK(message([&] { model.decode(columns(tokens, 5, 6), {}, {}, &cache); }) ==
        "[transformer] 1 tokens after 5: need at most 5 in all");
}

TEST_CASE("keys and values of the memory are made once") {
  const Transformer model = built({.kind = Kind::encoder_decoder, .vocabulary = 7, .width = 8, .heads = 2});
  const Transformer::Memory memory = memory_of(model, 2);
  TransformerCache cache = model.empty_cache(2);
  model.decode(random_tokens(2, 1, 7), memory, {}, &cache);
  const Tensor keys = cache.blocks[1].memory_keys;
  REQUIRE(keys.shape() == Shape{2, 5, 8});
  model.decode(random_tokens(2, 1, 7), memory, {}, &cache);
  CHECK(cache.blocks[1].memory_keys.same_as(keys));
}

TEST_CASE("writing with a cache leaves nothing on the tape") {
  const Transformer model = built({.vocabulary = 7, .width = 8, .heads = 2});
  TransformerCache cache = model.empty_cache(1);
  Tape tape;
  const Tape::Recording recording(&tape);
  const Tensor states = model.decode(random_tokens(1, 3, 7), {}, {}, &cache);
  CHECK(tape.size() == 0);
  CHECK_FALSE(states.requires_gradient());
}

}  // namespace gradlab
