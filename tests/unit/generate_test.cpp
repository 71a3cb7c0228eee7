// The losses, targets, schedules and measures of generative models, against PyTorch and NumPy.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/learn/generate/adversarial.h"
#include "engine/learn/generate/diffusion.h"
#include "engine/learn/generate/flow_matching.h"
#include "engine/learn/generate/plane_measures.h"
#include "engine/ops/ops.h"
#include "tests/unit/golden.h"
#include "tests/unit/near.h"

namespace gradlab {

namespace {

constexpr double rounding = 2e-6;  // of float32, against double precision

const Json& generate_case(const std::string& name) {
  for (const Json& item : golden("generate")["cases"]) {
    if (item["name"] == name) return item;
  }
  FAIL("no case ", name);
  return golden("generate");
}

Mixture mixture_of(const MixtureEntry& entry) {
  return {.centres = entry.centres(), .deviation = 0.05f, .apart = entry.apart};
}

}  // namespace

TEST_CASE("adversarial losses and their gradients are PyTorch's") {
  std::set<std::string> judged;
  for (const Json& item : golden("generate")["cases"]) {
    if (!item.contains("side")) continue;
    CAPTURE(item["name"].get<std::string>());
    CAPTURE(item["side"].get<std::string>());
    const AdversarialLoss& loss = Registry<AdversarialLoss>::find("loss", item["name"].get<std::string>());
    Tensors inputs;
    for (const Json& input : item["inputs"]) inputs.push_back(to_tensor(input).set_requires_gradient());
    Tape tape;
    Tensor value;
    {
      const Tape::Recording recording(&tape);
      value = inputs.size() == 2 ? loss.discriminator(inputs[0], inputs[1]) : loss.generator(inputs[0]);
    }
    check_against(item["output"], value, rounding);
    tape.backward(value);
    const float cotangent = item["cotangent"]["values"][0];
    for (std::size_t i = 0; i < inputs.size(); ++i)
      check_against(item["gradients"][i], scale(inputs[i].gradient(), cotangent), rounding);
    judged.insert(loss.name + item["side"].get<std::string>());
  }
  CHECK(judged.size() == 2 * Registry<AdversarialLoss>::all().size());
}

TEST_CASE("where a loss has a belief, it is great for what the discriminator calls real") {
  const Tensor answers = Tensor::from({-6, 0.5f, 6}, {3, 1});
  for (const AdversarialLoss& loss : Registry<AdversarialLoss>::all()) {
    CAPTURE(loss.name);
    CHECK((loss.belief == nullptr) == loss.clips);
    if (loss.belief == nullptr) continue;
    const Tensor belief = loss.belief(answers);
    CHECK(belief.data()[0] < 0.01f);
    CHECK(belief.data()[2] > 0.99f);
    CHECK(belief.data()[1] > 0.4f);
    CHECK(belief.data()[1] < 0.7f);
  }
}

TEST_CASE("a flow's points and velocities are those of the straight path") {
  const Json& item = generate_case("flow_pair");
  const FlowPair pair = flow_pair(to_tensor(item["noise"]), to_tensor(item["data"]), to_tensor(item["times"]));
  check_against(item["point"], pair.point, rounding);
  check_against(item["velocity"], pair.velocity, rounding);
}

TEST_CASE("the midpoint rule errs by the third power of the step") {
  const VelocityField growth = [](const Tensor& x, float time) { return scale(x, 2.0f * time); };  // x = x0 exp(t^2)
  const auto error = [&](int steps) {
    Tensor x = Tensor::full({1, 1}, 1.0f);
    const float length = 1.0f / static_cast<float>(steps);
    for (int i = 0; i < steps; ++i) x = flow_step(growth, x, static_cast<float>(i) * length, length);
    return std::abs(static_cast<double>(x.item()) - std::exp(1.0));
  };
  CHECK(error(8) / error(16) == near(4.0, 0.15));  // over all steps by the second
}

TEST_CASE("the diffusion's schedule, its noise and its way back are those of Ho et al.") {
  const Json& item = generate_case("diffusion");
  const NoiseSchedule schedule(item["steps"].get<std::int64_t>());
  for (std::int64_t t = 1; t <= schedule.steps(); ++t) {
    const auto place = static_cast<std::size_t>(t - 1);
    CHECK(schedule.added(t) == near(item["added"]["values"][place].get<double>(), 1e-7));  // of eight digits
    CHECK(schedule.left(t) == near(item["left"]["values"][place].get<double>(), 1e-7));
  }
  CHECK(schedule.left(0) == 1.0);
  const Tensor data = to_tensor(item["data"]), noise = to_tensor(item["noise"]), fresh = to_tensor(item["fresh"]);
  const std::vector<std::int64_t> t = item["t"];
  check_against(item["drowned"], schedule.drowned(data, noise, t), rounding);
  // Of a difference of numbers that the last steps, of which little is left, have made a hundred times as large.
  for (std::size_t i = 0; i < t.size(); ++i)
    check_against(item["cleared"][i], schedule.cleared(data, noise, fresh, t[i]), 10 * rounding);
  CHECK_THROWS_AS(NoiseSchedule(19), Error);
}

TEST_CASE("modes, good samples and divergence are what NumPy counts") {
  const Json& item = generate_case("measures");
  const Mixture ring{
      .centres = Registry<MixtureEntry>::find("data", "ring").centres(), .deviation = item["deviation"], .apart = true};
  const PlaneMeasures measures = PlaneJudge(ring, item["edge"]).measure(to_tensor(item["samples"]));
  CHECK(measures.near == item["near"].get<std::vector<std::int64_t>>());
  CHECK(measures.modes == item["modes"].get<std::int64_t>());
  CHECK(measures.good_share == near(item["good_share"].get<double>(), 1e-12));
  CHECK(measures.divergence == near(item["divergence"].get<double>(), 1e-6));  // centres are float32
}

TEST_CASE("of every mixture its own samples are good, find all modes, and diverge by chance alone") {
  for (const MixtureEntry& entry : Registry<MixtureEntry>::all()) {
    CAPTURE(entry.name);
    const Mixture mixture = mixture_of(entry);
    for (const float x : mixture.centres) CHECK(std::abs(x) <= 2.5f);
    Random random(5), other(6);
    const Tensor samples = mixture.sample(5000, random);
    CHECK(!samples.equal_bits(mixture.sample(5000, other)));
    const PlaneMeasures own = PlaneJudge(mixture, 3.0f).measure(samples);
    CHECK(own.good_share >= 0.98);  // of normal clouds 1 - exp(-9/2) lies within three deviations
    CHECK(own.divergence < 0.03);   // about the number of cells that are met over eight times that of samples
    if (entry.apart) CHECK(own.modes == mixture.clouds());
    const PlaneMeasures far = PlaneJudge(mixture, 3.0f).measure(Tensor::full({50, 2}, 9.0f));
    CHECK(far.good_share == 0.0);
    CHECK(far.modes == 0);
    CHECK(far.divergence == near(1.0, 1e-9));
    CHECK(PlaneJudge(mixture, 3.0f).measure(Tensor::full({50, 2}, NAN)).good_share == 0.0);
  }
  Random random;
  CHECK_THROWS_AS(Mixture().sample(1, random), Error);
}

TEST_CASE("the divergence of two distributions lies between none and one bit") {
  const std::vector<double> p = {0.5, 0.5, 0.0}, q = {0.0, 0.5, 0.5};
  CHECK(jensen_shannon(p, p) == 0.0);
  CHECK(jensen_shannon(p, q) == near(0.5, 1e-12));  // half of each is at the same place
  CHECK(jensen_shannon(std::vector{1.0, 0.0}, std::vector{0.0, 1.0}) == near(1.0, 1e-12));
}

}  // namespace gradlab
