#include "demos/trainer/session.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <ranges>
#include <utility>

#include "demos/files/image_table.h"
#include "demos/files/own_images.h"
#include "demos/files/own_table.h"
#include "demos/files/own_text.h"
#include "demos/files/table_facts.h"
#include "engine/core/error.h"
#include "engine/core/remote_device.h"
#include "engine/core/thread_pool.h"
#include "engine/core/too_many_numbers.h"

namespace gradlab {

namespace {

constexpr std::size_t most_notices = 5;

const std::set<std::string> answered_later = {"run", "view", "bench", "device", "goto", "keep", "weights", "rounded"};

Device device_named(const std::string& name) {
  for (const Device device : {Device::cpu, Device::webgpu}) {
    if (name == name_of(device)) return device;
  }
  fail("device", "\"" + name + "\"", "cpu or webgpu");
}

/// The values that come with `message`: as such, or as texts, which come after.
Json values_of(const Json& message, const Params& params, std::vector<Refusal>& refusals) {
  Json values = message.value("values", Json::object());
  values.update(parsed(params, message.value("written", Json::object()), refusals));
  return values;
}

}  // namespace

Json numbers(const std::map<std::string, double>& metrics) {
  Json json = Json::object();
  for (const auto& [name, value] : metrics) json[name] = std::isfinite(value) ? Json(value) : Json();
  return json;
}

Json notice(const Refusal& refusal) {
  return {{"type", "notice"}, {"level", "warning"}, {"key", refusal.key}, {"arguments", refusal.arguments}};
}

Json notice_of(const std::exception& error) {
  const bool memory =
      dynamic_cast<const std::bad_alloc*>(&error) != nullptr || dynamic_cast<const TooManyNumbers*>(&error) != nullptr;
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
  while (run_->go_there()) continue;
  return *run_;
}

void Session::receive(const Json& message, std::span<const std::uint8_t> bytes) {
  const Json id = message.is_object() ? message.value("id", Json()) : Json();
  Json problem;
  try {
    if (!message.is_object()) fail("message", message.dump(), "an object");
    const std::string type = message.value("type", "");
    const Json result = answer(type, message, bytes);
    if (!answered_later.contains(type)) reply(id, result);
    return;
  } catch (const Refusal& refusal) {
    problem = notice(refusal);
  } catch (const std::exception& error) {
    problem = notice_of(error);
  }
  if (id.is_null()) return send_(problem, {});
  refuse(id, problem);
}

void Session::reply(const Json& id, const Json& result, std::span<const std::uint8_t> bytes) {
  if (!id.is_null()) send_({{"type", "reply"}, {"id", id}, {"ok", true}, {"result", result}}, bytes);
}

void Session::refuse(const Json& id, const Json& notice) {
  if (!id.is_null()) send_({{"type", "reply"}, {"id", id}, {"ok", false}, {"notice", notice}}, {});
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
    bench_.answer(message, assets_,
                  [this, id = message.value("id", Json())](const Json& result) { reply(id, result); });
    return {};
  }
  if (type == "history") return run().history().to_json();
  if (type == "view") {
    send_frame({message.at("name").get<std::string>()}, revision_, message.value("id", Json()));
    return {};
  }
  if (given_out(type, message)) return {};
  if (type == "asset") {
    assets_[message.at("name").get<std::string>()] = {bytes.begin(), bytes.end()};
    return {};
  }

  ++revision_;  // everything below changes what is to be seen
  if (type == "open") return opened(message);
  if (type == "set") return set(message);
  if (type == "device") return move_to(device_named(message.value("kind", "")), message.value("id", Json()));
  if (type == "device_lost") return device_lost(message);
  if (type == "play") {
    run();
    if (resting_) end_counted();
    resting_ = false;
    playing_ = true;
    return {};
  }
  if (type == "pause") {
    rest();
    return {};
  }
  if (type == "goto") return set_out(message);
  if (type == "present" || type == "branch") return end_journey(type == "branch");
  if (type == "reset") {
    run().reset();
    return numbers(run().metrics());
  }
  if (type == "run") {
    const std::int64_t steps = whole_number(message.at("steps"), "run");
    if (steps < 0) fail("run", std::to_string(steps) + " steps", "0 or more");
    end_counted();
    resting_ = false;
    stop_at_ = run().steps() + steps;
    counted_id_ = message.value("id", Json());
    playing_ = true;
    return {};
  }
  if (type == "input") {
    const std::string kind = message.value("kind", "");
    last_frame_ = 0.0;  // what the visitor did is seen at once
    touched_ = message.value("view", "");
    if (kind == "csv" && holds_images(bytes)) return {{"images", true}};
    if (kind == "csv_images") return use_file(images_in_table(bytes));
    if (kind == "csv") return columns_of(table_ = kept_table(bytes, layout_choice(message)));
    if (kind == "csv_looks")
      return {{"table", looks_like_table({reinterpret_cast<const char*>(bytes.data()), bytes.size()})}};
    if (kind == "csv_check") return use_of(own_table(message, table_in(message)), message.at("learns"));
    if (kind == "text" && message.value("check", false)) return facts_of(own_text(bytes));
    if (kind == "text") return use_file(own_text(bytes));
    if (kind == "csv_use") return use_table(message, bytes);
    if (kind != "idx") {
      const Json values = changed(run().input(message));
      if (kind == "teach" || kind == "clear") send_checkpoint();  // where alone the lessons stand
      return values;
    }
    const OwnFile images = own_images(message.at("files"), bytes);
    return message.value("check", false) ? Json::object() : use_file(images);
  }
  if (taken_in(type, message, bytes)) return numbers(run().metrics());
  fail("message", "type \"" + type + "\"", "one of those that gradlab schema prints");
}

Json Session::opened(const Json& message) {
  const Demo& demo = Registry<Demo>::find("open", message.at("demo").get<std::string>());
  std::vector<Refusal> unread, refusals;
  Run next(demo, values_of(message, demo.params, unread), refusals, &assets_);
  refusals.insert(refusals.begin(), unread.begin(), unread.end());
  end_counted();
  playing_ = resting_ = false;
  target_.reset();
  if (run_ && run_->demo().trains_on(device_)) device_ = run_->device();
  run_ = std::move(next);  // only now is what the one before had on the device free
  run_->start_on(device_);
  Values initial(demo.params);
  initial.change(message.value("initial", message.value("values", Json::object())));
  initial_ = initial.json();
  answer_movers();
  return changed(refusals);
}

const std::shared_ptr<const CsvTable>& Session::table_in(const Json& message) const {
  if (!table_.table || message.value("table", table_.handle) != table_.handle) {
    throw Refusal{"notice.table_gone", Json::object()};
  }
  return table_.table;
}

Json Session::use_table(const Json& message, std::span<const std::uint8_t> csv) {
  if (!csv.empty()) table_ = kept_table(csv, layout_choice(message));
  const Json result = use_file(own_table(message, table_in(message)));
  table_ = {};  // the run has it
  return result;
}

Json Session::use_file(OwnFile file) {
  const Json before = run().values().json();
  const std::vector<Refusal> refusals = run().use_file(std::move(file));
  for (const auto& [name, value] : run().values().json().items()) {
    if (value != before.at(name)) initial_[name] = value;  // as suits the file
  }
  return changed(refusals);
}

Json Session::set(const Json& message) {
  std::vector<Refusal> refusals;
  const Json values = values_of(message, run().demo().params, refusals);
  std::ranges::copy(run().change(values), std::back_inserter(refusals));
  return changed(refusals);
}

Json Session::changed(const std::vector<Refusal>& refusals) {
  Json notices = Json::array();
  for (const Refusal& refusal : refusals | std::views::take(most_notices)) notices.push_back(notice(refusal));
  if (refusals.size() > most_notices) {
    notices.push_back(notice({"notice.more_ignored", {{"count", refusals.size() - most_notices}}}));
  }
  const Values& values = run().values();
  return {{"values", values.json()}, {"written", values.written()}, {"notices", notices}};
}

}  // namespace gradlab
