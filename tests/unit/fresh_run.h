// A run of any demo as tests want it: ready to train, and of a size that they can wait for.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>

#include "demos/run/run.h"
#include "tests/unit/image_samples.h"

namespace gradlab {

/// Networks of images and of texts: each step costs so much that tests take fewer and smaller ones.
inline bool takes_long(const Demo& demo, const Json& values) {
  Values all(demo.params);
  all.change(values);
  return !asset_names(demo, all).empty() || std::ranges::find(demo.files, "text") != demo.files.end();
}

inline Run fresh(const Demo& demo, Json values) {
  const bool one_answer = values.value("architecture", "") == "encoder";  // for a whole sentence: too little in eight
  if (takes_long(demo, values) && !one_answer) values["batch_size"] = 8;
  if (values.value("width", 0) > 128)
    values.update({{"width", 48}, {"layers", 2}});  // millions of weights: as the others
  std::vector<Refusal> refusals;
  Run run(demo, values, refusals, &small_assets());
  CHECK(refusals.empty());
  while (run.go_on() == Work::before) continue;
  return run;
}

}  // namespace gradlab
