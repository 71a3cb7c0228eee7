#include "engine/nn/transformer.h"

#include <memory>
#include <string>
#include <utility>

#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/nn/transformer_parts.h"

namespace gradlab {

using Kind = TransformerOptions::Kind;
using Pooling = TransformerOptions::Pooling;

namespace {

void check(const TransformerOptions& options) {
  const auto require = [](bool holds, const std::string& came, std::string_view needed) {
    if (!holds) fail("transformer", came, needed);
  };
  const auto text = [](std::int64_t number, std::string_view noun) { return std::to_string(number).append(noun); };
  require(options.vocabulary >= 1, text(options.vocabulary, " tokens in the vocabulary"), "at least 1");
  require(options.context >= 1, text(options.context, " tokens of context"), "at least 1");
  require(options.layers >= 1, text(options.layers, " layers"), "at least 1");
  require(options.hidden >= 0, text(options.hidden, " hidden units"), "at least 1, or 0 for the usual number");
  require(options.heads >= 1, text(options.heads, " heads"), "at least 1");
  require(options.width >= 1 && options.width % options.heads == 0,
          text(options.width, " of width for ") + text(options.heads, " heads"), "a multiple of the heads");
  const std::int64_t depth = options.width / options.heads;
  require(options.positions != TransformerOptions::Positions::rotary || depth % 2 == 0,
          "rotary positions in heads of depth " + std::to_string(depth), "an even depth");
  require(options.dropout >= 0.0f && options.dropout < 1.0f, "a dropout of " + std::to_string(options.dropout),
          "a rate in [0, 1)");
  require(options.kind != Kind::encoder || options.classes >= 1, text(options.classes, " classes"), "at least 1");
}

void require_tokens(const Tensor& tokens, std::int64_t before, std::int64_t context) {
  if (tokens.rank() != 2 || tokens.shape()[1] < 1) {
    fail("transformer", "tokens " + tokens.shape().to_string(), "tokens [N, T], T at least 1");
  }
  if (before + tokens.shape()[1] > context) {
    fail("transformer",
         std::to_string(tokens.shape()[1]) + " tokens" + (before > 0 ? " after " + std::to_string(before) : ""),
         "at most " + std::to_string(context) + " in all");
  }
}

void require_cache(const TransformerCache& cache, std::int64_t n, const TransformerOptions& options) {
  const bool made = static_cast<std::int64_t>(cache.blocks.size()) == options.layers;
  if (made && cache.blocks[0].keys.shape() == Shape{n, options.context, options.width}) return;
  const std::string rows = std::to_string(n);
  fail("transformer", "a cache that is not for " + rows + " sequences", "empty_cache(" + rows + ")");
}

/// Row L of [S + 1, S] averages the first L of S numbers.
Tensor averages(std::int64_t s) {
  Tensor table = Tensor::zeros({s + 1, s});
  for (std::int64_t length = 1; length <= s; ++length) {
    for (std::int64_t i = 0; i < length; ++i) table.data()[length * s + i] = 1.0f / static_cast<float>(length);
  }
  return table;
}

}  // namespace

struct Transformer::Parts {
  std::unique_ptr<Layer> embedding;
  Tensor table;  // the embedding's, [vocabulary, W]
  std::unique_ptr<TransformerStack> encoder, decoder;
  std::unique_ptr<Layer> output;      ///< to logits of tokens, where not tied
  std::unique_ptr<Layer> classifier;  ///< to logits of classes
  Tensor averages;                    ///< [context + 1, context], of an encoder that answers with the mean
};

Transformer::Transformer(TransformerOptions options) : options_(options) {
  check(options_);
}
Transformer::~Transformer() = default;
Transformer::Transformer(Transformer&&) noexcept = default;
Transformer& Transformer::operator=(Transformer&&) noexcept = default;

void Transformer::build(Random& random) {
  const std::int64_t width = options_.width;
  const auto projection = [&](std::int64_t units, bool bias) {
    auto layer = make_layer({"dense", {{"units", units}, {"initializer", "lecun_normal"}, {"bias", bias}}});
    layer->build({0, width}, random);
    return layer;
  };
  parts_ = std::make_unique<Parts>();
  parts_->embedding = gradlab::embedding(options_.vocabulary, width);
  parts_->embedding->build({0, options_.context}, random);
  parts_->table = find(parts_->embedding->parameters(), "weight");
  if (options_.kind != Kind::decoder) {
    parts_->encoder = std::make_unique<TransformerStack>(options_, false, false, random);
  }
  if (options_.kind == Kind::encoder) {
    parts_->classifier = projection(options_.classes, true);
    if (options_.pooling == Pooling::mean) parts_->averages = averages(options_.context);
    return;
  }
  parts_->decoder = std::make_unique<TransformerStack>(options_, true, options_.kind == Kind::encoder_decoder, random);
  if (!options_.tied) parts_->output = projection(options_.vocabulary, false);
}

std::vector<NamedLayer> Transformer::inside() const {
  embedding();
  std::vector<NamedLayer> all = {{"embedding", parts_->embedding.get()}};
  for (const auto& [name, stack] : {std::pair("encoder", parts_->encoder.get()), {"decoder", parts_->decoder.get()}}) {
    if (stack == nullptr) continue;
    for (NamedLayer& layer : stack->inside(name)) all.push_back(std::move(layer));
  }
  if (parts_->output) all.push_back({"output", parts_->output.get()});
  if (parts_->classifier) all.push_back({"classifier", parts_->classifier.get()});
  return all;
}

// A block has four square maps for each attention, its MLP's two or three, and for every key two products of a width:
// score and weighted value. A memory is as long, and its keys and values count for the tokens that it is made of.
std::int64_t Transformer::multiply_adds(std::int64_t tokens) const {
  const std::int64_t width = options_.width, attention = 4 * width * width + 2 * tokens * width;
  const std::int64_t maps = options_.mlp == TransformerOptions::Mlp::swiglu ? 3 : 2;
  const std::int64_t block = attention + maps * width * hidden_width(options_);
  const std::int64_t logits = width * options_.vocabulary;
  switch (options_.kind) {
    case Kind::decoder: return options_.layers * block + logits;
    case Kind::encoder: return options_.layers * block;
    case Kind::encoder_decoder: break;
  }
  return options_.layers * (2 * block + attention) + logits;
}

Tensor Transformer::encode(const Tensor& tokens, const Tensor& lengths, Context context,
                           TransformerTrace* trace) const {
  embedding();
  if (!parts_->encoder) fail("transformer", "a decoder asked to encode", "a kind with an encoder");
  require_tokens(tokens, 0, options_.context);
  return parts_->encoder->forward(parts_->embedding->forward(tokens, context), {context, lengths}, nullptr, trace);
}

Tensor Transformer::decode(const Tensor& tokens, const Memory& memory, Context context, TransformerCache* cache,
                           TransformerTrace* trace) const {
  embedding();
  if (!parts_->decoder) fail("transformer", "an encoder asked to decode", "a kind with a decoder");
  const Tape::Recording recording(cache != nullptr ? nullptr : Tape::active());
  const std::int64_t first = cache != nullptr ? cache->length : 0;
  require_tokens(tokens, first, options_.context);
  if (cache != nullptr) require_cache(*cache, tokens.shape()[0], options_);
  const bool known = cache != nullptr && cache->blocks[0].memory_keys.defined();
  if (options_.kind == Kind::encoder_decoder && !known && !memory.states.defined()) {
    fail("transformer", "a decoder without a memory", "what encode gave");
  }
  const TransformerPass pass{.context = context, .memory = &memory, .first = first};
  const Tensor states = parts_->decoder->forward(parts_->embedding->forward(tokens, context), pass, cache, trace);
  if (cache != nullptr) cache->length += tokens.shape()[1];
  return states;
}

Tensor Transformer::logits(const Tensor& states) const {
  const Tensor& table = embedding();
  if (!parts_->decoder) fail("transformer", "an encoder asked for the next token", "a kind with a decoder");
  Context context;
  return options_.tied ? matmul(states, table, {.transpose_b = true}) : parts_->output->forward(states, context);
}

Tensor Transformer::last_norm(const Tensor& states) const {
  embedding();
  Context context;
  return (parts_->decoder ? parts_->decoder : parts_->encoder)->last_norm(states, context);
}

Tensor Transformer::classify(const Tensor& tokens, const Tensor& lengths, Context context,
                             TransformerTrace* trace) const {
  if (options_.kind != Kind::encoder) fail("transformer", "a decoder asked for a class", "an encoder");
  const Tensor states = encode(tokens, lengths, context, trace);
  const std::int64_t n = tokens.shape()[0], s = tokens.shape()[1], width = options_.width;
  if (options_.pooling == Pooling::class_token) {
    return parts_->classifier->forward(reshape(slice(states, 1, 0, 1), {n, width}), context);
  }
  if (!lengths.defined()) return parts_->classifier->forward(mean(states, {1}), context);
  const Tensor shares = reshape(slice(gather(parts_->averages, lengths), 1, 0, s), {n, 1, s});
  return parts_->classifier->forward(reshape(matmul(shares, states), {n, width}), context);
}

const Tensor& Transformer::embedding() const {
  if (!parts_) fail("transformer", "a model without weights", "build first");
  return parts_->table;
}

TransformerCache Transformer::empty_cache(std::int64_t n) const {
  const Shape shape = {n, options_.context, options_.width};
  TransformerCache cache;
  for (std::int64_t layer = 0; layer < options_.layers; ++layer) {
    cache.blocks.push_back({Tensor::zeros(shape), Tensor::zeros(shape), {}, {}});
  }
  return cache;
}

}  // namespace gradlab
