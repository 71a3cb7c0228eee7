// What comes at the wrong moment, and what is refused: a session answers it with a sentence and goes on.
#include <doctest/doctest.h>

#include <new>
#include <string>

#include "engine/core/buffer.h"
#include "engine/core/too_many_numbers.h"
#include "tests/unit/session_bench.h"
#include "tests/unit/shown.h"

using namespace gradlab;

namespace {

void turn(Bench& bench, int slices = 20) {
  for (int slice = 0; slice < slices; ++slice) bench.session.slice(bench.now += 100);
}

}  // namespace

TEST_CASE("a look that was right when it was sent loses no frame and ends no run") {
  const Json small = {{"width", 16}, {"heads", 2}, {"layers", 1}, {"context", 16}, {"batch_size", 4}};
  for (const char* before : {"decoder", "encoder", "encoder_decoder"}) {
    for (const char* after : {"decoder", "encoder", "encoder_decoder"}) {
      CAPTURE(std::string(before));
      CAPTURE(std::string(after));
      Bench bench;
      bench.ask({{"type", "open"}, {"demo", "transformer"}, {"values", small}});
      bench.ask({{"type", "set"}, {"values", {{"architecture", before}}}});
      const Json look = {{"type", "look"},
                         {"views", {"next", "answer", "attention", "source_attention", "cross_attention", "lens"}},
                         {"revision", -1}};
      bench.say(look);
      bench.ask({{"type", "set"}, {"values", {{"architecture", after}}}});
      bench.say({{"type", "play"}});
      bench.heard.clear();
      bench.say(look);
      turn(bench, 5);
      for (const Heard& one : bench.heard) CHECK(one.message.value("level", "") != "error");
      REQUIRE(bench.find("frame") != nullptr);
      const auto& [frame, bytes] = *bench.find("frame");
      CHECK(frame["playing"] == true);
      const Json views = views_of(frame, bytes);
      CHECK(views.contains("cross_attention") == (after == std::string("encoder_decoder")));
      CHECK(views.contains("answer") == (after == std::string("encoder")));
      CHECK(views.contains("attention"));
    }
  }
}

TEST_CASE("a point that is refused leaves the field alive, and the next run trains") {
  for (const char* data : {"circle", "own_points"}) {
    CAPTURE(data);
    Bench bench;
    bench.ask({{"type", "open"}, {"demo", "classification"}, {"values", {{"data", data}}}});
    for (const Json& label : {Json(5), Json(1.5), Json(10), Json(-1)}) {
      CAPTURE(label.dump());
      const Json refused =
          bench.ask({{"type", "input"}, {"view", "field"}, {"kind", "points"}, {"points", {{0, 0, label}}}});
      const bool said = refused["ok"] == false || !refused["result"]["notices"].empty();
      CHECK(said);
    }
    const Json point = {{0, 0, 1}};
    CHECK(bench.ask({{"type", "input"}, {"view", "field"}, {"kind", "points"}, {"points", point}})["ok"] == true);
    CHECK(bench.ask({{"type", "run"}, {"steps", 3}})["result"]["step"] == 3);
    bench.heard.clear();
    bench.say({{"type", "view"}, {"name", "field"}});
    REQUIRE(bench.find("frame") != nullptr);
    CHECK(views_of(bench.find("frame")->message, bench.find("frame")->bytes).contains("field"));
  }
}

TEST_CASE("a lack of memory has its own sentence") {
  CHECK(notice_of(std::bad_alloc())["key"] == "notice.out_of_memory");
  CHECK(notice_of(TooManyNumbers("[tensor]"))["key"] == "notice.out_of_memory");
#ifdef __EMSCRIPTEN__  // elsewhere a sanitizer ends the program that asks for so much
  std::string sentence;
  try {
    Buffer::make(3'500'000'000u, Device::cpu);
  } catch (const std::exception& error) {
    sentence = error.what();
    CHECK(notice_of(error)["key"] == "notice.out_of_memory");
  }
  CHECK(sentence.starts_with("[buffer] 3"));
#endif
}
