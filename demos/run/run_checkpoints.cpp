// What a run writes down of itself, and the ways back to it.
#include <charconv>
#include <string>
#include <system_error>
#include <utility>

#include "demos/run/run.h"
#include "engine/core/error.h"
#include "engine/io/checkpoint.h"
#include "engine/io/safetensors_header.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

void lessons_state(Archive& archive, std::vector<Drawings::Lesson>& lessons) {
  if (archive.reading()) lessons.resize(archive.names("lessons").size());
  const Archive::Scope scope(archive, "lessons");
  for (std::size_t i = 0; i < lessons.size(); ++i) {
    const Archive::Scope lesson(archive, std::to_string(i));
    archive.field("label", lessons[i].label);
    archive.field("strokes", lessons[i].strokes);
  }
}

const std::string& told(const Checkpoint& checkpoint, const std::string& key) {
  const auto place = checkpoint.about.find(key);
  if (place == checkpoint.about.end()) fail("checkpoint", "a file without its " + key, "one of a run");
  return place->second;
}

std::int64_t step_of(const Checkpoint& checkpoint) {
  const std::string& text = told(checkpoint, "step");
  std::int64_t step = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), step);
  if (error != std::errc() || end != text.data() + text.size() || step < 0 || step > Archive::furthest) {
    fail("checkpoint", "step \"" + shortened(text) + "\"", "a whole number, from 0 on");
  }
  return step;
}

}  // namespace

void Run::numbers_state(Archive& archive) {
  const Archive::Scope scope(archive, "run");
  rate_.state(archive);
  health_.state(archive);
}

void Run::experiment_state(Archive& archive) {
  experiment_->state(archive);
}

void Run::state(Archive& archive) {
  experiment_state(archive);
  numbers_state(archive);
}

// Lessons first: what a model learns from is what it finds there.
void Run::whole_state(Archive& archive) {
  lessons_state(archive, drawings_->lessons);
  archive.field("altered_at", altered_at_);
  state(archive);
  const Archive::Scope scope(archive, "history");
  history_.state(archive);
}

StateDict Run::written(Part part) {
  finish_preparing();
  StateDict written = snapshots_.spare();
  write_state(written, [&](Archive& archive) { (this->*part)(archive); });
  return written;
}

// What does not fit may be found in the middle.
void Run::read(const StateDict& from, Part part) {
  const auto take = [&](const StateDict& one) { read_state(one, [&](Archive& archive) { (this->*part)(archive); }); };
  StateDict before = written(part);
  try {
    take(from);
  } catch (...) {
    take(before);
    throw;
  }
  snapshots_.drop(std::move(before));
}

void Run::keep_snapshot() {
  snapshots_.keep(step_, written(&Run::state), changes_);
}

std::vector<std::uint8_t> Run::checkpoint() {
  StateDict whole = written(&Run::whole_state);
  std::vector<std::uint8_t> file =
      write_checkpoint(whole, {{"demo", demo_->name},
                               {"values", values_.json().dump(-1, ' ', false, Json::error_handler_t::replace)},
                               {"seed", std::to_string(values_.integer("seed"))},
                               {"step", std::to_string(step_)},
                               {"build", std::string(cpu_build())}});
  snapshots_.drop(std::move(whole));
  return file;
}

std::vector<std::uint8_t> Run::fingerprint() {
  StateDict state = written(&Run::experiment_state);
  std::vector<std::uint8_t> file = write_checkpoint(state, {{"step", std::to_string(step_)}});
  snapshots_.drop(std::move(state));
  return file;
}

void Run::restore(std::span<const std::uint8_t> file) {
  return_to_present();
  const Checkpoint checkpoint = read_checkpoint(file);
  const std::int64_t step = step_of(checkpoint);
  if (const std::string& demo = told(checkpoint, "demo"); demo != demo_->name) {
    fail("checkpoint", "a run of " + shortened(demo), "one of " + demo_->name);
  }
  read(checkpoint.state, &Run::whole_state);
  snapshots_.clear();
  arrive_at(step);
  begin_journal();
  keep_snapshot();
}

// As if the visitor had gone back first, and changed then what was changed since; what was taught stays so.
void Run::go_back() {
  return_to_present();
  const Snapshot* sound = snapshots_.at_or_before(step_);
  if (sound == nullptr) return reset();
  const Values now = values_;
  bring_to(sound->state, journal_.values_at(sound->changes));
  changes_ = sound->changes;
  arrive_at(sound->step);
  history_.forget_after(step_);
  for (Change& change : journal_.take_behind(sound->changes)) {
    if (change.kind != Change::Kind::lesson) continue;
    change.step = step_;
    note(std::move(change));
  }
  change(now.json());
}

void Run::arrive_at(std::int64_t step) {
  step_ = step;
  diverged_ = false;
  tests_.go_back_to(step);
  take_back();
}

}  // namespace gradlab
