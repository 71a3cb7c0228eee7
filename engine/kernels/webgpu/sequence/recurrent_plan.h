// How a recurrent layer's steps are laid out on the graphics card.
#pragma once

#include "engine/kernels/kernels.h"
#include "engine/kernels/webgpu/device/launch.h"

namespace gradlab {

struct RecurrentPlan {
  /// Rows of a batch need each other never, so a workgroup that has all units of its rows goes through all steps in one
  /// dispatch. But each of them reads all weights at every step: where they are many, a dispatch for each step shares
  /// them out among more workgroups.
  bool all_steps;
  std::int64_t units;  ///< of a workgroup

  explicit RecurrentPlan(const RecurrentArguments& a)
      : all_steps(a.hidden <= 256 && gate_count(a.cell) * a.hidden * a.hidden <= most_weights), units(32) {
    while (all_steps && units < a.hidden) units *= 2;
  }
  /// Four rows to a workgroup.
  webgpu::Groups groups(const RecurrentArguments& a) const {
    webgpu::Groups groups = webgpu::groups_for(a.n, 4);
    groups.y = (a.hidden + units - 1) / units;
    return groups;
  }

 private:
  static constexpr std::int64_t most_weights = 1 << 17;
};

}  // namespace gradlab
