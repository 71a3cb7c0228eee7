// Named state: written and read by one function, whatever the order; what does not fit is told by its name.
#include "engine/io/archive.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/io/checkpoint.h"
#include "engine/io/safetensors.h"
#include "tests/unit/error_message.h"

namespace gradlab {

namespace {

/// One of everything that can be written.
struct Everything {
  std::int64_t whole = 0;
  double number = 0;
  std::vector<double> list;
  Strokes strokes;
  Random random;
  Tensor tensor = Tensor::zeros({2, 3});
  std::vector<Parameter> parameters = {{"0.weight", Tensor::zeros({2, 2}).set_requires_gradient()},
                                       {"0.bias", Tensor::zeros({2}).set_requires_gradient()}};
  std::unique_ptr<Optimizer> optimizer = make_optimizer("adam", parameters);
  Batches batches = Batches({Tensor::zeros({6, 1}), Tensor::zeros({6, 1})}, 2, Random(1));

  void state(Archive& archive) {
    archive.field("whole", whole);
    archive.field("number", number);
    const Archive::Scope scope(archive, "inner");
    archive.field("list", list);
    archive.field("strokes", strokes);
    archive.field("random", random);
    archive.field("tensor", tensor);
    archive.field("model", parameters);
    archive.field("optimizer", *optimizer);
    archive.field("batches", batches);
  }
};

Everything filled() {
  Everything all;
  all.whole = 1 - Archive::furthest;
  all.number = -INFINITY;
  all.list = {1.5, NAN, -0.0};
  all.strokes = {{{0.25f, 0.5f}, {1.0f, 0.0f}}, {{0.0f, 0.75f}}};
  all.random = Random(UINT64_MAX);
  all.random.uniform();
  all.tensor = Tensor::from({1, 2, 3, 4, 5, 6}, {2, 3});
  all.parameters[1].tensor.data()[1] = 7;
  all.optimizer->set_steps(9);
  all.optimizer->state()[3].tensor.data()[0] = 8;
  all.batches.set_position({4, 2});
  return all;
}

StateDict written(Everything& all) {
  StateDict state;
  write_state(state, [&](Archive& archive) { all.state(archive); });
  return state;
}

template <typename Value>
StateDict one(const std::string& name, Value value) {
  StateDict state;
  write_state(state, [&](Archive& archive) { archive.field(name, value); });
  return state;
}

}  // namespace

TEST_CASE("everything comes back from an archive as it went, and from a file") {
  Everything all = filled();
  const StateDict state = written(all);
  std::vector<std::string> names;
  for (const StateDict::Field& field : state.fields()) names.push_back(field.name);
  CHECK(names == std::vector<std::string>{"whole", "number", "inner.list", "inner.strokes", "inner.random",
                                          "inner.tensor", "inner.model.0.weight", "inner.model.0.bias",
                                          "inner.optimizer.0.weight.exp_avg", "inner.optimizer.0.weight.exp_avg_sq",
                                          "inner.optimizer.0.bias.exp_avg", "inner.optimizer.0.bias.exp_avg_sq",
                                          "inner.optimizer.steps", "inner.batches.epoch", "inner.batches.sample"});
  const std::vector<std::uint8_t> file = write_checkpoint(state, {{"demo", "none"}});
  const Checkpoint checkpoint = read_checkpoint(file);  // in another order: larger numbers first, random states last
  CHECK(checkpoint.about == std::map<std::string, std::string>{{"demo", "none"}, {"format_version", "1"}});
  CHECK(read_safetensors(file).metadata.at("random.inner.random") == "18446744073709551615 1");
  for (const StateDict& from : {state, checkpoint.state}) {
    Everything back;
    read_state(from, [&](Archive& archive) { back.state(archive); });
    CHECK(back.whole == all.whole);
    CHECK(back.number == all.number);
    CHECK(back.list[0] == 1.5);
    CHECK(std::isnan(back.list[1]));
    CHECK(std::signbit(back.list[2]));
    CHECK(back.strokes == all.strokes);
    CHECK(back.random.key() == all.random.key());
    CHECK(back.random.counter() == 1);
    CHECK(back.tensor.data()[5] == 6);
    CHECK(back.parameters[1].tensor.data()[1] == 7);
    CHECK(back.optimizer->steps() == 9);
    CHECK(back.optimizer->state()[3].tensor.data()[0] == 8);
    CHECK(back.batches.position().epoch == 4);
    CHECK(write_checkpoint(written(back), {}) == write_checkpoint(state, {}));
  }
}

TEST_CASE("what is missing, too much, or of another shape is told by its name") {
  const auto reading = [](const StateDict& state, auto value) {
    return test::message([&] { read_state(state, [&](Archive& archive) { archive.field("model.weight", value); }); });
  };
  const Tensor small = Tensor::zeros({2, 4});
  CHECK(reading(one("model.weight", small), small) == "none");
  CHECK(reading(one("model.weight", Tensor::zeros({2, 8})), small) ==
        "[checkpoint] model.weight is [2, 8] there and [2, 4] here");
  CHECK(reading(one("model.bias", small), small) == "[checkpoint] model.weight is missing: need [2, 4]");
  CHECK(reading(one("model.weight", std::int64_t{3}), small) ==
        "[checkpoint] model.weight is I64 [] there and [2, 4] here");
  CHECK(reading(one("model.weight", small), Random()) ==
        "[checkpoint] model.weight is [2, 4] there and a random state here");
  CHECK(reading(one("model.weight", 2.0), std::vector<double>()) ==
        "[checkpoint] model.weight is F64 [] there and a list of numbers here");
  CHECK(reading(one("model.weight", Archive::furthest + 1), std::int64_t{0}) ==
        "[checkpoint] model.weight of 9007199254740993: need at most 9007199254740992, as nothing counts further");
  CHECK(reading(one("model.weight", INT64_MIN), std::int64_t{0}).starts_with("[checkpoint] model.weight of -92"));
  StateDict two = one("model.weight", small);
  add_state(two, [&](Archive& archive) { archive.field("extra", small); });
  CHECK(reading(two, small) == "[checkpoint] extra is there and not here: need a checkpoint of the same model");
}

TEST_CASE("a state written into the memory of another has only its own fields") {
  Everything all = filled();
  StateDict state = written(all);
  write_state(state, [&](Archive& archive) { archive.field("whole", all.whole); });
  REQUIRE(state.fields().size() == 1);
  CHECK(state.capacity() < 64);
  CHECK(test::message([&] { read_state(state, [&](Archive& archive) { all.state(archive); }); }) ==
        "[checkpoint] number is missing: need F64 []");
}

TEST_CASE("strokes come back from an archive as they went, or not at all") {
  for (const std::vector<double>& bad :
       {std::vector<double>{1.5, 0, 0, 0}, {2, 0, 0}, {-1}, {NAN}, {1, 2, 0}, {1, NAN, 0}}) {
    Strokes back;
    CHECK(test::message([&] {
            read_state(one("strokes", bad), [&](Archive& archive) { archive.field("strokes", back); });
          }).starts_with("[checkpoint] a "));
  }
}

TEST_CASE("a file of another version, or of what no run writes, is refused") {
  const auto refusal = [](const SafeTensors& content) {
    return test::message([&] { read_checkpoint(write_safetensors(content)); });
  };
  const std::vector<std::uint8_t> numbers(16);
  const std::map<std::string, std::string> right = {{"format_version", "1"}};
  CHECK(refusal({{}, right}) == "none");
  CHECK(refusal({}) == "[checkpoint] a file without a format version: need one that Gradlab wrote");
  CHECK(refusal({{}, {{"format_version", "2"}}}) ==
        "[checkpoint] a file of format version 2: need version 1, which this Gradlab writes");
  CHECK(refusal({{{"w", "F16", {8}, numbers}}, right}) == "[checkpoint] w of type F16: need one of F32, F64 and I64");
  CHECK(refusal({{{"w", "I64", {1, 1, 1, 1, 1, 1, 1, 1, 2}, numbers}}, right}) ==
        "[checkpoint] w with 9 axes: need at most 8");
  for (const std::string random : {"", "1", "1 ", "1 x", "-1 2", "1 2 3", "1 99999999999999999999", "01 2"}) {
    CAPTURE(random);
    CHECK(refusal({{}, {{"format_version", "1"}, {"random.a", random}}}) ==
          "[checkpoint] the random state a: need two whole numbers: key and counter");
  }
}

}  // namespace gradlab
