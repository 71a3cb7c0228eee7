// What a step takes is known before: about as much as it then does, and never more than a page has.
#include "demos/run/step_memory.h"

#include <doctest/doctest.h>

#include <string>

#include "engine/core/buffer.h"
#include "tests/unit/fresh_run.h"
#include "tests/unit/starts.h"

using namespace gradlab;

namespace {

const doctest::test_suite long_run("long run");

constexpr std::int64_t affordable_here = 20'000'000;  // bytes: what a test can wait for

std::int64_t held() {
  return pool_statistics().bytes_in_use + pool_statistics().bytes_pooled;
}

/// Of an experiment and its first step; of what is held in between nothing is counted.
std::int64_t bytes_taken(const Demo& demo, const Setup& setup) {
  trim_pool();
  const std::int64_t before = held();
  const std::unique_ptr<Experiment> experiment = demo.make();
  experiment->build(setup);
  while (experiment->prepare()) continue;
  trim_pool();
  experiment->step();
  return held() - before;
}

/// Everything that makes a network large, as large as it may be.
Json largest(const Demo& demo, Json values) {
  for (const Param& param : demo.params.list()) {
    if (param.name == "seed") continue;
    const bool size = !param.live || param.name == "batch_size";  // others are of pace, and of what is looked at
    if (param.kind == Param::Kind::integer && size) values[param.name] = static_cast<std::int64_t>(param.high);
    if (param.kind == Param::Kind::units) {
      values[param.name] = std::vector<int>(static_cast<std::size_t>(param.high), param.most_units);
    }
  }
  return values;
}

/// As many layers of one kind as there may be, each as large as it may be.
Json all_of(const Param& layers, const Json& kind) {
  Json layer = {{"kind", kind["kind"]}};
  for (const Json& field : kind["fields"]) layer[field["name"]] = field["high"];
  return std::vector<Json>(static_cast<std::size_t>(layers.high), layer);
}

/// It is refused, or what is told of it a page has; what can be waited for is begun, and takes no more.
void check_bounded(const Demo& demo, const Json& changes) {
  Values values(demo.params);
  values.change(changes);
  Drawings drawings;
  const Setup setup{values, Random(1), nullptr, &small_assets(), &drawings};
  try {
    require_memory(demo, setup);
  } catch (const Refusal& refusal) {
    CHECK(refusal.key.starts_with("notice.step_"));
    return;
  }
  if (step_memory(demo, setup) > affordable_here) return;
  trim_pool();
  const std::int64_t before = held();
  try {
    std::vector<Refusal> refusals;
    Run run(demo, changes, refusals, &small_assets());
    CHECK(refusals.empty());
  } catch (const Refusal& refusal) {
    CHECK(refusal.key.starts_with("notice."));
  }
  CHECK(held() - before <= most_step_bytes);
}

}  // namespace

TEST_CASE("the memory of a step is about what was told before, in every demo and preset" * long_run) {
  for_each_start([](const Demo& demo, const Start& start) {
    Values values(demo.params);
    values.change(start.values);
    Drawings drawings;
    const Setup setup{values, Random(1), nullptr, &small_assets(), &drawings};
    const std::int64_t told = step_memory(demo, setup);
    CHECK((told > 0 || !demo.trains_on(Device::webgpu)));
    CHECK(told < most_step_bytes / 2);  // so that others than the presets' sizes can be tried
    if (told == 0) return;
    CAPTURE(start.name);
    const auto taken = static_cast<double>(bytes_taken(demo, setup));
    CAPTURE(told);
    CAPTURE(taken);
    CHECK(taken <= 2.5 * static_cast<double>(told) + 1e6);  // kernels of the processor have panels of their own
    CHECK(taken >= 0.5 * static_cast<double>(told) - 1e6);
  });
}

TEST_CASE("with all sizes at their largest, every demo is begun within a page's memory, or refused" * long_run) {
  for (const Demo& demo : Registry<Demo>::all()) {
    CAPTURE(demo.name);
    const Json values = largest(demo, Json::object());
    check_bounded(demo, values);
    for (const Param& param : demo.params.list()) {
      if (param.kind != Param::Kind::layers) continue;
      for (const Json& kind : param.vocabulary) {
        CAPTURE(kind.dump());
        Json layers = values;
        layers[param.name] = all_of(param, kind);
        check_bounded(demo, layers);
      }
    }
  }
}

TEST_CASE("agents, whose steps look at numbers and cannot be told before, stay within a page's memory" * long_run) {
  const Demo& demo = Registry<Demo>::find("test", "reinforcement");
  for (const char* method : {"ppo", "dqn", "reinforce"}) {
    CAPTURE(std::string(method));
    const Json values = largest(demo, {{"environment", "cart_pole"}, {"network_method", method}, {"epochs", 1}});
    trim_pool();
    const std::int64_t before = held();
    std::vector<Refusal> refusals;
    Run run(demo, values, refusals);
    CHECK(refusals.empty());
    run.advance();
    CHECK(held() - before <= most_step_bytes);
  }
}
