// What generator and discriminator are after (Goodfellow et al. 2014). One loss per .cpp, registered by its last line.
#pragma once

#include <string>

#include "engine/core/registry.h"
#include "engine/core/tensor.h"

namespace gradlab {

struct AdversarialLoss {
  std::string name;  ///< "non_saturating"
  int place = 0;     ///< in menus
  /// Scalars to be made small, of what the discriminator answers to real and to made samples, [N, 1] each.
  Tensor (*discriminator)(const Tensor& real, const Tensor& made) = nullptr;
  Tensor (*generator)(const Tensor& made) = nullptr;
  /// How real the discriminator takes samples to be by its answers, from 0 to 1; none where only differences count.
  Tensor (*belief)(const Tensor& answers) = nullptr;
  bool clips = false;  ///< the discriminator's weights are kept small, so that its answers change slowly
};
using RegisterAdversarialLoss = Registry<AdversarialLoss>::Add;

}  // namespace gradlab
