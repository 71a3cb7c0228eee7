// What a run writes down of itself, and the ways back to it.
#include <algorithm>

#include "demos/run/run.h"
#include "engine/core/error.h"

namespace gradlab {

namespace {

void lessons_state(Archive& archive, std::vector<Drawings::Lesson>& lessons) {
  auto count = static_cast<std::int64_t>(lessons.size());
  archive.value(count);
  std::vector<Drawings::Lesson> all;
  for (std::int64_t i = 0; i < count; ++i) {
    Drawings::Lesson lesson = archive.reading() ? Drawings::Lesson() : lessons[static_cast<std::size_t>(i)];
    archive.value(lesson.label);
    archive.value(lesson.strokes);
    all.push_back(std::move(lesson));
  }
  lessons = std::move(all);
}

}  // namespace

void Run::state(Archive& archive) {
  finish_preparing();
  archive.value(step_);
  archive.value(seconds_);
  health_.state(archive);
  history_.state(archive);
  experiment_->state(archive);
}

std::vector<std::uint8_t> Run::sound_state() {
  Archive archive;
  state(archive);
  return archive.take();
}

std::vector<std::uint8_t> Run::checkpoint() {
  Archive archive;
  lessons_state(archive, drawings_->lessons);
  state(archive);
  return archive.take();
}

std::vector<std::uint8_t> Run::fingerprint() {
  finish_preparing();
  Archive archive;
  archive.value(step_);
  experiment_->state(archive);
  return archive.take();
}

void Run::restore(std::span<const std::uint8_t> bytes) {
  const std::vector<Drawings::Lesson> taught = drawings_->lessons;
  try {
    Archive archive(bytes);
    lessons_state(archive, drawings_->lessons);
    state(archive);
    if (!std::ranges::equal(checkpoint(), bytes))  // a count that was damaged may leave a sound one behind it
      fail("checkpoint", "what was read of it differs from it", "one that this build has written");
    sound_ = sound_state();
    tested_at_ = -1;
    take_back();
  } catch (...) {
    drawings_->lessons = taught;
    reset();
    throw;
  }
}

void Run::go_back() {
  if (sound_.empty()) return;  // at the first step
  Archive archive(sound_);
  state(archive);
  tested_at_ = -1;
  take_back();
}

}  // namespace gradlab
