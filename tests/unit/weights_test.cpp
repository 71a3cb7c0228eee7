// A model's weights alone: out of one run and into another, all of them or none.
#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/error.h"
#include "engine/io/safetensors.h"
#include "tests/unit/fresh_run.h"
#include "tests/unit/mangled.h"
#include "tests/unit/sanitized.h"
#include "tests/unit/session_bench.h"

using namespace gradlab;

namespace {

using Bytes = std::vector<std::uint8_t>;

bool has_model(Run& run) {
  return !run.forward_pass().parameters.empty();
}

std::string refused(Run& run, const SafeTensors& file) {
  try {
    run.use_weights(write_safetensors(file));
  } catch (const Refusal& refusal) {
    return refusal.key;
  }
  return "taken";
}

}  // namespace

TEST_CASE("every demo's model gives its weights by name, and another of other weights takes them over and trains on") {
  for (const Demo& demo : Registry<Demo>::all()) {
    CAPTURE(demo.name);
    Run run = fresh(demo, Json::object());
    if (!has_model(run)) {
      CHECK_THROWS_AS(run.weights(), Refusal);
      continue;
    }
    for (int step = 0; step < 2; ++step) run.advance();
    const Bytes weights = run.weights();
    Run other = fresh(demo, {{"seed", 5}});
    CHECK(other.weights() != weights);
    other.use_weights(weights);
    const SafeTensors here = read_safetensors(weights);
    const Bytes again = other.weights();
    const SafeTensors there = read_safetensors(again);
    REQUIRE(there.tensors.size() == here.tensors.size());
    for (std::size_t i = 0; i < here.tensors.size(); ++i) {
      CHECK(there.tensors[i].name == here.tensors[i].name);
      CHECK(std::ranges::equal(there.tensors[i].bytes, here.tensors[i].bytes));
    }
    CHECK(other.advance() == Run::Outcome::trained);
  }
}

TEST_CASE("weights that do not fit are refused by name, and nothing is changed") {
  Run run = fresh(Registry<Demo>::find("weights", "classification"), Json::object());
  const Bytes weights = run.weights(), before = run.fingerprint();
  const SafeTensors file = read_safetensors(weights);
  SafeTensors missing = file, misfit = file, unknown = file, other_type = file;
  missing.tensors.pop_back();
  misfit.tensors.back().shape.push_back(1);
  unknown.tensors.push_back({"head.weight", "F32", {0}, {}});
  other_type.tensors.back().dtype = "I32";
  CHECK(refused(run, missing) == "notice.weights_missing");
  CHECK(refused(run, misfit) == "notice.weights_misfit");
  CHECK(refused(run, unknown) == "notice.weights_unknown");
  CHECK(refused(run, other_type) == "notice.weights_misfit");
  CHECK(run.fingerprint() == before);
  CHECK(refused(run, file) == "taken");
}

TEST_CASE("a mangled file of weights is refused or taken, and nothing worse") {
  Run run = fresh(Registry<Demo>::find("weights", "regression"), Json::object());
  const Bytes weights = run.weights();
  Random random(11);
  for (int i = 0; i < (is_sanitized ? 100 : 1000); ++i) {
    try {
      run.use_weights(test::mangled(weights, random));
    } catch (const Refusal&) {
      continue;
    } catch (const Error&) {
      continue;
    }
  }
}

TEST_CASE("a session writes a run down with its hash, and goes on from that in another") {
  Bench bench, other;
  bench.ask({{"type", "open"}, {"demo", "classification"}, {"values", {{"noise", 0.2}}}});
  bench.ask({{"type", "run"}, {"steps", 12}});
  const Json kept = bench.ask({{"type", "keep"}})["result"];
  const Bytes state = bench.heard.back().bytes;
  CHECK(kept["step"] == 12);
  CHECK(kept["values"]["noise"] == 0.2);
  other.ask({{"type", "open"}, {"demo", "classification"}, {"values", kept["values"]}, {"initial", Json::object()}});
  CHECK(other.ask({{"type", "keep"}})["result"]["hash"] != kept["hash"]);
  other.ask({{"type", "restore"}}, state);
  CHECK(other.ask({{"type", "keep"}})["result"]["hash"] == kept["hash"]);
  bench.ask({{"type", "run"}, {"steps", 5}});
  other.ask({{"type", "run"}, {"steps", 5}});
  CHECK(other.ask({{"type", "keep"}})["result"]["hash"] == bench.ask({{"type", "keep"}})["result"]["hash"]);
  other.say({{"type", "look"}, {"views", Json::array()}});
  for (int slice = 0; slice < 100 && !other.find("frame"); ++slice) other.session.slice(other.now += 1);
  REQUIRE(other.find("frame") != nullptr);
  CHECK(other.find("frame")->message["initial"]["noise"] != 0.2);  // to go back to
}
