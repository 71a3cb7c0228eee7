// Networks that make digits, and the judge of what they make.
#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "demos/gan/digits_problem.h"
#include "tests/unit/fresh_run.h"
#include "tests/unit/near.h"

using namespace gradlab;

namespace {

const Demo& gan() {
  return Registry<Demo>::find("test", "gan");
}

/// So many digits that the judge's lessons last as long as they should.
Assets many_digits() {
  const SegmentDigits digits = segment_digits(4000, 16);
  Bytes bytes = idx_file({4000, 16, 16}, digits.images);
  const Bytes labels = idx_file({4000}, digits.labels);
  bytes.insert(bytes.end(), labels.begin(), labels.end());
  return Assets{{"mnist", bytes}};
}

Run digits(const char* preset) {
  return fresh(gan(), find_preset(gan(), preset).values);
}

}  // namespace

TEST_CASE("the judge learns to read, takes real digits for what they are, and noise for nothing") {
  Values values(gan().params);
  values.change({{"data", "digits"}, {"batch_size", 8}});
  const Assets assets = many_digits();
  Drawings drawings;
  DigitsProblem problem;
  problem.build({.values = values, .random = Random(1), .assets = &assets, .drawings = &drawings});
  CHECK(!problem.judge().has_learnt());
  while (problem.prepare()) continue;
  CHECK(problem.judge().reading().right > 0.95);
  CHECK(problem.judge().reading().sure > 0.8);
  CHECK(problem.judge().reading().sure <= problem.judge().reading().right);

  const std::int64_t each = 5;
  const DigitsProblem::Measures real = problem.measure(problem.held_out(each), digits_in_rows(each));
  Tensor noise = Tensor::empty(problem.held_out(each).shape());
  Random random(2);
  for (float& number : noise.values()) number = random.uniform();
  const DigitsProblem::Measures drowned = problem.measure(noise, digits_in_rows(each));
  CHECK(real.judged > 0.8);
  CHECK(drowned.judged < 0.2);
  CHECK(real.divergence < 0.2);
  CHECK(drowned.divergence > 5 * real.divergence);
  float all = 0;
  for (const float share : real.shares) all += share;
  CHECK(all == near(1.0, 1e-5));
  CHECK(real.is_judged(0, 0) != real.is_judged(0, 1));
}

TEST_CASE("only who makes digits needs the real ones to have come") {
  std::vector<Refusal> refusals;
  Run run(gan(), Json::object(), refusals);
  CHECK(run.advance() == Run::Outcome::trained);
  const std::vector<std::uint8_t> before = run.fingerprint();
  const auto refused = [](const auto& act) -> std::string {
    try {
      act();
    } catch (const Refusal& refusal) {
      return refusal.key + " " + refusal.arguments.dump();
    }
    return "";
  };
  const std::string missing = R"(notice.asset_missing {"name":"mnist"})";
  CHECK(refused([&] { run.change({{"data", "digits"}}); }) == missing);
  CHECK(run.fingerprint() == before);
  CHECK(refused([&] { Run(gan(), {{"data", "digits"}}, refusals); }) == missing);
  CHECK(refused([&] { Run(gan(), {{"data", "digits"}, {"family", "diffusion"}}, refusals, &small_assets()); }) ==
        "notice.gan.digits_method {}");
}

TEST_CASE("what was measured before the judge had learnt to read is measured anew") {
  for (const char* preset : {"digits", "flow-digits"}) {
    CAPTURE(preset);
    Run run = digits(preset);
    const auto metrics = run.metrics();
    CHECK(metrics.contains("judged"));
    CHECK(metrics.at("divergence") > 0);
    CHECK(metrics.at("judge_accuracy") > 0.95);
  }
}

TEST_CASE("digits on their way beside training arrive, and do not alter it") {
  Run watched = digits("flow-digits"), alone = digits("flow-digits");
  const auto paths = [&] {
    Views views({"digit_paths"});
    watched.show(views);
    std::vector<std::uint8_t> bytes;
    views.pack(bytes);
    return bytes;
  };
  const std::vector<std::uint8_t> first = paths();
  for (int step = 0; step < 3; ++step) {
    watched.advance();
    alone.advance();
    int pieces = 0;
    while (watched.go_on() == Work::beside) REQUIRE(++pieces < 100);
  }
  CHECK(paths() != first);
  CHECK(watched.fingerprint() == alone.fingerprint());
}
