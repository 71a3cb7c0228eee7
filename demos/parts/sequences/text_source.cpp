#include "demos/parts/sequences/text_source.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numbers>

#include "engine/core/imagined_card.h"
#include "engine/data/text/passages.h"

namespace gradlab {

namespace {

constexpr int samples_read = 4096;         // of a generator, to know it by
constexpr std::uint64_t reading_seed = 1;  // one for all runs: what is known of a task is the same
constexpr double share_remarked_on = 0.01;
constexpr double merging_milliseconds = 4.0;
constexpr std::int32_t merging_calls = 150;  // in so many pieces at least, that one can watch
constexpr char always[] = {text_end, text_answer};

using Tokens = std::vector<std::int32_t>;

double milliseconds() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Rows of equal width, a multiple of four so that batches of like lengths share their memory.
Tensor padded(const std::vector<Tokens>& rows, std::int32_t filling) {
  constexpr std::size_t step = 4;
  std::size_t width = 1;
  for (const Tokens& row : rows) width = std::max(width, row.size());
  width = (width + step - 1) / step * step;
  Tensor tensor =
      Tensor::empty({static_cast<std::int64_t>(rows.size()), static_cast<std::int64_t>(width)}, DType::int32);
  std::int32_t* next = tensor.indices();
  for (const Tokens& row : rows) {
    next = std::fill_n(std::copy(row.begin(), row.end(), next), width - row.size(), filling);
  }
  return tensor;
}

Tensor lengths_of(const std::vector<Tokens>& rows) {
  Tensor lengths = Tensor::empty({static_cast<std::int64_t>(rows.size())}, DType::int32);
  std::ranges::transform(rows, lengths.indices(),
                         [](const Tokens& row) { return static_cast<std::int32_t>(row.size()); });
  return lengths;
}

}  // namespace

std::vector<std::string> text_names(std::initializer_list<TextTask::Kind> kinds) {
  std::vector<std::string> names;
  for (const TextTask& task : Registry<TextTask>::all()) {
    if (std::ranges::find(kinds, task.kind) != kinds.end()) names.push_back(task.name);
  }
  return names;
}

std::vector<Param> tokenizer_params(std::vector<Condition> when) {
  std::vector<Param> params = {
      Param::choice("tokenizer", "data", "characters", {"characters", "bytes", "words", "byte-pairs"}),
      Param::integer("vocabulary", "data", usual_vocabulary, 64, most_vocabulary)
          .log_scale()
          .shown_when("tokenizer", {"characters", "words", "byte-pairs"})};
  for (Param& param : params) param.when.insert(param.when.begin(), when.begin(), when.end());
  return params;
}

void TextSource::load(const Setup& setup, const std::string& name) {
  vocabulary_ = static_cast<std::int32_t>(setup.values.integer("vocabulary"));
  imagined_ = ImaginedCard::is_there();
  const std::string& tokenizer = setup.values.choice("tokenizer");
  if (name == "file") {
    if (setup.file == nullptr || !setup.file->text) throw Refusal{"notice.file_not_text", Json::object()};
    task_ = nullptr;
    own_text_ = setup.file->text;
    // Cut as it is read: a word that the cut goes through is two words, and a line ends where a round does.
    return make_tokenizer(tokenizer, std::string(own_text(false)) + '\n' + std::string(own_text(true)));
  }
  task_ = &Registry<TextTask>::find("text", name);
  own_text_.reset();
  std::vector<TextSample> samples;
  std::string text;
  Random random(reading_seed);
  for (int i = 0; i < samples_read; ++i) text += written(samples.emplace_back(task_->make(random)));
  held_out_ = HeldOut(samples);
  make_tokenizer(tokenizer, text);
}

void TextSource::make_tokenizer(const std::string& name, std::string_view text) {
  byte_pairs_ = nullptr;
  merged_ = false;
  least_loss_.reset();
  if (name == "byte-pairs") {
    auto byte_pairs = std::make_unique<BytePairTokenizer>(text);
    byte_pairs_ = byte_pairs.get();
    tokenizer_ = std::move(byte_pairs);
  } else {
    tokenizer_ = Registry<TokenizerEntry>::find("tokenizer", name).make(text, vocabulary_, {always, sizeof always});
    least_loss_ = measured_least_loss();
  }
  end_token_ = tokenizer_->encode({&text_end, 1}).front();
  answer_token_ = tokenizer_->encode({&text_answer, 1}).front();
}

bool TextSource::go_on() {
  if (!is_merging()) return false;
  const std::int32_t most = std::max(1, (vocabulary_ - 256) / merging_calls);
  const double began = milliseconds();
  for (std::int32_t merges = 0; merges < most && milliseconds() - began < merging_milliseconds; ++merges) {
    if (byte_pairs_->size() < vocabulary_ && byte_pairs_->train_step()) continue;
    merged_ = true;
    least_loss_ = measured_least_loss();
    return false;
  }
  return true;
}

std::optional<double> TextSource::least_loss(bool answers_only) const {
  const bool given = task_ != nullptr && answers_only && task_->kind != TextTask::Kind::prose;
  return given ? 0.0 : least_loss_;
}

// A text and its tokens follow from each other, so that the choices that a text holds are shared out among its tokens.
std::optional<double> TextSource::measured_least_loss() const {
  constexpr int measured = 250;
  if (task_ == nullptr) return std::nullopt;
  Random random = Random(reading_seed).split(1);  // other samples than those that the vocabulary is from
  std::int64_t tokens = 0, characters = 0;
  for (int i = 0; i < measured; ++i) {
    const std::string text = written(task_->make(random));
    if (!tokenizer_->unknown_in(text).empty()) return std::nullopt;
    tokens += static_cast<std::int64_t>(tokenizer_->encode(text).size());
    characters += count_characters(text);
  }
  const std::int64_t separators = task_->kind == TextTask::Kind::prose ? 1 : 2;
  const double characters_per_token = static_cast<double>(characters) / static_cast<double>(tokens);
  return task_->entropy().per_character(separators) * std::numbers::ln2 * characters_per_token;
}

Json TextSource::merges() const {
  constexpr std::ptrdiff_t most_rows = 200;
  Json rows = Json::array();
  if (byte_pairs_ == nullptr) return rows;
  const std::vector<BytePairTokenizer::Merge>& merges = byte_pairs_->merges();
  for (auto merge = merges.rbegin(); merge != merges.rend() && merge - merges.rbegin() < most_rows; ++merge) {
    const auto shown = [&](std::int32_t token) { return shown_token(tokenizer_->token(token)); };
    rows.push_back({shown(merge->left), shown(merge->right), shown(merge->token), merge->count});
  }
  return rows;
}

TextSample TextSource::sample(Random& random, bool held_out) const {
  while (true) {
    TextSample sample = task_->make(random);
    if (held_out_.empty() || held_out_.contains(sample) == held_out) return sample;
  }
}

std::string TextSource::written(const TextSample& sample) const {
  if (task_->kind == TextTask::Kind::prose) return sample.answer + text_end;
  return sample.prompt + text_answer + sample.answer + text_end;
}

PairBatch TextSource::pairs(std::int64_t n, Random& random, bool held_out) const {
  std::vector<Tokens> sources, inputs, targets;
  for (std::int64_t i = 0; i < n; ++i) {
    const TextSample drawn = sample(random, held_out);
    sources.push_back(tokenizer_->encode(drawn.prompt));
    const Tokens answer = tokenizer_->encode(drawn.answer);
    inputs.push_back(answer);
    inputs.back().insert(inputs.back().begin(), end_token_);
    targets.push_back(answer);
    targets.back().push_back(end_token_);
  }
  return {padded(sources, end_token_),
          lengths_of(sources),
          {padded(inputs, end_token_), padded(targets, -1), lengths_of(inputs)}};
}

LabelledBatch TextSource::labelled(std::int64_t n, Random& random, bool held_out) const {
  std::vector<Tokens> inputs;
  Tensor labels = Tensor::empty({n}, DType::int32);
  for (std::int64_t i = 0; i < n; ++i) {
    const TextSample drawn = sample(random, held_out);
    inputs.push_back(tokenizer_->encode(drawn.prompt));
    labels.indices()[i] = drawn.label;
  }
  return {padded(inputs, end_token_), lengths_of(inputs), labels};
}

std::optional<std::string> TextSource::unknown_in(std::string_view text) const {
  const std::string_view unknown = tokenizer_->unknown_in(text);
  return unknown.empty() ? std::nullopt : std::optional<std::string>(unknown);
}

std::optional<Refusal> TextSource::remark_on_unknown() const {
  const double share = tokenizer_->unknown_share();
  if (share < share_remarked_on) return {};
  return Refusal{"notice.text_unknown", {{"percent", std::round(100.0 * share)}, {"vocabulary", tokenizer_->size()}}};
}

std::string_view TextSource::own_text(bool held_out) const {
  const std::string_view text = *own_text_;
  const std::size_t place = last_tenth(text);
  if (place == 0) return text;
  return held_out ? text.substr(place) : text.substr(0, place);
}

}  // namespace gradlab
