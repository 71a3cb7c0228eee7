#include "demos/core/session.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "demos/core/own_file.h"
#include "demos/core/own_images.h"
#include "demos/core/own_text.h"
#include "engine/core/error.h"
#include "engine/core/thread_pool.h"

namespace gradlab {

namespace {

constexpr double slice_budget = 10.0;  // ms between looks at the message queue
constexpr double milliseconds_between_checkpoints = 2000.0;
constexpr double frame_share = 0.35;  // at most this share of the time goes into pictures

double milliseconds() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// JSON has no NaN: a number that is none travels as null.
Json numbers(const std::map<std::string, double>& metrics) {
  Json json = Json::object();
  for (const auto& [name, value] : metrics) json[name] = std::isfinite(value) ? Json(value) : Json();
  return json;
}

}  // namespace

Json notice(const Refusal& refusal) {
  return {{"type", "notice"}, {"level", "warning"}, {"key", refusal.key}, {"arguments", refusal.arguments}};
}

Json notice_of(const std::exception& error) {
  const bool memory = dynamic_cast<const std::bad_alloc*>(&error) != nullptr;
  const bool message = dynamic_cast<const Json::exception*>(&error) != nullptr;  // a field that is missing or else
  return {{"type", "notice"},
          {"level", "error"},
          {"key", memory    ? "notice.out_of_memory"
                  : message ? "notice.bad_message"
                            : "notice.engine"},
          {"arguments", {{"error", error.what()}}}};
}

Session::Session(Send send) : send_(std::move(send)) {
  send_(catalogue(), {});
}

Run& Session::run() {
  if (!run_) throw Refusal{"notice.nothing_open", Json::object()};
  return *run_;
}

void Session::receive(const Json& message, std::span<const std::uint8_t> bytes) {
  const Json id = message.is_object() ? message.value("id", Json()) : Json();
  Json problem;
  try {
    if (!message.is_object()) fail("message", message.dump(), "an object");
    const std::string type = message.value("type", "");
    const Json result = answer(type, message, bytes);
    if (!id.is_null() && type != "run" && type != "view" && type != "bench")
      send_({{"type", "reply"}, {"id", id}, {"ok", true}, {"result", result}}, {});
    return;
  } catch (const Refusal& refusal) {
    problem = notice(refusal);
  } catch (const std::exception& error) {
    problem = notice_of(error);
  }
  if (id.is_null()) return send_(problem, {});
  send_({{"type", "reply"}, {"id", id}, {"ok", false}, {"notice", problem}}, {});
}

Json Session::answer(const std::string& type, const Json& message, std::span<const std::uint8_t> bytes) {
  if (type == "look") {
    look_ = message.at("views").get<std::set<std::string>>();
    shown_ = whole_number(message.value("revision", Json(-1)), "look");
    return {};
  }
  if (type == "threads") {
    set_thread_count(static_cast<int>(std::clamp<std::int64_t>(whole_number(message.at("count"), "threads"), 1, 64)));
    return thread_count();
  }
  if (type == "speed") {
    steps_per_second_ = std::max(0.0, message.value("steps_per_second", 0.0));
    next_step_ = 0.0;
    return {};
  }
  if (type == "bench") {
    bench_.answer(message, assets_, [this, id = message.value("id", Json())](const Json& result) {
      if (!id.is_null()) send_({{"type", "reply"}, {"id", id}, {"ok", true}, {"result", result}}, {});
    });
    return {};
  }
  if (type == "history") return run().history().to_json();
  if (type == "view") {
    send_frame({message.at("name").get<std::string>()}, revision_, message.value("id", Json()));
    return {};
  }
  if (type == "asset") {
    assets_[message.at("name").get<std::string>()] = {bytes.begin(), bytes.end()};
    return {};
  }

  ++revision_;  // everything below changes what is to be seen
  if (type == "open") return opened(message);
  if (type == "set") return changed(run().change(message.at("values")));
  if (type == "play") {
    run();
    playing_ = true;
    return {};
  }
  if (type == "pause") {
    playing_ = false;
    finish_counted();
    send_checkpoint(milliseconds());
    return {};
  }
  if (type == "reset") {
    run().reset();
    return numbers(run().metrics());
  }
  if (type == "run") {
    const std::int64_t steps = whole_number(message.at("steps"), "run");
    if (steps < 0) fail("run", std::to_string(steps) + " steps", "0 or more");
    finish_counted();
    stop_at_ = run().step() + steps;
    counted_id_ = message.value("id", Json());
    playing_ = true;
    return {};
  }
  if (type == "input") {
    const std::string kind = message.value("kind", "");
    last_frame_ = 0.0;  // what the visitor did is seen at once
    touched_ = message.value("view", "");
    if (kind == "csv") return columns_of(bytes);
    if (kind == "text" && message.value("check", false)) return facts_of(own_text(bytes));
    if (kind == "text") return changed(run().use_file(own_text(bytes)));
    if (kind == "csv_use") return changed(run().use_file(own_table(message, bytes)));
    if (kind != "idx") {
      const Json values = changed(run().input(message));
      if (kind == "teach" || kind == "clear") send_checkpoint(milliseconds());  // where alone the lessons stand
      return values;
    }
    const OwnFile images = own_images(message.at("files"), bytes);
    return message.value("check", false) ? Json::object() : changed(run().use_file(images));
  }
  if (type == "restore") {
    run().restore(bytes);
    return numbers(run().metrics());
  }
  if (type == "last_good") {
    playing_ = false;
    run().go_back();
    return numbers(run().metrics());
  }
  fail("message", "type \"" + type + "\"", "one of protocol.h");
}

Json Session::opened(const Json& message) {
  std::vector<Refusal> refusals;
  const Demo& demo = Registry<Demo>::find("open", message.at("demo").get<std::string>());
  Run next(demo, message.value("values", Json::object()), refusals, &assets_);
  finish_counted();
  playing_ = false;
  run_ = std::move(next);
  return changed(refusals);
}

Json Session::changed(const std::vector<Refusal>& refusals) {
  Json notices = Json::array();
  for (const Refusal& refusal : refusals) notices.push_back(notice(refusal));
  return {{"values", run().values().json()}, {"notices", notices}};
}

// A slice trains or shows, never both, so that a message waits for one of them only.
double Session::slice(double now) {
  if (!run_) return -1;
  if (const std::string view = std::exchange(touched_, ""); look_ && look_->contains(view)) {
    guarded([&] { send_frame({view}, shown_, Json()); });  // the others follow in the frame that was asked for
  }
  if (look_ && revision_ > shown_ && now - last_frame_ >= frame_cost_ / frame_share) {
    const std::set<std::string> views = std::move(*look_);
    look_.reset();
    const double began = milliseconds();
    if (!guarded([&] { send_frame(views, revision_, Json()); })) send_frame({}, revision_, Json());
    frame_cost_ = milliseconds() - began;
    last_frame_ = now;
  } else {
    Work left = Work::none;
    guarded([&] {
      left = run_->go_on();
      if (const std::optional<Refusal> remark = run_->remark()) send_(notice(*remark), {});
    });
    if (left != Work::none) ++revision_;
    if (playing_ && left != Work::before) guarded([&] { train(now, slice_budget); });
    if (left == Work::before || (!playing_ && left != Work::none)) return slice_budget;  // slow enough to watch
  }
  if (playing_ && now - last_checkpoint_ > milliseconds_between_checkpoints) guarded([&] { send_checkpoint(now); });
  if (!playing_) return look_ && revision_ > shown_ ? 1.0 : -1.0;
  return steps_per_second_ > 0 && !stop_at_ ? std::max(0.0, std::min(next_step_ - now, 100.0)) : 0.0;
}

void Session::train(double now, double budget) {
  const double began = milliseconds();
  while (playing_) {
    if (stop_at_ && run_->step() >= *stop_at_) return finish_counted();
    const bool paced = steps_per_second_ > 0 && !stop_at_;
    if (paced && now + milliseconds() - began < next_step_) return;
    if (paced) next_step_ = std::max(next_step_, now - 100.0) + 1000.0 / steps_per_second_;
    ++revision_;
    if (run_->advance() == Run::Outcome::diverged) {
      return stop({{"type", "notice"},
                   {"level", "warning"},
                   {"key", "notice.diverged"},
                   {"arguments", {{"step", run_->step()}}},
                   {"action", {{"label", "notice.diverged.back"}, {"message", {{"type", "last_good"}}}}}});
    }
    if (const std::optional<Refusal> remark = run_->remark()) send_(notice(*remark), {});
    if (milliseconds() - began > budget) return;
  }
}

bool Session::guarded(const std::function<void()>& work) {
  try {
    work();
    return true;
  } catch (const Refusal& refusal) {
    stop(notice(refusal));
  } catch (const std::exception& error) {
    stop(notice_of(error));
  }
  return false;
}

void Session::stop(const Json& notice) {
  playing_ = false;
  send_(notice, {});
  finish_counted();
}

void Session::finish_counted() {
  if (!stop_at_) return;
  stop_at_.reset();
  playing_ = false;
  send_checkpoint(milliseconds());
  if (!counted_id_.is_null())
    send_({{"type", "reply"}, {"id", counted_id_}, {"ok", true}, {"result", numbers(run_->metrics())}}, {});
  counted_id_ = Json();
}

void Session::send_frame(const std::set<std::string>& views, std::int64_t revision, const Json& reply_to) {
  const Json metrics = numbers(run().metrics(!playing_));
  Views wanted(views);
  run().show(wanted);
  std::vector<std::uint8_t> bytes;
  Json frame = {
      {"type", "frame"},     {"revision", revision}, {"demo", run_->demo().name},  {"values", run_->values().json()},
      {"playing", playing_}, {"metrics", metrics},   {"views", wanted.pack(bytes)}};
  if (!reply_to.is_null()) frame["id"] = reply_to;
  send_(frame, bytes);
}

void Session::send_checkpoint(double now) {
  if (!run_ || run_->is_preparing()) return;
  last_checkpoint_ = now;
  send_(
      {{"type", "checkpoint"}, {"demo", run_->demo().name}, {"values", run_->values().json()}, {"step", run_->step()}},
      run_->checkpoint());
}

}  // namespace gradlab
