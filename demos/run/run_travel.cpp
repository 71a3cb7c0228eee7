// The ways of a run through the steps that it has made: to a moment of the past, on from there, and back to the
// present.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "demos/run/run.h"
#include "engine/core/error.h"

namespace gradlab {

namespace {

// From one snapshot of long ago to the next it may be far: then only they can be seen.
constexpr std::int64_t most_made_again = 2000;

}  // namespace

Run::Course Run::course() const {
  return {.first = snapshots_.empty() ? step_ : snapshots_.all().front().step,
          .last = present_ ? present_->step : step_,
          .away = present_.has_value(),
          .kept = journal_.has_been_remote()};
}

std::size_t Run::bytes_of_past() const {
  return snapshots_.bytes() + journal_.bytes() + (present_ ? present_->state.capacity() : 0);
}

void Run::begin_journal() {
  journal_.begin(values_, drawings_->lessons, device(), altered_at_);
  changes_ = 0;
}

void Run::note(Change change) {
  if (snapshots_.empty()) return begin_journal();
  journal_.note(std::move(change));
  changes_ = journal_.count();
  if (!journal_.is_full()) return;
  snapshots_.clear();
  begin_journal();
  if (!diverged_) keep_snapshot();
}

void Run::go_to(std::int64_t step, bool near) {
  const auto [first, last, away, kept] = course();
  if (step >= last || snapshots_.empty()) return return_to_present();
  if (is_behind()) fail("goto", "steps that have not come back yet", "a run that rests");
  if (!present_) leave_present();
  const Snapshot& from = *snapshots_.at_or_before(std::max(step, first));
  const bool on_the_way = away && from.step <= step_ && step_ <= step;
  if (!on_the_way) rewind(from);
  target_ = near || step - step_ > most_made_again ? step_ : step;
}

void Run::leave_present() {
  present_ =
      Present{written(&Run::state), step_, altered_at_, values_, drawings_->lessons, history_, tests_, diverged_};
  take_back();
}

void Run::return_to_present() {
  target_.reset();
  if (!present_) return;
  Present present = std::move(*present_);
  drawings_->lessons = std::move(present.lessons);
  bring_to(present.state, std::move(present.values));
  snapshots_.drop(std::move(present.state));
  arrive_at(present.step);
  changes_ = journal_.count();
  altered_at_ = present.altered_at;
  history_ = std::move(present.history);
  tests_ = std::move(present.tests);
  diverged_ = present.diverged;
  present_.reset();
}

void Run::bring_to(const StateDict& state, Values values) {
  const bool others = values.json() != values_.json();
  if (others) experiment_->change(setup(values));
  try {
    read(state, &Run::state);
  } catch (...) {
    if (others) experiment_->change(setup(values_));
    throw;
  }
  values_ = std::move(values);
}

void Run::rewind(const Snapshot& to) {
  if (journal_.has_lessons(to.changes, changes_)) {
    drawings_->lessons = journal_.first_lessons();
    for (std::size_t i = 0; i < to.changes; ++i) {
      if (journal_.changes()[i].kind == Change::Kind::lesson) make_again(journal_.changes()[i]);
    }
  }
  bring_to(to.state, to.changes == changes_ ? values_ : journal_.values_at(to.changes));
  changes_ = to.changes;
  arrive_at(to.step);
  show_history_so_far();
}

void Run::show_history_so_far() {
  history_ = present_->history;
  history_.forget_after(step_);
}

void Run::make_again(const Change& change) {
  switch (change.kind) {
    case Change::Kind::values:
      values_.change(Json::parse(change.what));
      experiment_->change(setup(values_));
      health_.begin_anew();
      break;
    case Change::Kind::lesson:
    case Change::Kind::edit: {
      Strokes pad = std::exchange(drawings_->pad, change.pad);
      experiment_->input(Json::parse(change.what));
      drawings_->pad = std::move(pad);
      health_.begin_anew();
      break;
    }
    case Change::Kind::weights:
      take_weights({reinterpret_cast<const std::uint8_t*>(change.what.data()), change.what.size()});
      health_.begin_anew();
      break;
    case Change::Kind::device: break;
  }
}

// No row of the history, no remark and no clock: they had their time.
bool Run::go_there() {
  if (!is_going()) return false;
  while (changes_ < journal_.count() && journal_.changes()[changes_].step <= step_) {
    make_again(journal_.changes()[changes_++]);
  }
  if (step_ < *target_ && is_host(journal_.device_at(changes_))) {
    health_.judge(experiment_->badness(experiment_->step().item()));
    ++step_;
    return true;
  }
  target_.reset();
  altered_at_ = journal_.altered_at(changes_);
  tests_.go_back_to(step_);
  show_history_so_far();
  return false;
}

void Run::arrive() {
  while (go_there()) continue;
}

void Run::branch() {
  arrive();
  if (!present_) return;
  snapshots_.drop(std::move(present_->state));
  present_.reset();
  snapshots_.forget_after(step_);
  journal_.take_behind(changes_);
  change_there(setup(values_), false);
  if (journal_.device_at(changes_) != device()) note_device(device());
}

}  // namespace gradlab
