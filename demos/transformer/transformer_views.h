// What is to be seen inside of a transformer: each view of one text that it was given, with the real numbers.
#pragma once

#include "demos/core/views.h"
#include "demos/parts/sequences/text_source.h"
#include "demos/transformer/inspection.h"
#include "engine/nn/sampling.h"

namespace gradlab {

/// What the views of one text share.
struct Look {
  const Transformer& model;
  const TextSource& source;
  const Inspection& seen;
  std::size_t place = 0;  ///< of the token that the visitor chose
  SamplingOptions sampling = {};
};

/// prediction_views.cpp: what follows the chosen token, as it is and as it is sampled from.
void show_next(View& view, const Look& look);
/// What an encoder answers.
void show_answer(View& view, const Look& look);
/// What would follow, were each layer the last (nostalgebraist 2020, "interpreting GPT: the logit lens").
void show_lens(View& view, const Look& look);

/// attention_view.cpp: every layer and head; of long texts the end.
void show_attention(View& view, const Look& look);
/// Of a decoder: what each token of the answer looks at in the question.
void show_cross_attention(View& view, const Look& look);
/// Of the encoder before it: what each token of the question looks at there; `selected` is the query that stands out.
void show_source_attention(View& view, const Look& look, std::int64_t selected);
/// How many tokens at the beginning of a text show_attention leaves out.
std::size_t left_out_of_attention(std::size_t tokens);

/// path_view.cpp: the way of the chosen token, from its number to the choice of the next.
void show_path(View& view, const Look& look);

/// embedding_view.cpp: the token embeddings along the two directions in which they differ most.
void show_embeddings(View& view, const Transformer& model, const TextSource& source);

/// transformer_summary.cpp: layers, shapes, parameters and multiply-adds.
void show_transformer(View& view, const Transformer& model);

}  // namespace gradlab
