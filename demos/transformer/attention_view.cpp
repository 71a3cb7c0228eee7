// Who looks at whom.
#include <algorithm>

#include "demos/parts/sequences/token_text.h"
#include "demos/transformer/transformer_views.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::size_t most_tokens = 64;

std::vector<std::string> names_from(const Look& look, std::span<const std::int32_t> tokens, std::size_t first) {
  return shown_tokens(look.source.tokenizer(), tokens.subspan(first));
}

/// [1, heads, Q, K] of each block as [blocks, heads, Q - first query, K - first key].
Tensor stacked(const TransformerTrace& trace, Tensor TransformerTrace::Block::* weights, std::size_t first_query,
               std::size_t first_key) {
  Tensors blocks;
  for (const TransformerTrace::Block& block : trace.blocks) {
    const Tensor& all = block.*weights;
    const Tensor late = slice(all, 2, static_cast<std::int64_t>(first_query), all.shape()[2]);
    blocks.push_back(slice(late, 3, static_cast<std::int64_t>(first_key), all.shape()[3]));
  }
  return concat(blocks, 0);
}

void show(View& view, const Tensor& weights, const std::vector<std::string>& queries,
          const std::vector<std::string>& keys, std::int64_t selected) {
  Json labels = Json::array();
  for (std::int64_t block = 1; block <= weights.shape()[0]; ++block) {
    labels.push_back("attention.layer= " + std::to_string(block));
  }
  view.set("queries", queries)
      .set("keys", keys)
      .set("blocks", labels)
      .set("selected", selected)
      .tensor("weights", weights);
}

/// Where the chosen token stands behind the first `first`.
std::int64_t selected_from(const Look& look, std::size_t first) {
  return look.place >= first ? static_cast<std::int64_t>(look.place - first) : -1;
}

}  // namespace

std::size_t left_out_of_attention(std::size_t tokens) {
  return tokens - std::min(tokens, most_tokens);
}

void show_attention(View& view, const Look& look) {
  const std::size_t first = left_out_of_attention(look.seen.subject.tokens.size());
  const Tensor weights = stacked(look.seen.trace, &TransformerTrace::Block::attention, first, first);
  const std::vector<std::string> names = names_from(look, look.seen.subject.tokens, first);
  view.set("causal", look.model.options().kind != TransformerOptions::Kind::encoder);
  show(view, weights, names, names, selected_from(look, first));
}

void show_cross_attention(View& view, const Look& look) {
  const std::size_t first = left_out_of_attention(look.seen.subject.tokens.size());
  const std::size_t first_key = left_out_of_attention(look.seen.subject.source.size());
  view.set("causal", false);
  show(view, stacked(look.seen.trace, &TransformerTrace::Block::cross_attention, first, first_key),
       names_from(look, look.seen.subject.tokens, first), names_from(look, look.seen.subject.source, first_key),
       selected_from(look, first));
}

void show_source_attention(View& view, const Look& look, std::int64_t selected) {
  const std::size_t first = left_out_of_attention(look.seen.subject.source.size());
  const std::vector<std::string> names = names_from(look, look.seen.subject.source, first);
  view.set("causal", false);
  show(view, stacked(look.seen.source_trace, &TransformerTrace::Block::attention, first, first), names, names,
       selected);
}

}  // namespace gradlab
