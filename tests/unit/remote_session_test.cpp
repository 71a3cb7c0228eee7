// The protocol while the trainer's steps are made on a remote device: counted runs, switching, looking, losing it.
#ifndef __EMSCRIPTEN__

#include <vector>

#include "demos/trainer/session.h"
#include "tests/unit/remote_case.h"

using namespace gradlab;

namespace {

/// A session whose clock the test turns, with a device that answers after each slice.
struct RemoteBench {
  struct Heard {
    Json message;
    std::vector<std::uint8_t> bytes;
  };
  FakeGpu gpu;
  bool delivers = true;
  double now = 0;
  std::vector<Heard> heard;
  Session session{[this](const Json& message, std::span<const std::uint8_t> bytes) {
    heard.push_back({message, {bytes.begin(), bytes.end()}});
  }};

  double slice() {
    const double wait = session.slice(now += 1);
    if (delivers) gpu.deliver();
    return wait;
  }
  void say(const Json& message) { session.receive(message, {}); }
  void send(Json message) {
    message["id"] = 1;
    heard.clear();
    say(message);
  }
  Json ask(const Json& message) {
    send(message);
    for (int turn = 0; turn < 20000 && count("reply") == 0; ++turn) slice();
    REQUIRE(count("reply") == 1);
    return last("reply");
  }
  std::ptrdiff_t count(const std::string& type) const {
    return std::ranges::count_if(heard, [&](const Heard& one) { return one.message["type"] == type; });
  }
  Json last(const std::string& type) const {
    for (auto one = heard.rbegin(); one != heard.rend(); ++one) {
      if (one->message["type"] == type) return one->message;
    }
    return {};
  }
};

const Json to_webgpu = {{"type", "device"}, {"kind", "webgpu"}}, to_cpu = {{"type", "device"}, {"kind", "cpu"}},
           open_classification = {{"type", "open"}, {"demo", "classification"}};

}  // namespace

TEST_CASE("a counted run on the device ends at its step, and is answered when that can be seen") {
  RemoteBench bench;
  CHECK(bench.ask(to_webgpu)["ok"] == true);
  bench.ask(open_classification);
  CHECK(bench.ask({{"type", "run"}, {"steps", 23}})["result"]["step"] == 23);
  CHECK(bench.ask({{"type", "run"}, {"steps", 0}})["result"]["step"] == 23);
  CHECK(bench.ask({{"type", "run"}, {"steps", 1}})["result"]["step"] == 24);
  CHECK(bench.count("checkpoint") == 1);
  CHECK(bench.last("checkpoint")["step"] == 24);
  CHECK(bench.gpu.most_in_flight() <= 17);  // 16 steps, and what was asked for
  bench.send({{"type", "run"}, {"steps", 50}});
  bench.slice();
  CHECK(bench.count("reply") == 0);
  bench.say({{"type", "pause"}});
  for (int turn = 0; turn < 10; ++turn) bench.slice();
  CHECK(bench.last("reply")["result"]["step"] == bench.last("checkpoint")["step"]);
  CHECK(bench.last("reply")["result"]["step"] < 74);
}

TEST_CASE("a session that waits for the device comes back soon, and makes no step") {
  RemoteBench bench;
  bench.ask(to_webgpu);
  bench.ask(open_classification);
  bench.delivers = false;
  bench.say({{"type", "play"}});
  for (int turn = 0; turn < 20; ++turn) {
    const double wait = bench.slice();
    CHECK(wait > 0);
    CHECK(wait <= 10);
  }
  CHECK(bench.gpu.in_flight() == 2);
}

TEST_CASE("who looks is shown what has come back, and who does not look costs nothing") {
  RemoteBench bench;
  bench.ask(to_webgpu);
  bench.ask(open_classification);
  bench.say({{"type", "play"}});
  const std::int64_t before = bench.gpu.bytes_read();
  for (int turn = 0; turn < 30; ++turn) bench.slice();
  CHECK(bench.gpu.bytes_read() - before <= 31 * 4);  // losses
  std::int64_t step = -1, revision = -1;
  for (int frame = 0; frame < 3; ++frame) {
    bench.heard.clear();
    bench.say({{"type", "look"}, {"views", {"field", "loss"}}, {"revision", revision}});
    for (int turn = 0; turn < 2000 && bench.count("frame") == 0; ++turn) bench.slice();
    const Json shown = bench.last("frame");
    REQUIRE(!shown.is_null());
    CHECK(shown["device"]["kind"] == "webgpu");
    CHECK(shown["device"]["bytes_in_use"] > 0);
    CHECK(shown["metrics"]["step"] > step);
    step = shown["metrics"]["step"];
    revision = shown["revision"];
  }
  for (int turn = 0; turn < 2200; ++turn) bench.slice();
  CHECK(bench.count("checkpoint") == 1);
  CHECK(bench.last("checkpoint")["step"] > step);
}

TEST_CASE("switching is answered when the run has moved, plays on, and holds for the next demo") {
  RemoteBench bench;
  bench.ask(open_classification);
  bench.say({{"type", "play"}});
  CHECK(bench.ask(to_webgpu)["ok"] == true);
  bench.slice();
  bench.delivers = false;
  bench.send(to_cpu);
  for (int turn = 0; turn < 10; ++turn) bench.slice();
  CHECK(bench.count("reply") == 0);
  bench.delivers = true;
  for (int turn = 0; turn < 3; ++turn) bench.slice();
  CHECK(bench.count("reply") == 1);
  bench.say({{"type", "view"}, {"name", "loss"}});
  CHECK(bench.last("frame")["device"] == Json({{"kind", "cpu"}}));
  CHECK(bench.last("frame")["playing"] == true);
  bench.ask(to_webgpu);
  bench.ask({{"type", "open"}, {"demo", "regression"}});
  bench.say({{"type", "view"}, {"name", "loss"}});
  CHECK(bench.last("frame")["device"]["kind"] == "webgpu");
  CHECK(bench.ask({{"type", "device"}, {"kind", "reference"}})["ok"] == false);
}

TEST_CASE("when the device is lost, a counted run reaches its step on the cpu, with one notice") {
  RemoteBench bench;
  bench.ask(to_webgpu);
  bench.ask(open_classification);
  CHECK(bench.ask({{"type", "run"}, {"steps", 10}})["result"]["step"] == 10);
  bench.send({{"type", "run"}, {"steps", 30}});
  bench.slice();
  set_remote_device(nullptr);
  bench.say({{"type", "device_lost"}, {"fault", "lost"}, {"message", "gone"}});
  bench.say({{"type", "device_lost"}, {"fault", "lost"}, {"message", "gone"}});
  for (int turn = 0; turn < 200 && bench.count("reply") == 0; ++turn) bench.slice();
  CHECK(bench.count("notice") == 1);
  CHECK(bench.last("notice")["key"] == "notice.gpu.lost");
  CHECK(bench.last("notice")["arguments"]["step"] == 10);
  CHECK(bench.last("reply")["result"]["step"] == 40);
  CHECK(bench.ask(to_webgpu)["ok"] == false);
  CHECK(bench.ask({{"type", "run"}, {"steps", 1}})["result"]["step"] == 41);
}

TEST_CASE("when a kernel fails, playing goes on on the cpu") {
  RemoteBench bench;
  bench.ask(to_webgpu);
  bench.ask(open_classification);
  bench.say({{"type", "play"}});
  for (int turn = 0; turn < 5; ++turn) bench.slice();
  bench.gpu.fail_after(3);
  bench.heard.clear();
  for (int turn = 0; turn < 50; ++turn) bench.slice();
  CHECK(bench.count("notice") == 1);
  CHECK(bench.last("notice")["key"] == "notice.gpu.internal");
  bench.say({{"type", "view"}, {"name", "loss"}});
  CHECK(bench.last("frame")["device"]["kind"] == "cpu");
  CHECK(bench.last("frame")["playing"] == true);
  CHECK(bench.last("frame")["metrics"]["step"] > 0);
}

TEST_CASE("divergence on the device pauses with a notice whose action goes back") {
  RemoteBench bench;
  bench.ask(to_webgpu);
  bench.ask({{"type", "open"}, {"demo", "regression"}, {"values", {{"learning_rate", 0.2}}}});
  bench.heard.clear();
  bench.say({{"type", "play"}});
  for (int turn = 0; turn < 300; ++turn) bench.slice();
  CHECK(bench.count("notice") == 1);
  CHECK(bench.last("notice")["key"] == "notice.diverged");
  CHECK(bench.ask(bench.last("notice")["action"]["message"])["ok"] == true);
}

TEST_CASE("a demo that cannot train there says so, and those opened later go there again") {
  RemoteBench bench;
  const auto device = [&] {
    bench.say({{"type", "view"}, {"name", "loss"}});
    return bench.last("frame")["device"]["kind"];
  };
  const Json open_corridor = {{"type", "open"}, {"demo", "test-corridor"}};
  bench.ask(to_webgpu);
  bench.ask(open_corridor);
  CHECK(device() == "cpu");
  bench.slice();
  CHECK(bench.last("notice")["key"] == "notice.gpu.not_here");
  CHECK(bench.ask({{"type", "run"}, {"steps", 3}})["result"]["episodes"] == 3);
  CHECK(bench.ask(to_webgpu)["notice"]["key"] == "notice.gpu.not_here");
  bench.ask(open_classification);
  CHECK(device() == "webgpu");
  bench.ask(open_corridor);
  CHECK(bench.ask(to_cpu)["ok"] == true);
  bench.ask(open_classification);
  CHECK(device() == "cpu");
}

TEST_CASE("byte pairs are merged on both sides before the first step") {
  RemoteBench bench;
  bench.ask(to_webgpu);
  bench.ask(
      {{"type", "open"},
       {"demo", "rnn"},
       {"values", {{"tokenizer", "byte-pairs"}, {"vocabulary", 300}, {"units", 8}, {"steps", 8}, {"batch_size", 2}}}});
  CHECK(bench.ask({{"type", "run"}, {"steps", 3}})["result"]["step"] == 3);
  CHECK(bench.count("notice") == 0);
}

#endif
