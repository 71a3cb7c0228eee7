// What can be tried: at least two things in every preset, each taken as it stands, each changing something.
#include "demos/core/tries.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "demos/run/run.h"

using namespace gradlab;

namespace {

template <typename Visit>
void for_each_try(Visit visit) {
  for (const Demo& demo : Registry<Demo>::all()) {
    CAPTURE(demo.name);
    for (const Preset& preset : demo.presets) {
      CAPTURE(preset.id);
      Values values(demo.params);
      values.change(preset.values);
      for (const Try& one : tries_of(demo, preset)) {
        CAPTURE(one.id);
        visit(demo, values, one);
      }
    }
  }
}

}  // namespace

TEST_CASE("every preset has two or three things to try, of different names") {
  for (const Demo& demo : Registry<Demo>::all()) {
    if (demo.name.starts_with("test-")) continue;  // of these tests alone: nobody sees them
    CAPTURE(demo.name);
    for (const Preset& preset : demo.presets) {
      CAPTURE(preset.id);
      const std::vector<Try> tries = tries_of(demo, preset);
      CHECK(tries.size() >= 2);
      CHECK(tries.size() <= 3);
      std::set<std::string> names;
      for (const Try& one : tries) CHECK(names.insert(one.id).second);
    }
  }
}

TEST_CASE("tries are of demos and presets that there are") {
  for (const Tries& tries : Registry<Tries>::all()) {
    CAPTURE(tries.name);
    const Demo& demo = Registry<Demo>::find("test", tries.name);
    for (const auto& [preset, list] : tries.presets) CHECK_NOTHROW(find_preset(demo, preset));
  }
}

TEST_CASE("what a try sets is taken without a word, one after another, and changes something") {
  for_each_try([](const Demo& demo, Values& values, const Try& one) {
    std::vector<Refusal> refusals;
    const Json changes = parsed(demo.params, one.written, refusals);
    CHECK(refusals.empty());
    CHECK(changes.size() == one.written.size());
    const Json before = values.json();
    CHECK(values.change(changes).empty());
    CHECK((changes.empty() || values.json() != before));
    for (const auto& [name, text] : one.written.items()) {
      const Param& param = *demo.params.find(name);
      CHECK(param.written(param.parse(text.get<std::string>())) == text);  // as links write it
      CHECK(holds(param.when, values));                                    // else the knob is not there
    }
  });
}

TEST_CASE("a try that sets nothing is done in a view that is there") {
  for_each_try([](const Demo& demo, Values& values, const Try& one) {
    std::vector<Refusal> refusals;
    values.change(parsed(demo.params, one.written, refusals));
    CHECK((one.view.empty() || view_names(demo, values).contains(one.view)));
    CHECK((!one.written.empty() || !one.view.empty()));
  });
}

TEST_CASE("a try starts anew by word only where what it sets would not, and answers what can happen") {
  for_each_try([](const Demo& demo, Values&, const Try& one) {
    bool live = true;
    for (const auto& [name, text] : one.written.items()) live = live && demo.params.find(name)->live;
    if (one.anew) CHECK((live && !one.written.empty()));
    const std::vector<std::string> kinds = situation_names();
    CHECK((one.answers.empty() || std::ranges::find(kinds, one.answers) != kinds.end()));
  });
}
