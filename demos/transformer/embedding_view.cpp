// Tokens as points: those that are used alike come to lie near each other.
#include <algorithm>
#include <cmath>

#include "demos/parts/sequences/token_text.h"
#include "demos/transformer/transformer_views.h"
#include "engine/data/principal_components.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::int64_t most_points = 400;  // more cannot be told apart

std::string axis(int number, double share) {
  return "=" + std::to_string(number) + ": " + std::to_string(std::lround(100 * share)) + " %";
}

}  // namespace

void show_embeddings(View& view, const Transformer& model, const TextSource& source) {
  const Tensor table = model.embedding().detached();
  const std::int64_t count = std::min(most_points, table.shape()[0]);
  const PrincipalComponents map = principal_components(table.rows(0, count), 2);
  std::vector<std::string> texts;
  for (std::int32_t token = 0; token < count; ++token) texts.push_back(shown_token(source.tokenizer().token(token)));
  const float most = 1.08f * std::max(1e-6f, max(abs(map.places)).item());
  const Tensor labels = Tensor::full({count}, 0.0f), split = Tensor::full({count}, 0.0f);
  view.set("x", axis(1, map.shares[0]))
      .set("y", axis(2, map.shares[1]))
      .set("bounds", {-most, most, -most, most})
      .set("classes", 2)
      .set("texts", texts)
      .tensor("points", map.places)
      .tensor("labels", labels)
      .tensor("split", split);
}

}  // namespace gradlab
