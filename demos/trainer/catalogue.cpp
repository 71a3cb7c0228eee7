#include <algorithm>
#include <tuple>

#include "demos/core/tries.h"
#include "demos/trainer/session.h"

namespace gradlab {

namespace {

Json tries_in(const Demo& demo, const Preset& preset) {
  Json tries = Json::array();
  for (const Try& one : tries_of(demo, preset)) {
    tries.push_back({{"id", one.id},
                     {"written", one.written},
                     {"view", one.view},
                     {"answers", one.answers},
                     {"anew", one.anew},
                     {"learned", one.learned}});
  }
  return tries;
}

Json all_demos() {
  std::vector<const Demo*> order;
  for (const Demo& demo : Registry<Demo>::all()) order.push_back(&demo);
  std::sort(order.begin(), order.end(),
            [](const Demo* a, const Demo* b) { return std::tie(a->place, a->name) < std::tie(b->place, b->name); });
  Json demos = Json::array();
  for (const Demo* demo : order) {
    Json params = Json::array(), views = Json::array(), presets = Json::array();
    for (const Param& param : demo->params.list()) params.push_back(param.to_json());
    for (const ViewSpec& view : demo->views) {
      views.push_back({{"name", view.name},
                       {"kind", view.kind},
                       {"wide", view.wide},
                       {"when", to_json(view.when)},
                       {"section", view.section}});
    }
    for (const Preset& preset : demo->presets) {
      Json written = Json::object();
      for (const auto& [name, value] : preset.values.items()) written[name] = demo->params.find(name)->written(value);
      presets.push_back({{"id", preset.id},
                         {"values", preset.values},
                         {"written", std::move(written)},
                         {"steps_per_second", preset.steps_per_second},
                         {"diverges", preset.diverges},
                         {"tries", tries_in(*demo, preset)}});
    }
    Json devices = Json::array();
    for (const Device device : demo->devices) devices.push_back(name_of(device));
    const bool falls = demo->progress.direction == Progress::Direction::falls;
    demos.push_back({{"id", demo->name},
                     {"steps_per_second", demo->steps_per_second},
                     {"files", demo->files},
                     {"table_target", demo->table_target},
                     {"params", params},
                     {"views", views},
                     {"presets", presets},
                     {"progress", {{"metric", demo->progress.metric}, {"direction", falls ? "falls" : "rises"}}},
                     {"devices", devices}});
  }
  return demos;
}

}  // namespace

const Json& catalogue() {
  static const Json message = {{"type", "catalogue"}, {"demos", all_demos()}};
  return message;
}

}  // namespace gradlab
