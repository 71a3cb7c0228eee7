#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "engine/core/error.h"
#include "engine/data/memory.h"
#include "tests/unit/near.h"

namespace gradlab {

TEST_CASE("the adding problem marks a number in each half and asks for their sum") {
  for (const std::int64_t steps : {2, 7, 100}) {
    CAPTURE(steps);
    Random random(3);
    const std::int64_t n = 50;
    const AddingBatch batch = adding_problem(n, steps, random);
    CHECK(batch.inputs.shape() == Shape{steps, n, 2});
    for (std::int64_t row = 0; row < n; ++row) {
      double sum = 0.0;
      int early = 0, late = 0;
      for (std::int64_t step = 0; step < steps; ++step) {
        const float *input = batch.inputs.data() + 2 * (step * n + row), mark = input[1];
        REQUIRE((input[0] >= 0.0f && input[0] < 1.0f));
        REQUIRE((mark == 0.0f || mark == 1.0f));
        sum += mark * input[0];
        (step < steps / 2 ? early : late) += mark == 1.0f;
      }
      CHECK(early == 1);
      CHECK(late == 1);
      CHECK(batch.targets.data()[row] == doctest::Approx(sum));
    }
  }
  Random random(1);
  CHECK_THROWS_AS(adding_problem(1, 1, random), Error);
}

TEST_CASE("who always says 1 is a sixth off, and seldom right") {
  Random random(9);
  const AddingBatch batch = adding_problem(4000, 20, random);
  double squares = 0.0;
  for (const float target : batch.targets.values()) squares += std::pow(target - 1.0, 2);
  CHECK(squares / 4000.0 == near(1.0 / 6.0, 0.05));
  CHECK(adding_right(Tensor::full({4000, 1}, 1.0f), batch.targets).item() < 0.12f);
  CHECK(adding_right(batch.targets, batch.targets).item() == 1.0f);
}

TEST_CASE("delayed copy asks for the symbols, in their order, after the sign") {
  for (const CopyTask& task : {CopyTask{}, CopyTask{2, 1, 1}, CopyTask{26, 10, 10}, CopyTask{4, 3, 200}}) {
    CAPTURE(task.delay);
    Random random(3);
    const std::int64_t n = 20;
    const CopyBatch batch = delayed_copy(task, n, random);
    REQUIRE(batch.inputs.shape() == Shape{task.steps(), n});
    REQUIRE(batch.targets.shape() == batch.inputs.shape());
    for (std::int64_t step = 0; step < task.steps(); ++step) {
      for (std::int64_t row = 0; row < n; ++row) {
        const std::int32_t input = batch.inputs.indices()[step * n + row];
        const std::int32_t target = batch.targets.indices()[step * n + row];
        CHECK((input >= 0 && input < task.vocabulary()));
        CHECK((input < task.symbols) == (step < task.length));
        CHECK((input == task.sign()) == (step == task.delay));
        CHECK((target == -1) == (step < task.delay));
        if (step >= task.delay) CHECK(target == batch.inputs.indices()[(step - task.delay) * n + row]);
      }
    }
  }
  Random random(1);
  CHECK_THROWS_AS(delayed_copy({.length = 5, .delay = 4}, 1, random), Error);
}

TEST_CASE("the seed decides what is to be remembered") {
  const auto added = [](std::uint64_t seed) {
    Random random(seed);
    return adding_problem(3, 10, random).targets.data()[0];
  };
  const auto copied = [](std::uint64_t seed) {
    Random random(seed);
    const CopyBatch batch = delayed_copy({}, 3, random);
    return std::vector<std::int32_t>(batch.inputs.indices(), batch.inputs.indices() + batch.inputs.size());
  };
  CHECK(added(1) == added(1));
  CHECK(added(1) != added(2));
  CHECK(copied(1) == copied(1));
  CHECK(copied(1) != copied(2));
}

}  // namespace gradlab
