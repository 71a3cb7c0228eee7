#include "web/ui/state/session.h"

#include <algorithm>
#include <cmath>

#include "web/ui/state/outbox.h"
#include "web/ui/state/texts.h"

namespace gradlab::ui {
namespace {

/// A value that the trainer did not confirm within this time is given up, in ms.
constexpr double patience = 1500.0;
/// Turning the same knob again within this time is one turn, in ms.
constexpr double one_turn = 4000.0;

}  // namespace

Session& session() {
  static Session session;
  return session;
}

void Session::receive_catalogue(const Json& message) {
  const std::string open_id = demo_ ? demo_->id : std::string();
  demo_ = nullptr;
  catalogue_ = read_catalogue(message);
  open(open_id);
}

void Session::open(const std::string& id) {
  const auto found = std::ranges::find(catalogue_, id, &Demo::id);
  demo_ = found == catalogue_.end() ? nullptr : &*found;
  views_.clear();
  settings_.clear();
  unsent_ = Json::object();
  turned_ = {};
  watched_.clear();
  if (!demo_) return;
  for (const ViewSpec& spec : demo_->views) {
    if (auto view = make_view(spec)) views_.push_back({.spec = spec, .view = std::move(view)});
  }
}

void Session::receive_frame(const Json& message, std::span<const std::uint8_t> bytes) {
  if (const std::string id = string_of(member(message, "demo")); !demo_ || demo_->id != id) open(id);
  ++frames_;
  values_ = member(message, "values");
  metrics_ = member(message, "metrics");
  initial_ = member(message, "initial");
  rows_ = member(message, "rows");
  std::erase_if(settings_, [&](const auto& setting) {
    return setting.second.sent >= 0.0 && same(member(values_, setting.first), setting.second.value);
  });
  const auto arrived = read_views(member(message, "views"), bytes);
  for (ShownView& shown : views_) {
    if (const auto data = arrived.find(shown.spec.name); data != arrived.end()) {
      shown.view->receive(data->second);
      shown.of = string_of(data->second.option("of"));
      shown.editable = flag_of(data->second.option("editable"));
      shown.arrived = true;
    }
  }
}

double Session::progress() const {
  return number_of(member(metrics_, demo_->progress.metric), NAN);
}

const Json& Session::value(std::string_view name) const {
  if (const auto setting = settings_.find(name); setting != settings_.end()) return setting->second.value;
  return member(values_, name);
}

const Json& Session::value(const Param& param) const {
  const Json& known = value(param.name);
  return known.is_null() ? param.initial : known;
}

const Json& Session::initial(const Param& param) const {
  const Json& first = member(initial_, param.name);
  return first.is_null() ? param.initial : first;
}

std::vector<RowInput> Session::row(const Param& param) const {
  std::vector<RowInput> inputs;
  const Json& numbers = elements(value(param));
  for (const Json& json : elements(member(rows_, param.name))) {
    RowInput& input = inputs.emplace_back();
    input.label = label(string_of(member(json, "label")));
    input.low = number_of(member(json, "low"));
    input.high = number_of(member(json, "high"), 1.0);
    input.at = number_of(member(json, "at"));
    if (inputs.size() <= numbers.size()) input.at = number_of(numbers[inputs.size() - 1], input.at);
  }
  return inputs;
}

bool Session::holds(const std::vector<Condition>& conditions) const {
  return std::ranges::all_of(conditions, [&](const Condition& condition) {
    const auto other = std::ranges::find(demo_->params, condition.name, &Param::name);
    if (other == demo_->params.end()) return true;
    const Json& now = value(*other);
    return std::ranges::any_of(condition.values, [&](const Json& wanted) { return same(wanted, now); });
  });
}

void Session::set(const std::string& name, Json value) {
  if (turned_.name != name || now_ - turned_at_ > one_turn) turned_ = {name, progress()};
  turned_at_ = now_;
  unsent_[name] = value;
  settings_[name] = {std::move(value)};
}

void Session::flush(double now) {
  now_ = now;
  if (!unsent_.empty()) {
    for (const auto& [name, value] : unsent_.items()) settings_[name].sent = now;
    send({{"type", "set"}, {"values", unsent_}});
    unsent_ = Json::object();
  }
  std::erase_if(settings_, [&](const auto& setting) { return setting.second.sent + patience < now; });
}

double Session::pending_for(double now) const {
  double wait = -1.0;
  for (const auto& [name, setting] : settings_) {
    const double left = std::max(0.0, setting.sent + patience - now);
    wait = wait < 0.0 ? left : std::min(wait, left);
  }
  return wait;
}

void Session::watch(std::set<std::string> names) {
  if (names == watched_) return;
  watched_ = std::move(names);
  send({{"type", "watch"}, {"views", watched_}});
}

}  // namespace gradlab::ui
