// The trainer's side of the protocol: takes messages, trains in slices, answers. Knows no browser; time comes from
// outside.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include "demos/files/own_table.h"
#include "demos/run/run.h"
#include "demos/trainer/bench_message.h"

namespace gradlab {

class Session {
 public:
  using Send = std::function<void(const Json& message, std::span<const std::uint8_t> bytes)>;

  /// Sends the catalogue at once.
  explicit Session(Send send);

  /// Takes one message, as in messages.h. Never throws: what goes wrong is answered as a notice.
  void receive(const Json& message, std::span<const std::uint8_t> bytes);

  /// Trains for about one slice. Returns milliseconds until the next one is wanted: 0 at once, -1 not before a message.
  double slice(double now);

 private:
  void reply(const Json& id, const Json& result, std::span<const std::uint8_t> bytes = {});
  void refuse(const Json& id, const Json& notice);
  Json answer(const std::string& type, const Json& message, std::span<const std::uint8_t> bytes);
  Json opened(const Json& message);
  Json set(const Json& message);
  const std::shared_ptr<const CsvTable>& table_in(const Json& message) const;
  Json use_file(OwnFile file);
  Json use_table(const Json& message, std::span<const std::uint8_t> csv);
  /// Answers a request for something of the run; false where it is for something else.
  bool given_out(const std::string& type, const Json& message);
  void write_down(const Json& id);
  /// Has the run be elsewhere; false where the request is for something else.
  bool taken_in(const std::string& type, const Json& message, std::span<const std::uint8_t> bytes);
  Json changed(const std::vector<Refusal>& refusals);
  Run& run();
  Json move_to(Device device, const Json& id);
  Json device_lost(const Json& message);
  void answer_movers();
  /// Looks at an earlier step, once the run rests.
  Json set_out(const Json& message);
  /// Goes on with that for about one slice; whether there is more of the way.
  bool travel();
  void answer_travellers();
  Json end_journey(bool branch);
  void listen();
  void train(double now, double budget);
  Json diverged();
  void say_remark();
  /// Never throws: where what was done cannot even be written down, a counted run is answered with the notice.
  void stop(const Json& notice);
  /// Trains no more; when all that was done can be seen, it is written down, and a counted run answered.
  void rest();
  void settle();
  void end_counted();
  /// Does `work`; where it throws, training stops and a notice says why. Returns whether it was done.
  bool guarded(const std::function<void()>& work);
  void send_frame(const std::set<std::string>& views, std::int64_t revision, const Json& reply_to);
  /// A checkpoint is due: sends one, or asks for what is new first.
  void keep();
  void send_checkpoint();

  Send send_;
  BenchMessages bench_;
  Assets assets_;    // as they came, for as long as the session lives
  KeptTable table_;  // the last one that was looked at and is not yet trained on
  std::optional<Run> run_;
  Json initial_;  // values that what is open began with: the preset's, or those that suit the visitor's file
  Device device_ = Device::cpu;                          // of the run that is opened next, if its demo can train there
  std::vector<Json> movers_;                             // who wait for the run to have moved to another device
  std::optional<std::pair<std::int64_t, bool>> target_;  // the step to be looked at, and whether near it is enough
  std::vector<Json> travellers_;                         // who wait until it can be seen
  bool playing_ = false;
  bool resting_ = false;  // not before what was done can be seen
  bool waiting_ = false;  // for the remote device, before another step
  double steps_per_second_ = 0.0, next_step_ = 0.0;
  std::optional<std::int64_t> stop_at_;  // step at which a counted run ends
  Json counted_id_;                      // whom its metrics are for
  std::int64_t revision_ = 0, shown_ = -1;
  std::optional<std::set<std::string>> look_;
  std::string touched_;  // the view that the visitor did something in: shown before all others
  double now_ = 0.0, frame_cost_ = 0.0, listen_cost_ = 0.0, last_frame_ = 0.0, last_checkpoint_ = 0.0;
  double heard_ = 0.0;  // when something last came back
};

/// How long a session works between looks at its messages.
constexpr double slice_budget = 10.0;  // ms
/// Of a clock that never goes back.
double milliseconds();
/// JSON has no NaN: a number that is none travels as null.
Json numbers(const std::map<std::string, double>& metrics);
/// {"level", "key", "arguments"} for a refusal, and for any exception.
Json notice(const Refusal& refusal);
Json notice_of(const std::exception& error);
/// Every registered demo as the catalogue message holds it, in the menu's order; made once.
const Json& catalogue();

}  // namespace gradlab
