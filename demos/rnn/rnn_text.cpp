#include "demos/rnn/rnn_text.h"

#include <algorithm>
#include <utility>

#include "demos/parts/sequences/next_view.h"
#include "demos/parts/sequences/sample_rows.h"
#include "demos/parts/sequences/token_text.h"
#include "demos/parts/sequences/trial.h"
#include "engine/core/error.h"

namespace gradlab {

namespace {

constexpr std::uint64_t writing_stream = 10;
constexpr std::int64_t fewest_steps_between_texts = 40;
constexpr int read_at_once = 32;  // tokens of a beginning
constexpr std::size_t most_finished = 8;
constexpr std::int64_t steps_of_gates = 80;

/// Texts at first often, later at ever longer intervals, as the network learns less and less.
std::int64_t steps_between_texts(std::int64_t step) {
  return std::max(fewest_steps_between_texts, step / 8);
}

}  // namespace

void RnnText::build(const Setup& setup) {
  chance_ = TextChance(setup.random.split(writing_stream));
  learner_.build(setup);
  change(setup);
  if (learner_.ready()) unknown_share_ = learner_.source().remark_on_unknown();
}

void RnnText::change(const Setup& setup) {
  learner_.change(setup.values);
  unit_ = std::min(setup.values.integer("unit"), setup.values.integer("units")) - 1;
  const std::string& beginning = setup.values.choice("beginning");
  if (beginning == beginning_) return;
  beginning_ = beginning;
  if (learner_.ready()) take_beginning();
}

void RnnText::take_beginning() {
  unknown_ = learner_.source().unknown_in(beginning_);
  writer_ = RecurrentWriter();
}

bool RnnText::prepare() {
  if (learner_.ready()) return false;
  if (learner_.go_on()) return true;
  unknown_share_ = learner_.source().remark_on_unknown();
  take_beginning();
  return false;
}

void RnnText::need_text() {
  if (writer_.texts().empty()) begin_text(chance_.by_itself(learner_.steps()));
}

void RnnText::begin_text(Random chance) {
  const TextSource& source = learner_.source();
  prompt_ = beginning_;
  if (learner_.asks() && beginning_.empty()) prompt_ = source.sample(chance, true).prompt;
  writer_ = RecurrentWriter(learner_.start(1), {given_tokens(source, prompt_, learner_.asks())}, source.end_token(),
                            prompt_.size() + learner_.most_tokens(), chance);
  writing_ = true;
  begun_at_ = learner_.steps();
  chosen_.reset();
  read_at_ = -1;
}

void RnnText::end_text() {
  writing_ = false;
  finished_.push_front({text(), learner_.judged(text(), prompt_), begun_at_});
  if (finished_.size() > most_finished) finished_.pop_back();
}

bool RnnText::go_on() {
  need_text();
  if (!writing_) {
    if (learner_.steps() - begun_at_ < steps_between_texts(learner_.steps())) return false;
    begin_text(chance_.by_itself(learner_.steps()));
  }
  for (int i = 0; i < read_at_once && writer_.is_reading(); ++i) writer_.go_on(learner_.model(), learner_.sampling());
  read_at_ = -1;
  if (writer_.go_on(learner_.model(), learner_.sampling())) return true;
  end_text();
  return false;
}

std::optional<Refusal> RnnText::remark() {
  if (unknown_share_) return std::exchange(unknown_share_, std::nullopt);
  if (!unknown_) return {};
  const std::string piece = *std::exchange(unknown_, std::nullopt);
  return Refusal{"notice.unknown_token", {{"text", shown_token(piece)}}};
}

Effect RnnText::input(const Json& event) {
  const std::string kind = event.value("kind", "");
  if (!learner_.ready()) return {};
  need_text();
  if (kind == "write") {
    begin_text(chance_.asked_for(learner_.steps()));
  } else if (kind == "stop") {
    if (writing_) end_text();
  } else if (kind == "choose" && event.value("view", "") == "text") {
    const std::int64_t index = whole_number(event.value("index", Json()), "choose");
    if (index < 0 || index + 1 >= static_cast<std::int64_t>(text().tokens.size())) {
      fail("choose", "token " + std::to_string(index), "one of the text");
    }
    chosen_ =
        chosen_ == static_cast<std::size_t>(index) ? std::nullopt : std::optional(static_cast<std::size_t>(index));
  } else {
    fail("input", "the kind \"" + kind + "\"", "write, stop or choose");
  }
  return {};
}

// Of the tokens with the text_end before them.
std::size_t RnnText::watched_token() const {
  return chosen_ ? *chosen_ + 1 : text().tokens.size() - 1;
}

void RnnText::read() {
  if (read_at_ == learner_.steps()) return;
  const Tensor tokens = Tensor::indices(text().tokens, {static_cast<std::int64_t>(text().tokens.size()), 1});
  Recurrent::State state = learner_.start(1);
  Recurrent::Trace trace;
  inside_.states = learner_.model().states(tokens, state, {}, &trace);
  inside_.trace = trace.back();
  read_at_ = learner_.steps();
}

void RnnText::show(Views& views) {
  if (views.wants("merges")) {
    views.add("merges")
        .set("columns", {"merges.left", "merges.right", "merges.token", "merges.count"})
        .set("rows", learner_.source().merges());
  }
  if (!learner_.ready()) return;
  need_text();
  if (views.wants("text")) show_text(views.add("text"));
  if (views.wants("next")) show_next(views.add("next"));
  if (views.wants("written")) show_written(views.add("written"));
  if (views.wants("gates")) {
    read();
    const auto end = static_cast<std::int64_t>(watched_token()) + 1;
    show_gates(views.add("gates"), learner_.model(), inside_, end, steps_of_gates, unit_);
  }
  if (views.wants("summary")) show_layers(views.add("summary"), {&learner_.model()});
}

void RnnText::show_text(View& view) {
  read();
  std::vector<float> activations;
  const std::int64_t units = learner_.model().options().units;
  for (std::size_t i = 1; i < text().tokens.size(); ++i)
    activations.push_back(inside_.states.data()[static_cast<std::int64_t>(i) * units + unit_]);
  view.set("groups", {{{"label", ""},
                       {"note", "metric.step= " + std::to_string(begun_at_)},
                       {"tokens", flowing_texts(learner_.source(), std::span(text().tokens).subspan(1))},
                       {"given", text().given - 1},
                       {"values", "activations"},
                       {"state", ""}}});
  view.tensor("activations", activations).set("range", {-1.0, 1.0});
  view.set("legend", "text.activation= " + std::to_string(unit_ + 1));
  view.set("choose", true).set("writing", writing_);
  if (chosen_) view.set("selected", {0, *chosen_});
}

// Without the text_end before them.
void RnnText::show_written(View& view) const {
  std::vector<Trial> trials;
  const auto add = [&](const Finished& one) {
    const WrittenTokens& text = one.text;
    Trial& trial = trials.emplace_back();
    trial.tokens.assign(text.tokens.begin() + 1, text.tokens.end());
    trial.given = text.given - 1;
    trial.probabilities.assign(text.probabilities.begin() + 1, text.probabilities.end());
    if (one.good) trial.verdict = *one.good ? Trial::Verdict::good : Trial::Verdict::bad;
    trial.note = "metric.step= " + std::to_string(one.step);
  };
  for (const Finished& one : finished_) add(one);
  if (finished_.empty()) add({text(), {}, begun_at_});
  show_trials(view, learner_.source(), trials);
}

void RnnText::show_next(View& view) {
  read();
  const auto at = static_cast<std::int64_t>(watched_token());
  const Tensor logits = learner_.model().output(inside_.states.rows(at, at + 1));
  show_next_token(view, learner_.source(), logits.values(), learner_.sampling());
}

}  // namespace gradlab
