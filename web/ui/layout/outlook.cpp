#include "web/ui/layout/outlook.h"

#include <algorithm>
#include <utility>

#include "web/ui/state/outbox.h"
#include "web/ui/state/session.h"

namespace gradlab::ui {
namespace {

/// What the shell wants to be looked at, and cannot be yet.
Json wanted = Json::object();
int frames_before = 0;  ///< that were of another run
Json told = {{"section", ""}, {"card", ""}, {"chosen", Json::object()}};

}  // namespace

Outlook& outlook() {
  static Outlook outlook;
  return outlook;
}

void receive_outlook(const Json& message) {
  wanted = message.is_object() ? message : Json::object();
  frames_before = session().frames();
}

void follow_outlook() {
  if (wanted.empty() || session().frames() == frames_before) return;
  if (wanted.contains("section")) {
    outlook() = {string_of(member(wanted, "section")), string_of(member(wanted, "card"))};
    wanted.erase("section");
  }
  Json later = Json::object();
  for (const auto& [name, place] : member(wanted, "chosen").items()) {
    const auto shown = std::ranges::find(session().views(), name, [](const ShownView& one) { return one.spec.name; });
    if (shown == session().views().end()) continue;
    if (shown->arrived) {
      shown->view->choose(integers_of(place));
    } else {
      later[name] = place;
    }
  }
  wanted = later.empty() ? Json::object() : Json{{"chosen", later}};
}

void tell_outlook(const std::string& first) {
  if (wanted.contains("section")) return;
  Json chosen = wanted.value("chosen", Json::object());  // of views that are not on screen yet
  for (const ShownView& shown : session().views()) {
    if (!shown.arrived) continue;
    if (const std::vector<int> place = shown.view->chosen(); !place.empty()) chosen[shown.spec.name] = place;
  }
  const Outlook& now = outlook();
  Json here = {{"section", now.section == first ? "" : now.section}, {"card", now.enlarged}, {"chosen", chosen}};
  if (here == told) return;
  told = std::move(here);
  Json message = told;
  message["type"] = "outlook";
  send(message);
}

}  // namespace gradlab::ui
