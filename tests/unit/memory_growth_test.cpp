// A run that is watched for long holds no more memory than it did soon after its beginning.
#include <doctest/doctest.h>

#include <set>
#include <string>

#include "demos/trainer/session.h"
#include "engine/core/buffer.h"
#include "tests/unit/allocations.h"
#include "tests/unit/image_samples.h"
#include "tests/unit/starts.h"

using namespace gradlab;

namespace {

const doctest::test_suite long_run("long run");

std::int64_t bytes_and_pool() {
  return test::bytes_held() + pool_statistics().bytes_in_use + pool_statistics().bytes_pooled;
}

}  // namespace

// Until then rows of the history, steps to go back to and the tensors of all shapes have come to their ends.
TEST_CASE("digits that train while all views are looked at come to hold a certain memory, and then no more" *
          long_run) {
  constexpr std::int64_t settled = 40'000, end = 60'000;
  Json frame;
  Session session([&](const Json& message, std::span<const std::uint8_t>) {
    if (message["type"] == "frame") frame = message;
    CHECK(message["type"] != "notice");
  });
  for (const auto& [name, bytes] : small_assets()) session.receive({{"type", "asset"}, {"name", name}}, bytes);
  session.receive({{"type", "open"}, {"demo", "mnist-cnn"}, {"values", {{"batch_size", 4}}}}, {});
  session.receive({{"type", "play"}}, {});
  std::set<std::string> views;
  for (const ViewSpec& view : Registry<Demo>::find("test", "mnist-cnn").views) views.insert(view.name);
  double now = 0;
  std::int64_t step = 0, frames = 0, at_first = 0;
  while (step < end) {
    for (int slice = 0; slice < 2; ++slice) session.slice(now += 20);  // nobody looks: it trains
    frame = nullptr;
    session.receive({{"type", "look"}, {"views", views}, {"revision", -1}}, {});
    for (int slice = 0; slice < 10 && frame.is_null(); ++slice)
      session.slice(now += 1000);  // as dear as pictures may be here
    REQUIRE(frame.is_object());
    ++frames;
    step = frame["metrics"]["step"];
    if (at_first == 0 && step >= settled) at_first = bytes_and_pool();
  }
  frame = nullptr;
  MESSAGE(frames, " frames; held at step ", settled, ": ", at_first, ", at step ", step, ": ", bytes_and_pool());
  CHECK(bytes_and_pool() < at_first + 2'000'000);  // a few more moments of long ago, the sparser the longer
}
