// A session under test: every message of its, and to it, must be what the schema says.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "demos/trainer/messages.h"
#include "demos/trainer/session.h"
#include "tests/unit/json_schema.h"

namespace gradlab {

/// Fails where `message`, as it travels, is not what the schema says at `place`. Equal ones are looked at once: every
/// session begins with the whole catalogue.
inline void check_message(const Json& message, const std::string& place) {
  static const Json schema = message_schema();
  static std::unordered_set<std::size_t> seen;
  const std::string text = message.dump(-1, ' ', false, Json::error_handler_t::replace);
  if (!seen.insert(std::hash<std::string>()(place + text)).second) return;
  for (const std::string& sentence :
       complaints(Json::parse(text), schema.at(Json::json_pointer(place)), schema["$defs"])) {
    FAIL_CHECK(place << sentence);
  }
}

struct Heard {
  Json message;
  std::vector<std::uint8_t> bytes;
};

/// A session whose clock the test turns.
struct Bench {
  std::vector<Heard> heard;
  double now = 0;
  Session session{[this](const Json& message, std::span<const std::uint8_t> bytes) {
    check_message(message, "/from_trainer");
    heard.push_back({message, {bytes.begin(), bytes.end()}});
  }};

  void say(const Json& message, std::span<const std::uint8_t> bytes = {}) { session.receive(message, bytes); }
  Json ask(Json message, std::span<const std::uint8_t> bytes = {}) {
    message["id"] = 1;
    const std::string type = message["type"], kind = message.value("kind", "");
    const std::string request = type == "input" ? "/inputs/" + kind : "/to_trainer/" + type;
    check_message(message, request + "/message");
    heard.clear();
    say(message, bytes);
    for (int slice = 0; slice < 200000 && !find("reply"); ++slice) session.slice(now += 1);
    REQUIRE(find("reply") != nullptr);
    const Json reply = find("reply")->message;
    if (reply["ok"] == true) check_message(reply["result"], request + "/result");
    return reply;
  }
  const Heard* find(const std::string& type) const {
    const auto place =
        std::find_if(heard.begin(), heard.end(), [&](const Heard& one) { return one.message["type"] == type; });
    return place == heard.end() ? nullptr : &*place;
  }
};

}  // namespace gradlab
