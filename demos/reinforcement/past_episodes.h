// Episodes that were lived through while an agent learned, from its first tries on, in bounded memory.
#pragma once

#include <cstdint>
#include <vector>

#include "demos/core/views.h"
#include "engine/learn/environment/episode.h"

namespace gradlab {

/// Each is known by the training step in which it ended. When there are too many, or they take too much memory, every
/// other one goes, and from then on they are kept half as often.
class PastEpisodes {
 public:
  static constexpr std::size_t most = 32;
  static constexpr std::size_t most_numbers = 1'000'000;  ///< of doubles: 8 MB

  struct Kept {
    std::int64_t step = 0;
    Episode episode;
  };

  /// `step` is behind those of all that are kept.
  void add(std::int64_t step, const Episode& episode);
  /// The run went back to `step`.
  void forget_after(std::int64_t step);
  const std::vector<Kept>& kept() const { return kept_; }
  /// By the event {index}: the last one up to that step, or, below 0, none.
  void choose(const Json& event) { wish_ = whole_number(event.at("index"), "choose"); }
  /// Null while the present is looked at.
  const Kept* chosen() const;
  /// "past", of the view kind `stage`.
  void show(View& view) const;

 private:
  std::vector<Kept> kept_;
  std::int64_t spacing_ = 1;  // steps
  std::int64_t wish_ = -1;
};

}  // namespace gradlab
