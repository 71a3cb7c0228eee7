// The message `bench`: works at a task of engine/bench, and says how fast.
#pragma once

#include <functional>
#include <memory>

#include "demos/core/experiment.h"
#include "engine/bench/bench.h"

namespace gradlab {

class BenchMessages {
 public:
  /// Blocks for as long as the message says; on a remote device it does not, and replies when the steps are done. The
  /// same task on the same device goes on where it stood.
  void answer(const Json& message, const Assets& assets, std::function<void(const Json&)> reply);

 private:
  std::shared_ptr<BenchRun> run_;
};

}  // namespace gradlab
