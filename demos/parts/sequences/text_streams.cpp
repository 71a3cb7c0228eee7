#include "demos/parts/sequences/text_streams.h"

#include <limits>
#include <string>

#include "engine/core/error.h"
#include "engine/data/text/passages.h"

namespace gradlab {

namespace {

constexpr std::size_t passage_bytes = 256;

}  // namespace

TextStreams::TextStreams(const TextSource& source, std::int64_t n, Random random, bool answers_only, bool held_out)
    : source_(&source),
      random_(random),
      answers_only_(answers_only),
      held_out_(held_out),
      streams_(static_cast<std::size_t>(n)) {
  if (source.task() != nullptr) return;
  const std::string_view text = source.own_text(held_out);
  for (std::size_t i = 1; i < streams_.size(); ++i) {
    const std::size_t near = text.size() / streams_.size() * i;
    streams_[i].place = static_cast<std::int64_t>(near == 0 ? 0 : passage_end(text, near - 1, 1));
  }
}

/// The tokens of the passage or the sample where a stream stands.
void TextStreams::read(std::size_t number) {
  Stream& stream = streams_[number];
  const Tokenizer& tokenizer = source_->tokenizer();
  if (source_->task() == nullptr) {
    const std::string_view text = source_->own_text(held_out_);
    const auto place = static_cast<std::size_t>(stream.place);
    if (place == text.size()) return stream.tokens.assign(1, source_->end_token());
    stream.tokens = tokenizer.encode(text.substr(place, passage_end(text, place, passage_bytes) - place));
    return;
  }
  Random random = random_.split(number).split(static_cast<std::uint64_t>(stream.place));
  const TextSample sample = source_->sample(random, held_out_);
  stream.tokens = tokenizer.encode(source_->written(sample));
  if (!answers_only_ || sample.prompt.empty()) return;
  stream.given = static_cast<std::int64_t>(tokenizer.encode(sample.prompt).size()) + 1;
}

/// Takes one token; there is one to be taken afterwards.
void TextStreams::go_on(std::size_t number) {
  Stream& stream = streams_[number];
  if (++stream.taken < static_cast<std::int64_t>(stream.tokens.size())) return;
  stream.taken = 0;
  if (source_->task() != nullptr) {
    ++stream.place;
  } else {
    const std::string_view text = source_->own_text(held_out_);
    const auto place = static_cast<std::size_t>(stream.place);
    const std::size_t next = place == text.size() ? 0 : passage_end(text, place, passage_bytes);
    if (next > place) bytes_ += static_cast<std::int64_t>(next - place);
    stream.place = static_cast<std::int64_t>(next);
  }
  read(number);
}

TokenBatch TextStreams::next(std::int64_t steps, bool time_first) {
  const auto n = static_cast<std::int64_t>(streams_.size());
  const Shape shape = time_first ? Shape{steps, n} : Shape{n, steps};
  const std::int64_t row = time_first ? 1 : steps, column = time_first ? n : 1;
  TokenBatch batch{Tensor::empty(shape, DType::int32), Tensor::empty(shape, DType::int32), {}};
  for (std::size_t i = 0; i < streams_.size(); ++i) {
    Stream& stream = streams_[i];
    if (stream.tokens.empty()) read(i);
    std::int64_t place = static_cast<std::int64_t>(i) * row;
    for (std::int64_t step = 0; step < steps; ++step, place += column) {
      batch.inputs.indices()[place] = stream.tokens[static_cast<std::size_t>(stream.taken)];
      go_on(i);
      const std::int32_t following = stream.tokens[static_cast<std::size_t>(stream.taken)];
      batch.targets.indices()[place] = stream.taken < stream.given ? -1 : following;
    }
  }
  return batch;
}

std::optional<double> TextStreams::rounds() const {
  if (source_->task() != nullptr) return {};
  return static_cast<double>(bytes_) / static_cast<double>(source_->own_text(held_out_).size());
}

void TextStreams::state(Archive& archive) {
  const Archive::Scope scope(archive, "streams");
  archive.field("bytes", bytes_);
  const std::int64_t last = source_->task() != nullptr ? std::numeric_limits<std::int64_t>::max()
                                                       : static_cast<std::int64_t>(source_->own_text(held_out_).size());
  for (std::size_t i = 0; i < streams_.size(); ++i) {
    Stream& stream = streams_[i];
    const Archive::Scope own(archive, std::to_string(i));
    archive.field("place", stream.place);
    archive.field("taken", stream.taken);
    if (!archive.reading()) continue;
    const auto wrong = [] { fail("checkpoint", "a place outside of the text", "one inside"); };
    if (stream.place < 0 || stream.place > last) wrong();
    read(i);
    if (stream.taken < 0 || stream.taken >= static_cast<std::int64_t>(stream.tokens.size())) wrong();
  }
}

}  // namespace gradlab
