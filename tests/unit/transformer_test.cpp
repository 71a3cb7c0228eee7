// What every transformer keeps: nothing leaks from the future or from padding, and all of it learns.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/autograd/tape.h"
#include "engine/loss/loss.h"
#include "engine/optim/optim.h"
#include "tests/unit/error_message.h"
#include "tests/unit/transformer_cases.h"

namespace gradlab {

using test::all_transformers;
using test::built;
using test::message;
using test::random_tokens;
using test::text_of;
using Kind = TransformerOptions::Kind;
using Positions = TransformerOptions::Positions;

namespace {

/// Logits for the tokens; of an encoder-decoder with a memory of other ones.
Tensor answer(const Transformer& model, const Tensor& tokens, Context context = {}) {
  if (model.options().kind == Kind::encoder) return model.classify(tokens, {}, context);
  Transformer::Memory memory;
  if (model.options().kind == Kind::encoder_decoder) {
    const Tensor lengths = Tensor::indices(std::vector<std::int32_t>(tokens.shape()[0], 4), {tokens.shape()[0]});
    memory = {model.encode(random_tokens(tokens.shape()[0], 5, 7, 9), lengths, context), lengths};
  }
  return model.logits(model.decode(tokens, memory, context));
}

bool equal_numbers(const Tensor& a, const Tensor& b) {
  return a.shape() == b.shape() && std::equal(a.values().begin(), a.values().end(), b.values().begin());
}

Tensor labels_for(const Tensor& logits) {
  return random_tokens(logits.size() / logits.shape()[-1], 1, logits.shape()[-1], 5)
      .viewed_as({logits.size() / logits.shape()[-1]});
}

Tensor loss_of(const Tensor& logits) {
  return cross_entropy(reshape(logits, {logits.size() / logits.shape()[-1], logits.shape()[-1]}), labels_for(logits));
}

}  // namespace

TEST_CASE("no logit changes by a bit when later tokens change") {
  for (const TransformerOptions& options : all_transformers()) {
    if (options.kind == Kind::encoder) continue;
    CAPTURE(text_of(options));
    const Transformer model = built(options);
    const Tensor tokens = random_tokens(2, 9, 7), before = answer(model, tokens);
    for (const std::int64_t t : {1, 4, 8}) {
      const Tensor changed = tokens.copied();
      for (std::int64_t n = 0; n < 2; ++n) changed.indices()[n * 9 + t] = (changed.indices()[n * 9 + t] + 3) % 7;
      const Tensor after = answer(model, changed);
      CHECK(equal_numbers(slice(before, 1, 0, t), slice(after, 1, 0, t)));
      CHECK_FALSE(equal_numbers(slice(before, 1, t, t + 1), slice(after, 1, t, t + 1)));
    }
  }
}

TEST_CASE("what stands behind a sequence's length counts for nothing") {
  for (const TransformerOptions& options : all_transformers()) {
    if (options.kind == Kind::decoder) continue;
    CAPTURE(text_of(options));
    const Transformer model = built(options);
    const Tensor tokens = random_tokens(3, 6, 7), targets = random_tokens(3, 4, 7, 8);
    const Tensor lengths = Tensor::indices(std::vector<std::int32_t>{6, 4, 1}, {3}), padded = tokens.copied();
    for (const int place : {6 + 4, 6 + 5, 12 + 1, 12 + 3}) padded.indices()[place] = (tokens.indices()[place] + 1) % 7;
    const auto answer_to = [&](const Tensor& sources) {
      if (options.kind == Kind::encoder) return model.classify(sources, lengths);
      return model.logits(model.decode(targets, {model.encode(sources, lengths), lengths}));
    };
    const Tensor answered = answer_to(tokens);
    CHECK(equal_numbers(answered, answer_to(padded)));
    const Tensor last = Tensor::indices(std::span(tokens.indices() + 12, 1), {1, 1});  // without any padding
    const Tensor alone = options.kind == Kind::encoder
                             ? model.classify(last, {})
                             : model.logits(model.decode(targets.rows(2, 3), {model.encode(last, {}), {}}));
    const Tensor among = answered.rows(2, 3);
    double reach = 0.0;  // of the logits: sums, of which one near 0 has no more digits than the others
    for (const float logit : among.values()) reach = std::max(reach, std::abs(static_cast<double>(logit)));
    for (std::int64_t i = 0; i < alone.size(); ++i) {
      CHECK(std::abs(alone.data()[i] - among.data()[i]) <= 1e-4 * reach);
    }
  }
}

TEST_CASE("every make learns, through all of its weights") {
  for (const TransformerOptions& make : all_transformers()) {
    CAPTURE(text_of(make));
    TransformerOptions options = make;
    options.dropout = 0.1f;
    const Transformer model = built(options);
    const auto optimizer = make_optimizer("adam", model.parameters(), {.learning_rate = 0.01f});
    const Tensor tokens = random_tokens(2, 9, 7);
    Random random(3);
    Tape tape;
    const float first = loss_of(answer(model, tokens)).item();
    for (int step = 0; step < 8; ++step) {
      const Tape::Recording recording(&tape);
      const Tensor loss = loss_of(answer(model, tokens, {.training = true, .random = &random}));
      CHECK(std::isfinite(loss.item()));
      tape.backward(loss);
      for (const Parameter& parameter : model.parameters()) {
        CAPTURE(parameter.name);
        const Tensor gradient = parameter.tensor.gradient();
        REQUIRE(gradient.defined());
        CHECK(std::ranges::all_of(gradient.values(), [](float value) { return std::isfinite(value); }));
        // A key's bias adds the same to all scores of a query, which the softmax does not see but for rounding.
        if (parameter.name.ends_with("key.bias")) continue;
        CHECK(std::ranges::any_of(gradient.values(), [](float value) { return value != 0.0f; }));
      }
      optimizer->step();
    }
    CHECK(loss_of(answer(model, tokens)).item() < first);
  }
}

TEST_CASE("equal seeds give equal weights, and other seeds others, under names of their own") {
  for (const TransformerOptions& options : all_transformers()) {
    CAPTURE(text_of(options));
    const auto one = built(options).parameters(), same = built(options).parameters(),
               other = built(options, 2).parameters();
    std::set<std::string> names;
    for (std::size_t i = 0; i < one.size(); ++i) {
      CAPTURE(one[i].name);
      CHECK(one[i].tensor.requires_gradient());
      CHECK(equal_numbers(one[i].tensor, same[i].tensor));
      names.insert(one[i].name);
    }
    CHECK(names.size() == one.size());
    CHECK_FALSE(equal_numbers(one[0].tensor, other[0].tensor));
  }
}

TEST_CASE("dropout drops while it trains, the same for the same chance, and never otherwise") {
  const Transformer model = built({.vocabulary = 7, .width = 8, .heads = 2, .context = 9, .dropout = 0.5f});
  const Tensor tokens = random_tokens(2, 9, 7), quiet = answer(model, tokens);
  CHECK(equal_numbers(quiet, answer(model, tokens)));
  const auto noisy = [&](std::uint64_t seed) {
    Random random(seed);
    return answer(model, tokens, {.training = true, .random = &random});
  };
  CHECK(equal_numbers(noisy(1), noisy(1)));
  CHECK_FALSE(equal_numbers(noisy(1), noisy(2)));
  CHECK_FALSE(equal_numbers(noisy(1), quiet));
  CHECK(message([&] { answer(model, tokens, {.training = true}); }).starts_with("[dropout] "));
}

TEST_CASE("a trace shows the stages that the answer went through") {
  for (const TransformerOptions& options : all_transformers()) {
    CAPTURE(text_of(options));
    const Transformer model = built(options);
    const Tensor tokens = random_tokens(2, 4, 7), sources = random_tokens(2, 5, 7, 4);
    const Tensor lengths = Tensor::indices(std::vector<std::int32_t>{5, 3}, {2});
    const bool decodes = options.kind != Kind::encoder, across = options.kind == Kind::encoder_decoder;
    Transformer::Memory memory;
    if (across) memory = {model.encode(sources, lengths), lengths};
    TransformerTrace trace;
    const Tensor states =
        decodes ? model.decode(tokens, memory, {}, nullptr, &trace) : model.encode(sources, lengths, {}, &trace);
    const std::int64_t t = states.shape()[1];
    CHECK(equal_numbers(trace.tokens, gather(model.embedding(), decodes ? tokens : sources)));
    CHECK(equal_numbers(trace.embedded, trace.tokens) == (options.positions == Positions::rotary));
    CHECK(equal_numbers(trace.output, states));
    CHECK(equal_numbers(model.last_norm(trace.blocks.back().output), states));
    REQUIRE(trace.blocks.size() == 2);
    for (const TransformerTrace::Block& block : trace.blocks) {
      CHECK(block.after_attention.shape() == states.shape());
      CHECK(block.output.shape() == states.shape());
      CHECK(block.attention.shape() == Shape{2, 2, t, t});
      CHECK(block.cross_attention.defined() == across);
      if (across) CHECK(block.cross_attention.shape() == Shape{2, 2, t, 5});
      const Tensor totals = sum(block.attention, {-1});
      for (const float total : totals.values()) CHECK(total == doctest::Approx(1.0f));
      if (decodes) CHECK(block.attention.data()[1] == 0.0f);             // the first token sees none behind it
      if (across) CHECK(block.cross_attention.values().back() == 0.0f);  // nor a padding
    }
  }
}

TEST_CASE("parameters and products are as many as counted by hand") {
  const auto count = [](const TransformerOptions& options) {
    std::int64_t sum = 0;
    for (const Parameter& parameter : built(options).parameters()) sum += parameter.tensor.size();
    return sum;
  };
  // GPT-2's block of width W has 12 W^2 + 13 W: attention 4 W^2 + 4 W, MLP 8 W^2 + 5 W, two norms 4 W.
  const TransformerOptions gpt = {.tied = true, .vocabulary = 50, .width = 32, .layers = 3, .context = 40};
  CHECK(count(gpt) == 50 * 32 + 40 * 32 + 3 * (12 * 32 * 32 + 13 * 32) + 2 * 32);
  CHECK(built(gpt).multiply_adds(40) == 3 * (12 * 32 * 32 + 2 * 40 * 32) + 32 * 50);
  // Llama's parts, but for the biases of the attention: no shift in the norms, three maps in the MLP, no positions.
  const TransformerOptions llama = {.positions = Positions::rotary,
                                    .norm = TransformerOptions::Norm::rms,
                                    .mlp = TransformerOptions::Mlp::swiglu,
                                    .vocabulary = 50,
                                    .width = 24,
                                    .layers = 1};
  CHECK(count(llama) == 2 * 50 * 24 + 4 * 24 * 24 + 4 * 24 + 3 * 24 * 64 + 2 * 24 + 24);
  CHECK(built(llama).multiply_adds(10) == 4 * 24 * 24 + 2 * 10 * 24 + 3 * 24 * 64 + 24 * 50);
  // PyTorch's nn.TransformerEncoderLayer(32, 4, 100) has 10,884 and nn.TransformerDecoderLayer(32, 4, 100) 15,172.
  TransformerOptions both = {.kind = Kind::encoder_decoder,
                             .positions = Positions::sinusoidal,
                             .norm_first = false,
                             .vocabulary = 50,
                             .width = 32,
                             .layers = 2,
                             .hidden = 100};
  CHECK(count(both) == 2 * (10884 + 15172) + 2 * 50 * 32);
  both.kind = Kind::encoder;
  both.classes = 2;
  CHECK(count(both) == 2 * 10884 + 50 * 32 + 32 * 2 + 2);
}

TEST_CASE("refusals say what a transformer needs") {
  CHECK(message([] { Transformer({.width = 10, .heads = 4}); }) ==
        "[transformer] 10 of width for 4 heads: need a multiple of the heads");
  CHECK(message([] { Transformer({.positions = Positions::rotary, .width = 12, .heads = 4}); }) ==
        "[transformer] rotary positions in heads of depth 3: need an even depth");
  CHECK(message([] { Transformer({.layers = 0}); }) == "[transformer] 0 layers: need at least 1");
  CHECK(message([] { Transformer({.kind = Kind::encoder}); }) == "[transformer] 0 classes: need at least 1");
  CHECK(message([] { Transformer({.dropout = 1.0f}); }).find("need a rate in [0, 1)") != std::string::npos);
  CHECK(message([] { Transformer({}).parameters(); }) == "[transformer] a model without weights: need build first");

  const Transformer decoder = built({.vocabulary = 7, .context = 4});
  const Tensor four = random_tokens(1, 4, 7), five = random_tokens(1, 5, 7);
  CHECK(message([&] { decoder.decode(five, {}); }) == "[transformer] 5 tokens: need at most 4 in all");
  CHECK(message([&] { decoder.decode(Tensor::indices({}, {1, 0}), {}); }).find("T at least 1") != std::string::npos);
  CHECK(message([&] { decoder.encode(four, {}); }).find("need a kind with an encoder") != std::string::npos);
  CHECK(message([&] { decoder.classify(four, {}); }).find("need an encoder") != std::string::npos);
  const Transformer encoder = built({.kind = Kind::encoder, .vocabulary = 7, .context = 4, .classes = 2});
  CHECK(message([&] { encoder.decode(four, {}); }).find("need a kind with a decoder") != std::string::npos);
  CHECK(message([&] { encoder.logits(encoder.encode(four, {})); }).find("a kind with a decoder") != std::string::npos);
  const Transformer both = built({.kind = Kind::encoder_decoder, .vocabulary = 7, .context = 4});
  CHECK(message([&] { both.decode(four, {}); }) == "[transformer] a decoder without a memory: need what encode gave");
}

}  // namespace gradlab
