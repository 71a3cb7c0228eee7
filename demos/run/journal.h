// What was done to a run between its steps, in order: with it, steps that are made again come to the same.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "demos/core/experiment.h"

namespace gradlab {

/// What happened at a step, before the next one was made.
struct Change {
  enum class Kind {
    values,   ///< of parameters that apply live
    lesson,   ///< a drawing was given a label, or all were forgotten
    edit,     ///< another input that changed the state
    weights,  ///< were taken over from a file
    device    ///< it trains elsewhere from now on
  };
  std::int64_t step = 0;
  Kind kind = Kind::values;
  std::string what = {};  ///< the values or the input as JSON, the file's bytes, the device's name
  Strokes pad = {};       ///< what was drawn when a lesson was given
};

class Journal {
 public:
  /// More than visitors do by hand in an evening.
  static constexpr std::size_t most_bytes = std::size_t{12} << 20;

  /// Of what is done from now on, to a run with these values, which has been taught this.
  void begin(const Values& values, const std::vector<Drawings::Lesson>& lessons, Device device,
             std::int64_t altered_at);
  void note(Change change);
  /// The changes from number `count` on, which are of a future that will not be.
  std::vector<Change> take_behind(std::size_t count);

  const std::vector<Change>& changes() const { return changes_; }
  std::size_t count() const { return changes_.size(); }
  std::size_t bytes() const { return bytes_; }
  bool is_full() const { return bytes_ > most_bytes; }

  /// The values once the first `count` changes were made.
  Values values_at(std::size_t count) const;
  /// What had been taught before all of them.
  const std::vector<Drawings::Lesson>& first_lessons() const { return lessons_; }
  /// Whether there are lessons among the changes from number `from` to before number `to`, or the other way round.
  bool has_lessons(std::size_t from, std::size_t to) const;
  /// The step of the last of the first `count` changes that training anew under the same values would not repeat.
  std::int64_t altered_at(std::size_t count) const;
  /// Where it trained behind the first `count` changes.
  Device device_at(std::size_t count) const;
  bool has_been_remote() const;

 private:
  Values values_;
  std::vector<Drawings::Lesson> lessons_;
  Device device_ = Device::cpu;
  std::int64_t altered_at_ = -1;
  std::vector<Change> changes_;
  std::size_t bytes_ = 0;
};

}  // namespace gradlab
