// A transformer small enough to be watched while it learns to write, to judge, and to translate.
#include <algorithm>
#include <utility>

#include "demos/parts/sequences/text_chance.h"
#include "demos/parts/sequences/text_values.h"
#include "demos/parts/sequences/trial.h"
#include "demos/parts/sequences/writing_params.h"
#include "demos/parts/supervised.h"
#include "demos/transformer/context_remark.h"
#include "demos/transformer/transformer_params.h"
#include "demos/transformer/transformer_presets.h"
#include "demos/transformer/transformer_views.h"
#include "demos/transformer/writing.h"
#include "engine/core/error.h"
#include "engine/graph/passes.h"

namespace gradlab {

namespace {

constexpr std::size_t trials_shown = 12;
// It writes by itself while it trains, at first often, then as it learns more slowly ever more rarely.
constexpr std::int64_t first_text = 1, fewest_steps_between_texts = 40;

const std::vector<std::string> views_of_one_text = {
    "writing", "next", "answer", "attention", "source_attention", "cross_attention", "path", "lens"};

/// The first `most` that no other before them equals.
std::vector<Trial> different(const std::vector<Trial>& trials, std::size_t most) {
  std::vector<Trial> result;
  for (const Trial& trial : trials) {
    if (result.size() == most) break;
    if (std::ranges::find(result, trial.tokens, &Trial::tokens) == result.end()) result.push_back(trial);
  }
  return result;
}

class TransformerDemo : public Experiment {
 public:
  void build(const Setup& setup) override {
    learner_.build(setup);
    chance_ = TextChance(learner_.chance());
    if (learner_.ready()) begin();
  }
  bool prepare() override {
    if (learner_.ready()) return false;
    if (learner_.go_on()) return true;
    begin();
    return false;
  }
  Tensor step() override { return learner_.step(); }
  void change(const Setup& setup) override {
    const Json beginning = learner_.values().at("beginning");
    learner_.change(setup);
    if (!learner_.ready() || learner_.values().at("beginning") == beginning) return;
    chosen_.reset();
    chosen_in_question_ = -1;
    writing_.begin(learner_);
    next_text_ = std::max(first_text, learner_.steps());
  }
  void evaluate(Metrics& metrics) override { learner_.evaluate(metrics); }
  void test(Metrics& metrics) override { learner_.test(metrics); }
  double test_cost() const override { return learner_.test_cost(); }
  std::optional<Refusal> remark() override {
    if (unknown_remark_) return std::exchange(unknown_remark_, std::nullopt);
    if (context_remark_) return std::exchange(context_remark_, std::nullopt);
    return writing_.remark();
  }
  void state(Archive& archive) override { learner_.state(archive); }
  std::optional<double> epoch() const override { return learner_.ready() ? learner_.task().epoch() : std::nullopt; }
  std::int64_t samples_per_step() const override { return learner_.tokens_per_step(); }

  ForwardPass forward_pass() const override { return gradlab::forward_pass(learner_.model()); }

  bool go_on() override {
    if (!writing_.writing()) {
      if (learner_.steps() < next_text_) return false;
      start_writing(chance_.by_itself(learner_.steps()));
      return writing_.writing();
    }
    writing_.go_on(learner_);
    return true;
  }

  void show(Views& views) override {
    if (views.wants("merges")) show_merges(views.add("merges"));
    if (!learner_.ready()) return;
    if (views.wants("trials")) {
      show_trials(views.add("trials"), learner_.source(), different(learner_.trials(), trials_shown));
    }
    if (views.wants("embeddings")) show_embeddings(views.add("embeddings"), learner_.model(), learner_.source());
    if (views.wants("summary")) show_transformer(views.add("summary"), learner_.model());
    if (std::ranges::any_of(views_of_one_text, [&](const std::string& name) { return views.wants(name); })) {
      show_one_text(views);
    }
  }

  Effect input(const Json& event) override {
    const std::string kind = event.value("kind", "");
    if (!learner_.ready()) return {};
    if (kind == "write") {
      start_writing(chance_.asked_for(learner_.steps()));
    } else if (kind == "stop") {
      writing_.stop();
    } else if (kind == "choose") {
      choose(event.value("view", ""), whole_number(event.value("index", Json()), "choose"));
    } else {
      fail("input", "the kind \"" + kind + "\"", "write, stop or choose");
    }
    return {};
  }

 private:
  void begin() {
    unknown_remark_ = learner_.source().remark_on_unknown();
    context_remark_ = remark_on_context(learner_.source(), learner_.values(), learner_.chance());
    writing_.begin(learner_);
  }

  void start_writing(const Random& chance) {
    writing_.start(learner_, chance);
    if (writing_.writing()) chosen_.reset();
    wait();
  }

  void wait() { next_text_ = learner_.steps() + std::max(fewest_steps_between_texts, learner_.steps() / 7); }

  void show_one_text(Views& views) {
    const Inspection seen = inspected(learner_.model(), writing_.subject(learner_, chosen_));
    const std::size_t last = seen.subject.tokens.size() - 1, first = seen.subject.first;
    const std::size_t place = chosen_ && *chosen_ >= first ? std::min(*chosen_ - first, last) : last;
    const Look look{learner_.model(), learner_.source(), seen, place, sampling_of(learner_.values())};
    if (views.wants("writing")) writing_.show(views.add("writing"), learner_, seen, chosen_);
    if (views.wants("next")) show_next(views.add("next"), look);
    if (views.wants("answer")) show_answer(views.add("answer"), look);
    if (views.wants("attention")) show_attention(views.add("attention"), look);
    if (views.wants("source_attention")) {
      show_source_attention(views.add("source_attention"), look, chosen_in_question_);
    }
    if (views.wants("cross_attention")) show_cross_attention(views.add("cross_attention"), look);
    if (views.wants("path")) show_path(views.add("path"), look);
    if (views.wants("lens")) show_lens(views.add("lens"), look);
  }

  void show_merges(View& view) const {
    view.set("columns", {"merges.left", "merges.right", "merges.token", "merges.count"})
        .set("rows", learner_.source().merges());
  }

  void choose(const std::string& view, std::int64_t index) {
    const Subject subject = writing_.subject(learner_, chosen_);
    if (view == "source_attention") return choose_in_question(subject, index);
    std::optional<std::size_t> place;
    std::size_t end = subject.first + subject.tokens.size();
    if (view == "writing") {
      place = writing_.chosen(learner_, index);
      end = writing_.size(learner_);
    } else if (view == "attention" || view == "cross_attention") {
      place = subject.first + left_out_of_attention(subject.tokens.size()) + static_cast<std::size_t>(index);
    } else {
      fail("choose", "the view \"" + view + "\"", "writing or one of attention");
    }
    if (place && (index < 0 || *place >= end)) {
      fail("choose", "token " + std::to_string(index), "one that is shown");
    }
    if (!place) return;
    chosen_ = chosen_ == place ? std::nullopt : place;
    wait();
  }

  void choose_in_question(const Subject& subject, std::int64_t index) {
    const std::size_t size = subject.source.size();
    if (index < 0 || static_cast<std::size_t>(index) + left_out_of_attention(size) >= size) {
      fail("choose", "token " + std::to_string(index), "one that is shown");
    }
    chosen_in_question_ = chosen_in_question_ == index ? -1 : index;
  }

  TransformerLearner learner_;
  Writing writing_;
  TextChance chance_;
  std::optional<Refusal> unknown_remark_, context_remark_;  // until they are said
  std::optional<std::size_t> chosen_;                       // of the whole text's tokens; otherwise the last
  std::int64_t chosen_in_question_ = -1;                    // of the tokens that source_attention shows
  std::int64_t next_text_ = first_text;                     // step from which it writes again by itself
};

/// Where a generator can say what is right.
std::vector<Condition> judged() {
  Condition generated{"data", {}};
  for (const std::string& name : text_names({TextTask::Kind::prose, TextTask::Kind::pairs})) {
    generated.values.push_back(name);
  }
  return {generated};
}

const std::vector<Condition> writes = {{"architecture", {"decoder", "encoder_decoder"}}},
                             judges = {{"architecture", {"encoder"}}},
                             translates = {{"architecture", {"encoder_decoder"}}},
                             merges_pairs = {{"tokenizer", {"byte-pairs"}}};

}  // namespace

const RegisterDemo registered_transformer([] {
  return Demo{
      .name = "transformer",
      .place = 5,
      .params =
          {transformer_data_params(),
           transformer_model_params(),
           training_params(
               {.learning_rate = 0.005, .optimizer = "adamw", .batch_size = 16, .schedule = "cosine", .clip_norm = 1}),
           {Param::number("dropout", "regularization", 0, 0, 0.5)},
           writing_params("", 0.8, writes)},
      .views =
          {{.name = "writing", .kind = "tokens", .wide = true, .section = "learning"},
           {.name = "next", .kind = "bars", .when = writes, .section = "learning"},
           {.name = "answer", .kind = "bars", .when = judges, .section = "learning"},
           {.name = "trials", .kind = "tokens", .wide = true, .section = "learning"},
           {.name = "loss", .kind = "line_chart", .section = "learning"},
           {.name = "accuracy", .kind = "line_chart", .when = judged(), .section = "learning"},
           {.name = "attention", .kind = "attention", .wide = true, .section = "inside"},
           {.name = "source_attention", .kind = "attention", .wide = true, .when = translates, .section = "inside"},
           {.name = "cross_attention", .kind = "attention", .wide = true, .when = translates, .section = "inside"},
           {.name = "path", .kind = "path", .wide = true, .section = "inside"},
           {.name = "lens", .kind = "table", .wide = true, .when = writes, .section = "inside"},
           {.name = "embeddings", .kind = "scatter", .section = "inside"},
           {.name = "merges", .kind = "table", .when = merges_pairs, .section = "model"},
           {.name = "summary", .kind = "table", .wide = true, .section = "model"},
           {.name = "profile", .kind = "profile", .section = "speed"}},
      .files = {"text"},
      .presets = transformer_presets(),
      .goals = {{.metric = "test_accuracy", .value = 0.99, .when = judges},
                {.metric = "exact", .value = 0.95, .when = translates},
                {.metric = "valid", .value = 0.9, .when = {{"data", {"stories-en", "stories-es"}}}},
                {.metric = "exact", .value = 0.95}},
      .make = [] { return std::make_unique<TransformerDemo>(); },
      .values_of_file = [](const OwnFile& file) -> Json {
        Json values = values_of_text(file);
        values["architecture"] = "decoder";
        return values;
      },
  };
});

}  // namespace gradlab
