// A game that the visitor plays: in a world like the agent's, of which nothing reaches what is learned.
#pragma once

#include <optional>
#include <vector>

#include "demos/core/views.h"
#include "engine/core/random.h"
#include "engine/learn/environment/environment.h"

namespace gradlab {

class OwnGame {
 public:
  /// The first game waits for its first move.
  void build(const Environment& rules, Random random);
  /// A move by the event {action}; the first one after a game is over begins another.
  void act(const Environment& rules, const Json& event);
  /// Of the view kind `stage`. `agent` is what the agent gains in a game on average, where that is known.
  void show(View& view, const Environment& rules, std::optional<double> agent) const;

 private:
  void begin(const Environment& rules);

  Random chance_, random_;  // of all games, and of this one
  std::uint64_t games_ = 0;
  std::vector<double> state_;
  std::int64_t moves_ = 0, last_ = 0;  // last_: what was done last
  double gained_ = 0.0;
  bool over_ = false;
  std::optional<double> best_;  // of the games that are over
};

}  // namespace gradlab
