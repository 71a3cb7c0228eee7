// What a method's steps change, in a checkpoint.
#pragma once

#include <vector>

#include "engine/io/archive.h"
#include "engine/learn/cluster/cluster.h"

namespace gradlab {

class ClusterState {
 public:
  /// Throws [checkpoint] for numbers that no method could have made.
  void state(Archive& archive, ClusterMethod& method);

 private:
  std::vector<ClusterField> fields_;  // used again and again, so that nothing is allocated
  std::vector<double> numbers_;
};

}  // namespace gradlab
