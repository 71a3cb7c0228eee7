// A run in so few bytes that a link can carry it: what it has learned, rounded, and what the visitor drew.
#include <algorithm>
#include <cmath>
#include <ranges>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "demos/run/run.h"
#include "engine/core/error.h"
#include "engine/core/hash.h"
#include "engine/io/byte_stream.h"
#include "engine/io/rounded.h"

namespace gradlab {

namespace {

constexpr float finest = 255.0f;  // parts of the pad's edge

/// All but what the optimiser keeps of the gradients (Descent calls it so): it is as much as the model, must not be
/// rounded where it divides, and comes again by itself.
bool is_learned(std::string_view name) {
  return std::ranges::none_of(name | std::views::split('.'),
                              [](const auto& part) { return std::ranges::equal(part, std::string_view("optimizer")); });
}

void write_strokes(ByteWriter& to, const Strokes& strokes) {
  to.count(strokes.size());
  for (const Stroke& stroke : strokes) {
    to.count(stroke.size());
    for (const auto& point : stroke) {
      for (const float edge : point) to.raw(static_cast<std::uint8_t>(std::round(edge * finest)));
    }
  }
}

std::size_t length(ByteReader& from, std::size_t least_bytes) {
  const std::uint64_t told = from.count();
  if (told > from.left() / least_bytes) fail("rounded", "a list of " + std::to_string(told), "no more than there is");
  return static_cast<std::size_t>(told);
}

Strokes read_strokes(ByteReader& from) {
  Strokes strokes(length(from, 1));
  for (Stroke& stroke : strokes) {
    stroke.resize(length(from, 2));
    for (auto& point : stroke) {
      for (float& edge : point) edge = static_cast<float>(from.raw<std::uint8_t>()) / finest;
    }
  }
  return strokes;
}

Drawings read_drawings(ByteReader& from) {
  Drawings drawings{.pad = read_strokes(from), .lessons = {}};
  drawings.lessons.resize(length(from, 2));
  for (Drawings::Lesson& lesson : drawings.lessons) {
    lesson.label = static_cast<std::int64_t>(from.count());
    lesson.strokes = read_strokes(from);
  }
  return drawings;
}

}  // namespace

std::vector<std::uint8_t> Run::rounded(int bits) {
  ByteWriter to;
  to.count(static_cast<std::uint64_t>(step_));
  write_strokes(to, drawings_->pad);
  to.count(drawings_->lessons.size());
  for (const auto& [strokes, label] : drawings_->lessons) {
    to.count(static_cast<std::uint64_t>(label));
    write_strokes(to, strokes);
  }
  StateDict state = written(&Run::experiment_state);
  std::vector<std::uint8_t> bytes = to.take();
  const std::vector<std::uint8_t> numbers = write_rounded(state, is_learned, bits);
  bytes.insert(bytes.end(), numbers.begin(), numbers.end());
  snapshots_.drop(std::move(state));
  ByteWriter end;
  end.raw(checksum_of(bytes));
  for (const std::uint8_t byte : end.take()) bytes.push_back(byte);
  return bytes;
}

// What is drawn is there before the model is built, as it is for a visitor who drew it.
void Run::use_rounded(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < sizeof(std::uint32_t)) fail("rounded", std::to_string(bytes.size()) + " bytes", "at least 4");
  const auto told = bytes.first(bytes.size() - sizeof(std::uint32_t));
  if (ByteReader("rounded", bytes.subspan(told.size())).raw<std::uint32_t>() != checksum_of(told)) {
    fail("rounded", "bytes that were altered on their way", "those that were written");
  }
  return_to_present();
  ByteReader from("rounded", told);
  const std::uint64_t step = from.count();
  if (step > static_cast<std::uint64_t>(Archive::furthest)) fail("rounded", "more steps than can be counted", "fewer");
  const Drawings drawn = read_drawings(from), before = *drawings_;
  const StateDict state = read_rounded(from.take(from.left()), written(&Run::experiment_state), is_learned);
  const bool draws = !drawn.pad.empty() || !drawn.lessons.empty();
  try {
    *drawings_ = drawn;
    if (draws) begin(values_);
    read(state, &Run::experiment_state);
  } catch (...) {
    *drawings_ = before;
    begin(values_);
    throw;
  }
  snapshots_.clear();
  history_.clear();
  health_.begin_anew();
  arrive_at(static_cast<std::int64_t>(step));
  altered_at_ = step_;
  begin_journal();
  record();
  keep_snapshot();
}

}  // namespace gradlab
