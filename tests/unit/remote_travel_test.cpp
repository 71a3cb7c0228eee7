// Looking back at what a remote device made: the moments that were kept, and from there on.
#ifndef __EMSCRIPTEN__

#include <string>

#include "tests/unit/remote_case.h"
#include "tests/unit/travel.h"

using namespace gradlab;

namespace {

Run there() {
  Run run = small_run(Registry<Demo>::find("test", "classification"), Json::object());
  run.use(Device::webgpu);
  return run;
}

}  // namespace

TEST_CASE("of steps made on a remote device the moments that were seen can be looked at, and gone on from") {
  FakeGpu gpu;
  Run run = there(), plain = there();
  Marks marks;
  for (const std::int64_t step : {20, 40, 75}) {
    train(run, gpu, step);
    marks[step] = mark(run);
  }
  CHECK(run.course().kept);
  for (const auto& [wanted, seen] : std::map<std::int64_t, std::int64_t>{{74, 40}, {40, 40}, {39, 20}, {3, 0}}) {
    go_to(run, wanted);
    CHECK(run.step() == seen);
    if (seen > 0) CHECK(mark(run) == marks[seen]);
    CHECK(!run.is_behind());
  }
  run.return_to_present();
  CHECK(run.step() == 75);
  CHECK(mark(run) == marks[75]);
  go_to(run, 41);
  train(run, gpu, 90);
  train(plain, gpu, 90);
  CHECK(run.device() == Device::webgpu);
  CHECK(mark(run) == mark(plain));
}

TEST_CASE("steps made before and after a remote device had its turn can all be looked at") {
  FakeGpu gpu;
  Run run = small_run(Registry<Demo>::find("test", "classification"), Json::object());
  Marks marks;
  const auto here = [&](std::int64_t step) {
    while (run.step() < step) {
      run.advance();
      marks[run.step()] = mark(run);
    }
  };
  here(25);
  run.use(Device::webgpu);
  train(run, gpu, 50);
  run.use(Device::cpu);
  REQUIRE(!run.is_moving());
  here(75);
  for (const std::int64_t step : {74, 51, 25, 24, 7}) {
    CAPTURE(step);
    go_to(run, step);
    CHECK(run.step() == step);
    CHECK(mark(run) == marks[step]);
  }
  go_to(run, 37);
  CHECK(run.step() == 25);
  run.lose("lost", "");
  go_to(run, 60);
  run.use(Device::webgpu);  // whoever changes devices does so now
  CHECK(run.step() == 75);
  go_to(run, 10);
  run.lose("lost", "gone");
  CHECK(run.step() == 75);
  CHECK(mark(run) == marks[75]);
}

#endif
