#include "demos/transformer/writing.h"

#include <algorithm>
#include <utility>

#include "demos/parts/sequences/sample_rows.h"
#include "demos/parts/sequences/trial.h"
#include "demos/parts/sequences/writing_params.h"
#include "demos/transformer/judged_view.h"
#include "demos/transformer/sentences.h"

namespace gradlab {

namespace {

using Kind = TransformerOptions::Kind;

constexpr std::int64_t most_written = 400;
constexpr std::int32_t never = -1;  // no token's number

Kind kind_of(const TransformerLearner& learner) {
  return learner.model().options().kind;
}

bool is_prose(const TextSource& source) {
  return source.task() == nullptr || source.task()->kind == TextTask::Kind::prose;
}

/// The question that is answered where the visitor asks none.
std::string asked_of(const TransformerLearner& learner) {
  const std::string& beginning = learner.values().choice("beginning");
  if (!beginning.empty() || is_prose(learner.source())) return beginning;
  Random chance = learner.chance();
  return learner.source().sample(chance, true).prompt;
}

}  // namespace

void Writing::begin(const TransformerLearner& learner) {
  const TextSource& source = learner.source();
  asked_ = asked_of(learner);
  unknown_ = source.unknown_in(asked_);
  std::vector<std::int32_t> given;
  if (kind_of(learner) == Kind::decoder) {
    given = given_tokens(source, asked_, !is_prose(source));
  } else {
    given = {source.end_token()};
    question_ = kind_of(learner) == Kind::encoder ? Sentences(source, learner.values()).tokens(asked_)
                                                  : source.tokenizer().encode(asked_);
    if (const auto room = static_cast<std::size_t>(learner.model().options().context); question_.size() > room) {
      question_.resize(room);
    }
  }
  writer_.begin(std::move(given), {}, Random());
}

void Writing::start(const TransformerLearner& learner, const Random& chance) {
  if (kind_of(learner) == Kind::encoder) return;
  const std::vector<std::int32_t> given(writer_.tokens().begin(),
                                        writer_.tokens().begin() + static_cast<std::ptrdiff_t>(writer_.given()));
  Transformer::Memory memory;
  if (kind_of(learner) == Kind::encoder_decoder) {
    memory.states =
        learner.model().encode(Tensor::indices(question_, {1, static_cast<std::int64_t>(question_.size())}), Tensor());
  }
  writer_.begin(given, memory, chance);
  writer_.start(learner.source().task() != nullptr ? learner.source().end_token() : never, most_written);
}

void Writing::go_on(const TransformerLearner& learner) {
  writer_.write(learner.model(), sampling_of(learner.values()));
}

std::optional<Refusal> Writing::remark() {
  if (!unknown_) return {};
  const std::string text = *std::exchange(unknown_, std::nullopt);
  return Refusal{"notice.unknown_token", {{"text", shown_token(text)}}};
}

Subject Writing::subject(const TransformerLearner& learner, std::optional<std::size_t> place) const {
  const TransformerOptions& options = learner.model().options();
  if (options.kind == Kind::encoder) return {.tokens = question_, .source = {}, .first = 0};
  const auto room = static_cast<std::size_t>(options.context);
  std::size_t first = writer_.window(options.context);
  if (place && *place < first) first = *place < room ? 0 : *place + 1 - room;
  const auto begin = writer_.tokens().begin() + static_cast<std::ptrdiff_t>(first);
  const std::size_t count = std::min(room, writer_.tokens().size() - first);
  Subject subject{.tokens = {begin, begin + static_cast<std::ptrdiff_t>(count)}, .source = question_, .first = first};
  if (writer_.tokens().size() > 1 || options.kind != Kind::decoder || learner.trials().empty()) return subject;
  const std::vector<std::int32_t>& tokens = learner.trials()[0].tokens;
  subject.tokens.insert(subject.tokens.end(), tokens.begin(), tokens.end());
  if (subject.tokens.size() > room) subject.tokens.resize(room);
  return subject;
}

bool Writing::ended_well(const TransformerLearner& learner) const {
  const std::vector<std::int32_t>& tokens = writer_.tokens();
  TextSample sample{.prompt = asked_, .answer = ""};
  const auto written = tokens.begin() + static_cast<std::ptrdiff_t>(writer_.given());
  sample.answer = learner.source().tokenizer().decode({written, tokens.end()});
  return learner.source().check(sample);
}

std::size_t Writing::size(const TransformerLearner& learner) const {
  return kind_of(learner) == Kind::encoder ? question_.size() : writer_.tokens().size();
}

std::int64_t Writing::before_view(const TransformerLearner& learner) const {
  switch (kind_of(learner)) {
    case Kind::encoder: return static_cast<std::int64_t>(Sentences(learner.source(), learner.values()).class_tokens());
    case Kind::decoder: return 1;
    case Kind::encoder_decoder: break;
  }
  return -static_cast<std::int64_t>(question_.size());
}

void Writing::show(View& view, const TransformerLearner& learner, const Inspection& seen,
                   std::optional<std::size_t> place) const {
  const TextSource& source = learner.source();
  if (place) view.set("selected", {0, static_cast<std::int64_t>(*place) - before_view(learner)});
  if (kind_of(learner) == Kind::encoder) {
    show_judged(view, learner.model(), source, seen, static_cast<std::size_t>(before_view(learner)));
    return;
  }
  Trial trial;
  const bool translates = kind_of(learner) == Kind::encoder_decoder;
  if (translates) {
    trial.tokens = question_;
    trial.tokens.push_back(source.answer_token());
    trial.probabilities.assign(trial.tokens.size(), 1.0f);
  }
  trial.given = trial.tokens.size() + writer_.given() - 1;
  trial.tokens.insert(trial.tokens.end(), writer_.tokens().begin() + 1, writer_.tokens().end());
  trial.probabilities.insert(trial.probabilities.end(), writer_.probabilities().begin() + 1,
                             writer_.probabilities().end());
  trial.probabilities.resize(trial.tokens.size(), 1.0f);
  if (source.task() != nullptr && writer_.ended()) {
    trial.verdict = ended_well(learner) ? Trial::Verdict::good : Trial::Verdict::bad;
  }
  show_trials(view, source, {trial});
  view.set("writing", writer_.writing()).set("choose", true);
}

std::optional<std::size_t> Writing::chosen(const TransformerLearner& learner, std::int64_t index) const {
  const std::int64_t place = index + before_view(learner);
  return index < 0 || place < 0 ? std::nullopt : std::optional<std::size_t>(place);
}

}  // namespace gradlab
