#include "engine/core/error.h"
#include "engine/nn/transformer_parts.h"

namespace gradlab {

namespace {

std::unique_ptr<MultiHeadAttention> attention_of(const LayerSpec& block, bool within) {
  return std::make_unique<MultiHeadAttention>(completed({"attention",
                                                         {{"heads", block.whole("heads")},
                                                          {"causal", within && block.flag("causal")},
                                                          {"rotary", within && block.flag("rotary")},
                                                          {"gain", block.number("gain")}}}));
}

}  // namespace

TransformerBlock::TransformerBlock(const LayerSpec& spec) : Layer(spec), norm_first_(spec.flag("norm_first")) {
  const auto norm = [&] { return make_layer({spec.choice("norm") == "layer" ? "layer_norm" : "rms_norm"}); };
  attention_norm_ = norm();
  attention_ = attention_of(spec, true);
  if (spec.flag("memory")) {
    across_norm_ = norm();
    across_ = attention_of(spec, false);
  }
  mlp_norm_ = norm();
  mlp_ = make_layer(
      {"mlp", {{"hidden", spec.whole("hidden")}, {"form", spec.choice("mlp")}, {"gain", spec.number("gain")}}});
  dropout_ = make_layer({"dropout", {{"rate", spec.number("dropout")}}});
}

Shape TransformerBlock::build(const Shape& input, Random& random) {
  attention_norm_->build(input, random);
  attention_->build(input, random);
  if (across_) {
    across_norm_->build(input, random);
    across_->build(input, random);
  }
  mlp_norm_->build(input, random);
  return mlp_->build(input, random);
}

// y = x + branch(norm(x)) (Xiong et al. 2020), or norm(x + branch(x)) as in the first transformer
Tensor TransformerBlock::forward(const Tensor& x, const TransformerPass& pass, TransformerCache::Block* rooms,
                                 TransformerTrace::Block* seen) {
  Context& context = pass.context;
  const auto with = [&](const Tensor& stream, Layer& norm, auto&& branch) {
    const Tensor added = dropout_->forward(branch(norm_first_ ? norm.forward(stream, context) : stream), context);
    return norm_first_ ? stream + added : norm.forward(stream + added, context);
  };
  Tensor y = with(x, *attention_norm_, [&](const Tensor& z) {
    return attention_->within(z, pass, rooms, seen != nullptr ? &seen->attention : nullptr);
  });
  if (across_) {
    y = with(y, *across_norm_, [&](const Tensor& z) {
      return across_->across(z, pass, rooms, seen != nullptr ? &seen->cross_attention : nullptr);
    });
  }
  if (seen != nullptr) seen->after_attention = y;
  y = with(y, *mlp_norm_, [&](const Tensor& z) { return mlp_->forward(z, context); });
  if (seen != nullptr) seen->output = y;
  return y;
}

std::vector<NamedLayer> TransformerBlock::inside() const {
  std::vector<NamedLayer> all = {{"attention_norm", attention_norm_.get()}, {"attention", attention_.get()}};
  if (across_) {
    all.push_back({"cross_attention_norm", across_norm_.get()});
    all.push_back({"cross_attention", across_.get()});
  }
  all.push_back({"mlp_norm", mlp_norm_.get()});
  all.push_back({"mlp", mlp_.get()});
  return all;
}

std::int64_t TransformerBlock::multiply_adds() const {
  std::int64_t total = attention_->multiply_adds() + mlp_->multiply_adds();
  if (across_) total += across_->multiply_adds();
  return total;
}

const std::vector<std::string>& norm_names() {
  static const std::vector<std::string> names = {"layer", "rms"};
  return names;
}

const RegisterLayer registered_transformer_block(
    {.name = "transformer_block",
     .fields = {LayerField::whole("heads", 4, 1, 1024), LayerField::whole("hidden", 256),
                LayerField::choice("norm", "layer", norm_names), LayerField::choice("mlp", "gelu", mlp_names),
                LayerField::flag("norm_first", true), LayerField::flag("causal", false),
                LayerField::flag("rotary", false), LayerField::flag("memory", false),
                LayerField::number("dropout", 0, 0, 1), LayerField::number("gain", 1, 0, 1000)},
     .make = layer_of<TransformerBlock>,
     .example = {{"heads", 2}, {"hidden", 6}},
     .input = {5, 3, 8},
     .output = {5, 3, 8}});

}  // namespace gradlab
