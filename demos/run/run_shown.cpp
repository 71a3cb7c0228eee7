// What is seen of a run: its numbers and its views.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "demos/run/run.h"

namespace gradlab {

std::map<std::string, double> Run::metrics(bool exact) {
  Metrics metrics;
  experiment_->evaluate(metrics);
  if (exact || tests_.empty()) tests_.test(step_, *experiment_);
  std::map<std::string, double> numbers = read_back(metrics);
  numbers.insert(tests_.numbers().begin(), tests_.numbers().end());
  numbers["step"] = static_cast<double>(step_);
  numbers["seconds"] = rate_.seconds();
  numbers["samples_per_second"] = rate_.samples_per_second();
  const std::optional<double> epoch = experiment_->epoch();
  if (!epoch) return numbers;
  numbers["epoch"] = *epoch;
  if (const auto samples = static_cast<double>(experiment_->samples_per_epoch());
      samples > 0 && rate_.samples_per_second() > 0) {
    numbers["epoch_seconds_left"] = (1.0 - (*epoch - std::floor(*epoch))) * samples / rate_.samples_per_second();
  }
  return numbers;
}

Situation Run::situation() const {
  if (diverged_) return {Situation::Kind::diverged, step_};
  const auto goal = std::ranges::find_if(demo_->goals, [&](const Goal& one) { return holds(one.when, values_); });
  return situation_of(history_, std::max<std::int64_t>(0, altered_at_), demo_->progress,
                      goal == demo_->goals.end() ? nullptr : &*goal);
}

void Run::show(Views& views) {
  views.keep_only(view_names(*demo_, values_));
  experiment_->show(views);
  show_history(views, history_, former_history_, charts());
  if (!views.wants("profile")) return;
  View& view = views.add("profile");
  const Json now = profile();
  for (const auto& [option, value] : now.items()) view.set(option, value);
}

std::set<std::string> Run::charts() const {
  std::set<std::string> names = {"loss", "accuracy", demo_->progress.metric};
  const std::vector<std::string> metrics = history_.metrics();
  for (const ViewSpec& view : demo_->views) {
    if (view.kind == "line_chart" && std::ranges::find(metrics, view.name) != metrics.end()) names.insert(view.name);
  }
  return names;
}

Json Run::profile() {
  profile_.look();
  return profile_.to_json(remote_ != nullptr);
}

}  // namespace gradlab
