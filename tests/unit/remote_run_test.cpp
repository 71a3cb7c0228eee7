// Runs that train on a remote device: they come to what they come to on the cpu, and nothing that happens is lost.
#include "tests/unit/near.h"
#include "tests/unit/remote_case.h"

#include <array>
#include <cmath>

#include "engine/core/error.h"
#include "engine/io/archive.h"

using namespace gradlab;

// Where there is none, as in the plain run of the wasm tests, the suite is left out: scripts/parts.mjs.
TEST_SUITE_BEGIN("graphics card");

TEST_CASE("every demo and preset trains on a remote device as on the cpu, and never waits") {
  TestGpu gpu;
  REQUIRE(remote_device() != nullptr);
  for (const Demo& demo : Registry<Demo>::all()) {
    SUBCASE(demo.name.c_str()) {
      for (const Start& start : watched_starts(demo)) {
        CAPTURE(start.name);
        Run here = small_run(demo, start.values), there = small_run(demo, start.values);
        if (!demo.trains_on(Device::webgpu)) {
          CHECK_THROWS_AS(there.use(Device::webgpu), Refusal);
          there.start_on(Device::webgpu);
          CHECK(there.remark().value().key == "notice.gpu.not_here");
          CHECK(there.device() == Device::cpu);
          continue;
        }
        there.use(Device::webgpu);
        REQUIRE(there.device() == Device::webgpu);
        const std::int64_t count = start.diverges ? 3 : asset_names(demo, here.values()).empty() ? 20 : 8;
        while (here.step() < count) REQUIRE(here.advance() == Run::Outcome::trained);
        train(there, gpu, count);
        const std::optional<Refusal> remark = there.remark();
        CAPTURE(remark ? remark->arguments.dump() : "");
        CHECK(there.device() == Device::webgpu);
        const std::string& progress = demo.progress.metric;
        CHECK(there.metrics().at(progress) == near(here.metrics().at(progress), 1e-3));  // tests of this step
#ifndef __EMSCRIPTEN__
        CHECK(here.fingerprint() == there.fingerprint());  // the same kernels
#endif
      }
    }
  }
}

TEST_SUITE_END();

#ifndef __EMSCRIPTEN__

namespace {

const Demo& classification() {
  return Registry<Demo>::find("test", "classification");
}

Run digits_there() {
  Run run = small_run(Registry<Demo>::find("test", "mnist-cnn"), {{"layers", {"conv-4-3", "max_pool"}}});
  run.use(Device::webgpu);
  return run;
}

}  // namespace

TEST_CASE("an archive leaves the places of numbers open that are on a remote device, and can be read into these") {
  FakeGpu gpu;
  const UseDevice there(Device::webgpu);
  Tensor far = Tensor::empty({3}), near = Tensor::from({1, 2}, {2}), target = Tensor::empty({3});
  kernels(far).fill(7.0f, far);
  kernels(target).fill(0.0f, target);
  CHECK_THROWS_AS(far.data(), Error);
  StateDict state;
  const Tensors absent = write_state(state, [&](Archive& archive) {
    archive.field("near", near);
    archive.field("far", far);
  });
  REQUIRE(absent.size() == 1);
  CHECK(absent[0].same_as(far));
  Tensor second = Tensor::empty({2});
  const auto read = [&] {
    read_state(state, [&](Archive& archive) {
      archive.field("far", target);
      archive.field("near", second);
    });
  };
  read();
  CHECK(second.data()[1] == 2.0f);
  const std::array<float, 3> come = {7.0f, 8.0f, 9.0f};
  state.fill_gaps(std::span(reinterpret_cast<const std::uint8_t*>(come.data()), sizeof come));
  read();
  CHECK(target.data()[2] == 9.0f);
}

TEST_CASE("few steps are in flight, and no more is read than somebody wants to know") {
  FakeGpu gpu;
  Run run = small_run(classification(), Json::object());
  run.use(Device::webgpu);
  std::int64_t made = 0;
  while (run.advance() == Run::Outcome::trained) ++made;
  CHECK(made == 2);
  CHECK(run.in_flight() == 2);
  CHECK(run.step() == 0);
  CHECK(run.steps() == 2);
  gpu.deliver();
  CHECK(run.listen() == Run::Outcome::waiting);  // a loss alone is nothing to be seen
  CHECK(gpu.bytes_read() == sizeof(float));
  run.catch_up();
  run.catch_up();
  CHECK(run.in_flight() == 1);  // one answer at a time
  gpu.deliver();
  CHECK(run.listen() == Run::Outcome::trained);
  CHECK(run.step() == 2);
  CHECK(!run.is_behind());
  CHECK(run.metrics().at("seconds") > 0);
  CHECK(gpu.most_in_flight() == 2);
}

TEST_CASE("a run that changes devices goes on as if it had not") {
  for (const Demo& demo : Registry<Demo>::all()) {
    for (const Start& start : watched_starts(demo)) {
      if (!demo.trains_on(Device::webgpu)) continue;  // it does not change, as the test above says
      CAPTURE(start.name);
      TestGpu gpu;
      Run steady = small_run(demo, start.values), wanderer = small_run(demo, start.values);
      while (steady.step() < 12) steady.advance();
      train(wanderer, gpu, 4);
      wanderer.use(Device::webgpu);
      train(wanderer, gpu, 7);
      REQUIRE(wanderer.advance() == Run::Outcome::trained);
      wanderer.use(Device::cpu);
      CHECK(wanderer.is_moving());
      CHECK(wanderer.device() == Device::cpu);
      CHECK(wanderer.advance() == Run::Outcome::waiting);
      gpu.deliver();
      wanderer.listen();
      CHECK(!wanderer.is_moving());
      CHECK(wanderer.step() == 8);
      train(wanderer, gpu, 12);
      CHECK(steady.fingerprint() == wanderer.fingerprint());
    }
  }
}

TEST_CASE("a device that is lost, and a kernel that fails, cost only the steps that nobody saw") {
  for (const bool lost : {true, false}) {
    CAPTURE(lost);
    Run steady = small_run(classification(), Json::object()), run = small_run(classification(), Json::object());
    while (steady.step() < 12) steady.advance();
    {
      TestGpu gpu;
      run.use(Device::webgpu);
      train(run, gpu, 5);
      if (!lost) gpu.fail_after(40);
      while (run.steps() < 9 && run.device() == Device::webgpu) {
        if (run.advance() == Run::Outcome::waiting) gpu.deliver();
        run.listen();
      }
    }
    if (lost) run.lose("lost", "gone");
    CHECK(run.device() == Device::cpu);
    CHECK(run.step() == 5);
    const std::optional<Refusal> remark = run.remark();
    REQUIRE(remark);
    CHECK(remark->key == (lost ? "notice.gpu.lost" : "notice.gpu.internal"));
    CHECK(remark->arguments["step"] == 5);
    CHECK(!run.remark());
    while (run.step() < 12) REQUIRE(run.advance() == Run::Outcome::trained);
    CHECK(steady.fingerprint() == run.fingerprint());
  }
}

TEST_CASE("what a visitor changes is changed on the device, too") {
  TestGpu gpu;
  Run here = small_run(classification(), Json::object()), there = small_run(classification(), Json::object());
  there.use(Device::webgpu);
  const auto both = [&](const auto& change) {
    while (here.step() < there.step() + 3) here.advance();
    train(there, gpu, there.step() + 3);
    CHECK(here.fingerprint() == there.fingerprint());
    change(here);
    change(there);
  };
  both([](Run& run) { run.change({{"optimizer", "rmsprop"}, {"momentum", 0.5}, {"l2", 0.01}}); });
  both([](Run& run) {
    run.input({{"view", "network"}, {"kind", "weight"}, {"layer", 0}, {"from", -1}, {"to", 0}, {"value", 1.5}});
  });
  both([](Run& run) { run.input({{"view", "field"}, {"kind", "points"}, {"points", {{1, 2, 0}, {3, 4, 1}}}}); });
  both([](Run& run) { run.change({{"batch_size", 7}, {"loss", "mse"}}); });
  both([](Run& run) { run.restore(run.checkpoint()); });
  both([](Run& run) { run.change({{"layers", {3}}}); });
  both([](Run& run) { run.reset(); });
  both([](Run&) {});
  CHECK(there.device() == Device::webgpu);
}

TEST_CASE("what a visitor teaches is learnt on the device, too") {
  TestGpu gpu;
  Run there = digits_there(), before = digits_there();
  Run here = small_run(there.demo(), {{"layers", {"conv-4-3", "max_pool"}}});
  for (Run* run : {&here, &there}) {
    run->input({{"view", "draw"}, {"kind", "draw"}, {"strokes", {{{0.2, 0.2}, {0.8, 0.8}}}}});
    run->input({{"view", "draw"}, {"kind", "teach"}, {"label", 7}});
  }
  while (here.step() < 5) here.advance();
  train(there, gpu, 5);
  train(before, gpu, 5);
  CHECK(here.fingerprint() == there.fingerprint());
  CHECK(before.fingerprint() != there.fingerprint());
}

TEST_CASE("what was asked for before a change does not undo it") {
  TestGpu gpu;
  Run run = small_run(classification(), Json::object());
  run.use(Device::webgpu);
  train(run, gpu, 3);
  run.advance();
  run.catch_up();
  run.change({{"optimizer", "sgd"}});  // keeps other numbers than the one before
  gpu.deliver();
  CHECK(run.listen() == Run::Outcome::waiting);
  train(run, gpu, 6);
  run.advance();
  run.catch_up();
  run.input({{"view", "network"}, {"kind", "weight"}, {"layer", 0}, {"from", -1}, {"to", 0}, {"value", 1.5}});
  const std::vector<std::uint8_t> edited = run.fingerprint();
  gpu.deliver();
  run.listen();
  CHECK(run.fingerprint() == edited);
  CHECK(run.device() == Device::webgpu);
}

TEST_CASE("divergence on the device is seen by the loss alone, and the way back is to where it was sound") {
  TestGpu gpu;
  Run run = small_run(Registry<Demo>::find("test", "regression"), {{"learning_rate", 0.2}});
  run.use(Device::webgpu);
  Run::Outcome outcome = Run::Outcome::waiting;
  for (int turn = 0; turn < 500 && outcome != Run::Outcome::diverged; ++turn) {
    run.advance();
    gpu.deliver();
    outcome = run.listen();
  }
  CHECK(outcome == Run::Outcome::diverged);
  CHECK(run.step() == 0);
  run.go_back();
  CHECK(run.steps() == 0);
  run.change({{"learning_rate", 0.01}});
  train(run, gpu, 30);
  CHECK(std::isfinite(run.metrics().at("loss")));
}

TEST_CASE("the history has rows of what was seen, however far apart") {
  TestGpu gpu;
  Run run = small_run(classification(), Json::object());
  run.use(Device::webgpu);
  for (const std::int64_t step : {1, 3, 10, 11}) train(run, gpu, step);
  CHECK(run.history().to_json()["step"] == Json({0, 1, 3, 10, 11}));
}

#endif
