// The states that a run can go back to: the nearest before any step, in bounded memory that is used again.
#include "demos/run/snapshots.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "demos/core/experiment.h"
#include "demos/run/run.h"
#include "engine/core/buffer.h"
#include "engine/core/registry.h"
#include "engine/io/archive.h"
#include "tests/unit/allocations.h"
#include "tests/unit/image_samples.h"

namespace gradlab {

namespace {

void keep(Snapshots& snapshots, std::int64_t step, const Tensor& tensor) {
  StateDict state = snapshots.spare();
  write_state(state, [&](Archive& archive) {
    archive.field("tensor", tensor);
    archive.field("step", step);
  });
  snapshots.keep(step, std::move(state));
}

std::int64_t step_in(const StateDict& state) {
  std::int64_t step = -1;
  const Tensor tensor = Tensor::empty({4});
  read_state(state, [&](Archive& archive) {
    archive.field("step", step);
    archive.field("tensor", tensor);
  });
  return step;
}

const Tensor four = Tensor::zeros({4});

/// The memory of one.
std::size_t one_state() {
  Snapshots snapshots;
  keep(snapshots, 0, four);
  return snapshots.bytes();
}

}  // namespace

TEST_CASE("snapshots keep the last one, and before it the nearest to any step, evenly, within the budget") {
  for (const Snapshots::Budget& budget : {Snapshots::Budget{.bytes = 1 << 20, .count = 64},
                                          {.bytes = 40 * one_state(), .count = 64},
                                          {.bytes = 1 << 20, .count = 3}}) {
    Snapshots snapshots(budget);
    const auto most = static_cast<std::int64_t>(std::min(budget.count, budget.bytes / one_state() - 4));
    for (std::int64_t step = 0; step <= 60'000; step += 20) {
      keep(snapshots, step, four);
      const std::vector<Snapshot>& all = snapshots.all();
      REQUIRE(all.back().step == step);
      REQUIRE(all.front().step == 0);
      REQUIRE(all.size() <= budget.count);
      REQUIRE(snapshots.bytes() <= budget.bytes - 2 * one_state());
      const std::int64_t even =  // two parts at most become one
          2 * Snapshots::recent / std::max<std::int64_t>(most - 2, 1) + 20;
      for (std::size_t i = 1; i < all.size(); ++i) {
        if (most > 8 && step - all[i].step < Snapshots::recent) REQUIRE(all[i].step - all[i - 1].step <= even);
      }
    }
    for (const Snapshot& each : snapshots.all()) REQUIRE(step_in(each.state) == each.step);
    CHECK(snapshots.at_or_before(-1) == nullptr);
    CHECK(snapshots.at_or_before(19)->step == 0);
    CHECK(snapshots.at_or_before(70'000)->step == 60'000);
    CHECK(snapshots.at_or_before(59'999)->step < 60'000);
  }
}

TEST_CASE("the longer ago, the sparser snapshots become") {
  Snapshots snapshots;
  for (std::int64_t step = 0; step <= 200'000; step += 20) keep(snapshots, step, four);
  const std::vector<Snapshot>& all = snapshots.all();
  for (std::size_t i = 1; i < all.size(); ++i) {
    const std::int64_t ago = 200'000 - all[i].step;
    REQUIRE(all[i].step - all[i - 1].step <= (ago < Snapshots::recent ? 20 : ago / 4));
  }
}

TEST_CASE("a state larger than the budget is kept alone") {
  Snapshots snapshots({.bytes = 10, .count = 64});
  for (std::int64_t step = 0; step < 100; step += 20) {
    keep(snapshots, step, four);
    REQUIRE(snapshots.all().size() == 1);
    REQUIRE(step_in(snapshots.all()[0].state) == step);
    REQUIRE(snapshots.bytes() <= 3 * one_state());
  }
}

TEST_CASE("a step taken again replaces what was behind it") {
  Snapshots snapshots;
  for (const std::int64_t step : {0, 20, 40, 60, 30, 30}) keep(snapshots, step, four);
  std::vector<std::int64_t> steps;
  for (const Snapshot& each : snapshots.all()) steps.push_back(each.step);
  CHECK(steps == std::vector<std::int64_t>{0, 20, 30});
  snapshots.forget_after(19);
  CHECK(snapshots.all().size() == 1);
  snapshots.clear();
  CHECK(snapshots.empty());
  CHECK(snapshots.bytes() == 0);
}

TEST_CASE("few steps must be made again to be at any of the last 10,000, of a small network and of a GPT") {
  const auto most_again = [](const Demo& demo, const Json& changes) {
    Values values(demo.params);
    values.change(changes);
    Drawings drawings;
    const auto experiment = demo.make();
    experiment->build({.values = values, .random = Random(1), .drawings = &drawings});
    while (experiment->prepare()) continue;
    experiment->step();
    Snapshots snapshots;
    for (std::int64_t step = 0; step <= 3 * Snapshots::recent; step += 20) {
      StateDict state = snapshots.spare();
      write_state(state, [&](Archive& archive) { experiment->state(archive); });
      snapshots.keep(step, std::move(state));
    }
    CHECK(snapshots.bytes() < std::size_t{120} << 20);
    std::int64_t widest = 0;
    const std::vector<Snapshot>& all = snapshots.all();
    for (std::size_t i = 1; i < all.size(); ++i) {
      if (all[i].step > 2 * Snapshots::recent) widest = std::max(widest, all[i].step - all[i - 1].step);
    }
    return widest;
  };
  const Demo& small = Registry<Demo>::find("test", "classification");
  CHECK(most_again(small, find_preset(small, "two-spirals").values) == 20);
  CHECK(most_again(Registry<Demo>::find("test", "transformer"), Json::object()) <= 160);
}

TEST_CASE("once the budget is used up, a snapshot of any demo allocates nothing") {
  for (const Demo& demo : Registry<Demo>::all()) {
    CAPTURE(demo.name);
    Values values(demo.params);
    const Assets& assets = small_assets();
    Drawings drawings;
    const auto experiment = demo.make();
    experiment->build({.values = values, .random = Random(1), .assets = &assets, .drawings = &drawings});
    while (experiment->prepare()) continue;
    experiment->step();
    Snapshots snapshots({.bytes = std::size_t{1} << 30, .count = 4});
    std::int64_t step = 0;
    const auto take = [&] {
      StateDict state = snapshots.spare();
      write_state(state, [&](Archive& archive) { experiment->state(archive); });
      snapshots.keep(step += 20, std::move(state));
    };
    for (int i = 0; i < 12; ++i) take();
    const std::int64_t before = test::news(), bytes = pool_statistics().system_allocations;
    for (int i = 0; i < 12; ++i) take();
    CHECK(test::news() == before);
    CHECK(pool_statistics().system_allocations == bytes);
  }
}

}  // namespace gradlab
