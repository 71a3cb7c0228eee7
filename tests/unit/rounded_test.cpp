// A run in the few bytes of a link: of every demo, what comes back is near to what went in, and goes on; what was
// damaged is refused.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/hash.h"
#include "engine/io/archive.h"
#include "engine/io/rounded.h"
#include "tests/unit/fresh_run.h"
#include "tests/unit/sanitized.h"
#include "tests/unit/session_bench.h"
#include "tests/unit/starts.h"

using namespace gradlab;

namespace {

using Bytes = std::vector<std::uint8_t>;

const Keeps everything = [](std::string_view) { return true; };

struct Numbers {
  Tensor tensor = Tensor::from({0.0f, 0.5f, -3.0f, 1.25f}, {4}), labels = Tensor::from({0.0f, 7.0f, 3.0f}, {3});
  double mean = 0.1;
  std::vector<double> list = {0.5, 0.25};
  std::int64_t count = -70'000;
  Random random{3};

  void state(Archive& archive) {
    archive.field("tensor", tensor);
    archive.field("labels", labels);
    archive.field("mean", mean);
    archive.field("list", list);
    archive.field("count", count);
    archive.field("random", random);
  }
  StateDict written() {
    StateDict written;
    write_state(written, [&](Archive& archive) { state(archive); });
    return written;
  }
};

Bytes sealed(Bytes bytes) {
  const std::uint32_t sum = checksum_of(bytes);
  for (int shift = 0; shift < 32; shift += 8) bytes.push_back(static_cast<std::uint8_t>(sum >> shift));
  return bytes;
}

}  // namespace

TEST_CASE("a rounded state has its tensors to within half a part of their range, and all else as it was") {
  for (const int bits : {8, 16}) {
    CAPTURE(bits);
    Numbers there, here;
    there.random.uniform();
    here.tensor = Tensor::zeros({4});
    here.labels = Tensor::zeros({3});
    here.list = {};
    here.mean = 0.0;
    here.count = 0;
    const Bytes bytes = write_rounded(there.written(), everything, bits);
    const StateDict state = read_rounded(bytes, here.written(), everything);
    read_state(state, [&](Archive& archive) { here.state(archive); });
    const float half = 4.25f / static_cast<float>((1 << bits) - 1) / 2;
    for (std::size_t i = 0; i < 4; ++i) CHECK(std::abs(here.tensor.read()[i] - there.tensor.read()[i]) < 1.01f * half);
    CHECK(std::ranges::equal(here.labels.read(), there.labels.read()));
    CHECK(here.mean == there.mean);
    CHECK(here.list == there.list);
    CHECK(here.count == there.count);
    CHECK(here.random.counter() == there.random.counter());
  }
}

TEST_CASE("numbers that are none are not rounded, nor is a state of another form read") {
  Numbers numbers, other;
  const Bytes bytes = write_rounded(numbers.written(), everything, 8);
  other.tensor = Tensor::zeros({5});
  CHECK_THROWS_AS(read_rounded(bytes, other.written(), everything), Error);
  CHECK_THROWS_AS(write_rounded(numbers.written(), everything, 7), Error);
  numbers.tensor.data()[0] = std::numeric_limits<float>::infinity();
  CHECK_THROWS_AS(write_rounded(numbers.written(), everything, 8), Error);
}

TEST_CASE("every demo and preset goes on from its rounded state, at its step") {
  for_each_watched_start([](const Demo& demo, const Start& start) {
    CAPTURE(start.name);
    Run run = fresh(demo, start.values);
    for (int step = 0; step < 3; ++step) run.advance();
    if (run.step() == 0) return;
    const Bytes bytes = run.rounded(16);
    Run other = fresh(demo, start.values);
    other.use_rounded(bytes);
    CHECK(other.step() == run.step());
    CHECK(other.altered_at() == run.step());
    CHECK(other.history().to_json()["step"].size() == 1);
    // Rounding again what was rounded changes nothing of its size, and hardly its numbers.
    CHECK(other.rounded(16).size() == bytes.size());
    other.advance();
    CHECK(other.step() >= run.step());
  });
}

TEST_CASE("a drawing and what was taught travel with the weights") {
  const Demo& demo = Registry<Demo>::find("rounded", "mnist-cnn");
  Run run = fresh(demo, Json::object()), other = fresh(demo, Json::object());
  const Json strokes = {{{0.2, 0.2}, {0.8, 0.8}}, {{0.8, 0.2}, {0.2, 0.8}}};
  run.input({{"view", "draw"}, {"kind", "draw"}, {"strokes", strokes}});
  run.input({{"view", "draw"}, {"kind", "teach"}, {"label", 3}});
  other.use_rounded(run.rounded(8));
  Views views({"draw"});
  other.show(views);
  std::vector<std::uint8_t> packed;
  const Json shown = views.pack(packed)["draw"]["options"];
  CHECK(shown["lessons"] == 1);
  REQUIRE(shown["strokes"].size() == 2);
  CHECK(std::abs(shown["strokes"][0][1][0].get<double>() - 0.8) < 0.003);
}

TEST_CASE("bytes of a link that are mangled, and sealed again, are refused or taken, and nothing worse") {
  const Demo& demo = Registry<Demo>::find("rounded", "classification");
  Run run = fresh(demo, Json::object());
  for (int step = 0; step < 3; ++step) run.advance();
  Bytes good = run.rounded(8);
  CHECK_THROWS_AS(run.use_rounded(Bytes{}), Error);
  Bytes altered = good;
  altered[9] ^= 1;
  CHECK_THROWS_AS(run.use_rounded(altered), Error);
  good.resize(good.size() - 4);
  Random random(7);
  const auto below = [&](std::size_t limit) {
    return static_cast<std::size_t>(random.below(static_cast<std::int64_t>(limit)));
  };
  for (int i = 0; i < (is_sanitized ? 150 : 1500); ++i) {
    Bytes bytes = good;
    for (std::size_t edits = 1 + below(3); edits > 0; --edits) {
      bytes[below(i % 2 == 0 ? std::min<std::size_t>(12, bytes.size()) : bytes.size())] =
          static_cast<std::uint8_t>(below(256));
      if (below(4) == 0) bytes.resize(1 + below(bytes.size()));
    }
    try {
      run.use_rounded(sealed(bytes));
    } catch (const Error&) {
      continue;
    }
  }
  run.advance();
}

TEST_CASE("a run says since when its values do not tell all, and its checkpoint knows it too") {
  const Demo& demo = Registry<Demo>::find("rounded", "classification");
  Run run = fresh(demo, Json::object());
  run.change({{"learning_rate", 0.01}});
  CHECK(run.altered_at() == -1);
  run.advance();
  run.advance();
  run.change({{"learning_rate", 0.02}});
  CHECK(run.altered_at() == 2);
  Run other = fresh(demo, {{"learning_rate", 0.02}});
  other.restore(run.checkpoint());
  CHECK(other.altered_at() == 2);
  other.reset();
  CHECK(other.altered_at() == -1);
}
