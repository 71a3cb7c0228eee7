#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "demos/trainer/bench_message.h"
#include "engine/bench/bench.h"
#include "tests/unit/near.h"

using namespace gradlab;

namespace {

/// Work of one step, of the tasks that are quick enough for a test.
const std::map<std::string, double> quick = {{"limit", 0.0},
                                             {"matmul-256", 2e-9 * 256 * 256 * 256},
                                             {"matmul-128x784x512", 2e-9 * 128 * 784 * 512},
                                             {"mlp", 128.0},
                                             {"small-cnn", 64.0},
                                             {"lstm", 32.0 * 64.0},
                                             {"gpt", 16.0 * 64.0},
                                             {"gan-2d", 1.0}};

}  // namespace

TEST_CASE("the bench has its tasks") {
  for (const auto& [name, work] : quick) CHECK_NOTHROW(Registry<BenchTask>::find("bench", name));
}

TEST_CASE("a bench task counts its work, and gives the same on every device") {
  const BenchData data = bench_data({});
  CHECK(data.source == "generated");
  for (const auto& [name, work] : quick) {
    CAPTURE(name);
    const BenchTask& task = Registry<BenchTask>::find("bench", name);
    BenchRun fast(task, Device::cpu, data);
    const BenchRun::Measured measured = fast.measure(1e-6);
    CHECK(measured.rate > 0.0);
    if (work > 0.0) CHECK(measured.rate * measured.milliseconds == near(1e3 * work, 1e-3));
    if (name != "matmul-256") continue;  // the plain kernels take seconds for the others; tests of their own judge them
    BenchRun plain(task, Device::reference, data);
    REQUIRE(plain.outcome().size() == fast.outcome().size());
    for (std::size_t i = 0; i < plain.outcome().size(); ++i) {
      CHECK(fast.outcome()[i] == near(plain.outcome()[i], 2e-3));
    }
  }
}

TEST_CASE("the jobs that train learn") {
  const BenchData data = bench_data({});
  for (const char* name : {"mlp", "small-cnn", "lstm", "gpt"}) {
    CAPTURE(name);
    BenchRun run(Registry<BenchTask>::find("bench", name), Device::cpu, data);
    REQUIRE(run.outcome().size() == BenchRun::steps_compared);
    CHECK(run.outcome().back() < run.outcome().front());
  }
}

TEST_CASE("the arithmetic of training counts what a step needs") {
  BenchRun run(Registry<BenchTask>::find("bench", "mlp"), Device::cpu, bench_data({}));
  const double multiply_adds = 784 * 512 + 512 * 256 + 256 * 10;
  const BenchRun::Measured measured = run.measure(1e-6);
  CHECK(measured.gflops / measured.rate == doctest::Approx(2e-9 * (3 * multiply_adds - 784 * 512)));
}

TEST_CASE("normal numbers are those that other languages make") {
  const std::vector<float> numbers = normal_numbers(10000, 2.0, 1);
  // Of the same formula in JavaScript, which rounds to float32 at the end as well.
  CHECK(numbers[0] == near(-1.0007539, 1e-6));
  CHECK(numbers[1] == near(-0.66266793, 1e-6));
  CHECK(numbers[9999] == near(-0.97731590, 1e-6));
}

TEST_CASE("tokens are those that other languages make") {
  const std::vector<std::int32_t> tokens = made_tokens(10000, 64, 7);
  const std::vector<std::int32_t> first(tokens.begin(), tokens.begin() + 6);
  CHECK(first == std::vector<std::int32_t>{3, 18, 29, 20, 39, 34});
  CHECK(tokens[9999] == 24);
}

TEST_CASE("the message bench answers, and refuses what there is not") {
  BenchMessages messages;
  Json result;
  const auto ask = [&](const Json& message) {
    messages.answer(message, {}, [&](const Json& reply) { result = reply; });
  };
  ask({{"task", "matmul-256"}, {"seconds", 1e-3}});
  CHECK(result["unit"] == "GFLOP/s");
  CHECK(result["rate"].get<double>() > 0.0);
  CHECK(result["outcome"].size() == 3 * BenchRun::steps_compared);
  CHECK(result["threads"].get<int>() >= 1);
  CHECK_THROWS(ask({{"task", "nothing"}}));
  CHECK_THROWS(ask({{"task", "limit"}, {"device", "gpu"}}));
}
