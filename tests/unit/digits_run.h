// A run of the digits on few and small images.
#pragma once

#include <doctest/doctest.h>

#include <vector>

#include "demos/run/run.h"
#include "tests/unit/image_samples.h"
#include "tests/unit/shown.h"

namespace gradlab {

inline Run digits(const Json& values = Json::object(), const Assets& assets = small_assets()) {
  std::vector<Refusal> refusals;
  Json all = {{"batch_size", 16}};
  all.update(values);
  Run run(Registry<Demo>::find("test", "mnist-cnn"), all, refusals, &assets);
  REQUIRE(refusals.empty());
  return run;
}

}  // namespace gradlab
