// The message `bench` of protocol.h: works at a task of engine/bench, and says how fast.
#pragma once

#include <optional>

#include "demos/core/experiment.h"
#include "engine/bench/bench.h"

namespace gradlab {

class BenchMessages {
 public:
  /// Blocks for as long as the message says. The same task on the same device goes on where it stood.
  Json answer(const Json& message, const Assets& assets);

 private:
  std::optional<BenchRun> run_;
};

}  // namespace gradlab
