// One token's way through the model, stage by stage.
#include <algorithm>
#include <cmath>

#include "demos/parts/sequences/next_view.h"
#include "demos/parts/sequences/token_text.h"
#include "demos/transformer/transformer_views.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::size_t most_bars = 12;
constexpr std::int64_t longest_strip = 32;  // numbers side by side

class Path {
 public:
  Path(View& view, const Look& look) : view_(view), look_(look), place_(static_cast<std::int64_t>(look.place)) {}
  ~Path() { view_.set("stages", stages_); }

  /// The token's row of [1, T, W], by colours around 0.
  void strip(const std::string& label, const Tensor& stage) {
    const std::int64_t width = stage.shape()[2];
    const Tensor own = slice(stage, 1, place_, place_ + 1);
    const float most = std::max(1e-6f, max(abs(own)).item());
    const bool whole = width > longest_strip && width % longest_strip == 0;
    const Shape shape = whole ? Shape{width / longest_strip, longest_strip} : Shape{width};
    add({{"label", label}, {"shape", "[" + std::to_string(width) + "]"}, {"range", {-most, most}}},
        own.viewed_as(shape));
  }

  /// Its row of the attention [1, heads, T, K]: one row for each head, one column for each key.
  void attention(const std::string& label, const Tensor& weights, std::span<const std::int32_t> keys) {
    const std::int64_t heads = weights.shape()[1], all = weights.shape()[3];
    const auto first = static_cast<std::int64_t>(left_out_of_attention(static_cast<std::size_t>(all)));
    const Tensor own = slice(slice(weights, 2, place_, place_ + 1), 3, first, all);
    Json rows = Json::array();
    for (std::int64_t head = 1; head <= heads; ++head) rows.push_back(std::to_string(head));
    const Shape shape = {heads, all - first};
    add({{"label", label},
         {"shape", shape.to_string()},
         {"note", "path.heads"},
         {"range", {0.0, 1.0}},
         {"palette", "sequential"},
         {"rows", rows},
         {"columns", shown_tokens(look_.source.tokenizer(), keys.subspan(static_cast<std::size_t>(first)))}},
        own.viewed_as(shape));
  }

  void bars(const std::string& label, const std::vector<std::string>& columns, const std::vector<float>& values,
            std::int64_t selected, std::int64_t all) {
    add({{"label", label},
         {"shape", "[" + std::to_string(all) + "]"},
         {"note", all > static_cast<std::int64_t>(values.size()) ? "path.first" : ""},
         {"columns", columns},
         {"bars", true},
         {"selected", selected}},
        Tensor::from(values, {static_cast<std::int64_t>(values.size())}));
  }

  void one(const std::string& label, const std::string& note, float value) {
    add({{"label", label}, {"shape", "[1]"}, {"note", note}, {"bars", true}}, Tensor::from({value}, {1}));
  }

 private:
  void add(Json stage, const Tensor& values) {
    const std::string name = "stage" + std::to_string(stages_.size());
    stage["values"] = name;
    view_.tensor(name, values);
    stages_.push_back(std::move(stage));
  }

  View& view_;
  const Look& look_;
  std::int64_t place_;
  Json stages_ = Json::array();
};

void answer_of_encoder(Path& path, const Look& look) {
  const std::vector<std::string>& labels = look.source.task()->labels;
  const Tensor probabilities = softmax(look.seen.logits);
  const std::span<const float> logits = look.seen.logits.values(), shares = probabilities.values();
  const std::int64_t best = std::ranges::max_element(shares) - shares.begin(), all = look.seen.logits.size();
  path.bars("path.pooled_logits", labels, {logits.begin(), logits.end()}, -1, all);
  path.bars("path.answer", labels, {shares.begin(), shares.end()}, best, all);
}

void choice_of_decoder(Path& path, const Look& look) {
  const auto width = static_cast<std::size_t>(look.seen.logits.shape()[1]);
  const std::span<const float> logits =
      std::span<const float>(look.seen.logits.values()).subspan(look.place * width, width);
  const std::vector<float> probabilities = sampling_distribution(logits, look.sampling);
  const std::vector<std::int32_t> best = likeliest(logits, most_bars);
  std::vector<float> best_logits, best_probabilities;
  for (const std::int32_t token : best) {
    best_logits.push_back(logits[static_cast<std::size_t>(token)]);
    best_probabilities.push_back(probabilities[static_cast<std::size_t>(token)]);
  }
  const std::vector<std::string> names = shown_tokens(look.source.tokenizer(), best);
  const auto all = static_cast<std::int64_t>(width);
  path.bars("path.logits", names, best_logits, -1, all);
  const std::vector<std::int32_t>& tokens = look.seen.subject.tokens;
  const bool chosen = look.place + 1 < tokens.size();
  const auto next = chosen ? std::ranges::find(best, tokens[look.place + 1]) : best.begin();
  path.bars("path.probabilities", names, best_probabilities, next == best.end() ? -1 : next - best.begin(), all);
  const std::int32_t token = chosen ? tokens[look.place + 1] : best[0];
  path.one(chosen ? "path.choice" : "path.likeliest", "=" + shown_token(look.source.tokenizer().token(token)),
           probabilities[static_cast<std::size_t>(token)]);
}

}  // namespace

void show_path(View& view, const Look& look) {
  const TransformerTrace& trace = look.seen.trace;
  const std::vector<std::int32_t>& tokens = look.seen.subject.tokens;
  const std::int32_t token = tokens[look.place];
  Path path(view, look);
  path.one("path.token", "=" + shown_token(look.source.tokenizer().token(token)), static_cast<float>(token));
  path.strip("path.embedding", trace.tokens);
  if (look.model.options().positions == TransformerOptions::Positions::rotary) {
    path.one("path.place", "path.rotary", static_cast<float>(look.place));
  } else {
    path.strip("path.position", trace.embedded);
  }
  std::size_t number = 0;
  for (const TransformerTrace::Block& block : trace.blocks) {
    const std::string name = "= " + std::to_string(++number);
    path.attention("path.attention" + name, block.attention, tokens);
    if (block.cross_attention.defined()) {
      path.attention("path.cross_attention" + name, block.cross_attention, look.seen.subject.source);
    }
    path.strip("path.after_attention" + name, block.after_attention);
    path.strip("path.after_mlp" + name, block.output);
  }
  path.strip("path.last_norm", trace.output);
  if (look.model.options().kind == TransformerOptions::Kind::encoder) {
    answer_of_encoder(path, look);
  } else {
    choice_of_decoder(path, look);
  }
}

}  // namespace gradlab
