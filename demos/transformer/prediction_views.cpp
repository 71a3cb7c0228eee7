// What follows: as bars, and by layers.
#include <algorithm>
#include <cstdio>

#include "demos/core/plain_texts.h"
#include "demos/parts/sequences/next_view.h"
#include "demos/transformer/transformer_views.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::size_t lens_columns = 5;

std::span<const float> row_of(const Tensor& logits, std::size_t row) {
  const auto width = static_cast<std::size_t>(logits.shape()[1]);
  return std::span<const float>(logits.values()).subspan(row * width, width);
}

std::string name_of(const Look& look, std::int32_t token) {
  return "=" + shown_token(look.source.tokenizer().token(token));
}

std::string with_percent(const std::string& name, float probability) {
  char text[24];
  std::snprintf(text, sizeof text, " · %.0f %%", 100.0 * static_cast<double>(probability));
  return name + text;
}

Json columns_of_lens() {
  Json columns = {"lens.behind"};
  for (std::size_t i = 1; i <= lens_columns; ++i) columns.push_back("=" + std::to_string(i));
  return columns;
}

}  // namespace

void show_next(View& view, const Look& look) {
  show_next_token(view, look.source, row_of(look.seen.logits, look.place), look.sampling);
}

void show_answer(View& view, const Look& look) {
  const Tensor probabilities = softmax(look.seen.logits);
  view.set("x", "answer.label")
      .set("y", "next.probability")
      .set("labels", plain_texts(look.source.task()->labels))
      .set("series", {{{"label", "next.model"}, {"values", "model"}, {"role", "accent"}}})
      .tensor("model", probabilities.viewed_as({probabilities.size()}));
}

void show_lens(View& view, const Look& look) {
  const auto place = static_cast<std::int64_t>(look.place);
  Json rows = Json::array();
  const auto add_row = [&](const std::string& label, const Tensor& stage) {
    const Tensor own = slice(stage, 1, place, place + 1);
    const Tensor logits = look.model.logits(look.model.last_norm(own));
    const std::vector<float> probabilities = sampling_distribution(logits.values(), {});
    Json row = {label};
    for (const std::int32_t token : likeliest(probabilities, lens_columns)) {
      row.push_back(with_percent(name_of(look, token), probabilities[static_cast<std::size_t>(token)]));
    }
    while (row.size() <= lens_columns) row.push_back("");
    rows.push_back(std::move(row));
  };
  add_row("lens.embedding", look.seen.trace.embedded);
  std::size_t number = 0;
  for (const TransformerTrace::Block& block : look.seen.trace.blocks) {
    ++number;
    add_row("lens.attention= " + std::to_string(number), block.after_attention);
    add_row("lens.mlp= " + std::to_string(number), block.output);
  }
  view.set("columns", columns_of_lens()).set("rows", rows);
}

}  // namespace gradlab
