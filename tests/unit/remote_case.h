// What tests of runs on a remote device share: the device, every kind of model in small, and the way to wait.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "demos/run/run.h"
#include "engine/core/remote_device.h"
#include "engine/kernels/kernels.h"
#include "tests/unit/fake_gpu.h"
#include "tests/unit/fresh_run.h"
#include "tests/unit/image_samples.h"
#include "tests/unit/starts.h"

namespace gradlab {

#ifdef __EMSCRIPTEN__
/// The graphics card that the tests were started with, if any.
struct TestGpu {
  /// Whoever waits is told all that has come.
  void deliver() {
    const UseDevice there(Device::webgpu);
    Tensor one = Tensor::empty({});
    kernels(one).fill(1.0f, one);
    REQUIRE(one.item() == 1.0f);
  }
};
#else
using TestGpu = FakeGpu;
#endif

inline Run small_run(const Demo& demo, Json values) {
  if (takes_long(demo, values)) values["batch_size"] = 8;
  if (demo.name == "transformer") values.update({{"width", 16}, {"heads", 2}, {"layers", 1}, {"context", 32}});
  if (demo.name == "rnn") values.update({{"units", 16}, {"steps", 16}, {"delay", 12}});
  std::vector<Refusal> refusals;
  Run run(demo, values, refusals, &small_assets());
  CHECK(refusals.empty());
  return run;
}

/// Brings `run` to the step, and sees it.
inline void train(Run& run, TestGpu& gpu, std::int64_t step) {
  while (run.steps() < step) {
    if (run.advance() == Run::Outcome::waiting) gpu.deliver();
    run.listen();
  }
  for (int turn = 0; turn < 3 && run.is_behind(); ++turn) {
    run.catch_up();
    gpu.deliver();
    run.listen();
  }
  REQUIRE(run.step() == step);
}

}  // namespace gradlab
