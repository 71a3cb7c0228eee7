// The cards of the views: where they stand, which of them are on screen.
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "web/ui/draw/tip.h"
#include "web/ui/input/clock.h"
#include "web/ui/layout/card.h"
#include "web/ui/layout/grid.h"
#include "web/ui/layout/outlook.h"
#include "web/ui/layout/window.h"
#include "web/ui/layout/workspace.h"
#include "web/ui/state/embedding.h"
#include "web/ui/state/outbox.h"
#include "web/ui/state/session.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/widgets/press.h"

namespace gradlab::ui {
namespace {

/// Of a card beside others in a frame of another page, in CSS pixels.
constexpr float least_framed_width = 200.0f;
/// Of the height that it has elsewhere.
constexpr float framed_height = 0.75f;

/// The cards that were drawn last.
std::vector<std::pair<std::string, Box>> drawn_cards;

/// `room` is the width of a whole row.
GridItem item_of(const ShownView& shown, bool phone, float room) {
  const ViewKind& kind = *find_kind(shown.spec.kind);
  const ViewSpec& spec = shown.spec;
  const float wide = spec.wide ? 1.8f : 1.0f;
  const auto natural = [&shown, &spec](float width) {
    const float body = shown.arrived ? shown.view->natural_height(width - 2 * card_padding()) : 0.0f;
    return body > 0.0f ? card_height(spec, width, body) : 0.0f;
  };
  GridItem item;
  item.weight = kind.weight * wide;
  item.rigidity = shown.arrived && shown.view->natural_height(dp(300)) > 0.0f ? 0.3f : 1.0f;
  const bool crowded = spec.wide && natural(room / 2) > dp(kind.tallest);
  item.least_width = crowded ? room : dp(kind.least_width);
  item.ideal = [&kind, wide, natural, phone](float width) {
    const float height = natural(width);
    if (phone) return height > 0.0f ? height : std::max(width / kind.aspect, dp(kind.least_height)) + dp(56);
    return height > 0.0f ? std::min(height, dp(kind.tallest))
                         : std::max(width / (kind.aspect * wide), dp(1.2f * kind.least_height));
  };
  item.least = [&kind, wide, natural](float width) {
    const float height = natural(width);
    return height > 0.0f ? std::min(height, dp(wide * kind.least_height)) : dp(kind.least_height);
  };
  if (embedding().framed) {  // which is as large as the page around it likes
    item.least_width = std::min(item.least_width, dp(least_framed_width));
    item.least = [least = item.least](float width) { return framed_height * least(width); };
  }
  return item;
}

void draw_card(ShownView& shown, Box box, bool scrolls) {
  drawn_cards.emplace_back(shown.spec.name, box);
  ImGui::PushID(shown.spec.name.c_str());
  Card card = begin_card(shown.spec, box, shown.tools, shown.of);
  card.scrolls = scrolls;
  std::string& enlarged = outlook().enlarged;
  card.alone = enlarged == shown.spec.name;
  const bool only = embedding().cards.size() == 1;
  if (shown.arrived) {
    const char* tip = card.alone ? "ui.card.shrink" : "ui.card.enlarge";
    if (!only && card.tool(card.alone ? Icon::shrink : Icon::enlarge, text(tip)))
      enlarged = card.alone ? "" : shown.spec.name;
    shown.view->draw(card);
    shown.tools = box.high.x - card.tools_left;
  } else {
    draw_skeleton(card.list, card.body.shrunk(0, dp(8)),
                  theme().still ? 0.5f : 0.5f + 0.5f * static_cast<float>(std::sin(frame_time() / 500.0)));
    if (!theme().still) draw_again_in(40);
  }
  ImGui::PopID();
}

std::vector<std::string> sections_of(const std::vector<ShownView*>& present) {
  std::vector<std::string> names;
  for (const ShownView* shown : present) {
    if (std::ranges::find(names, shown->spec.section) == names.end()) names.push_back(shown->spec.section);
  }
  return names;
}

/// A row to choose from where the views have several sections, which it cuts off `box`.
void draw_sections(Box& box, const std::vector<std::string>& names, bool phone) {
  std::string& section = outlook().section;
  std::vector<std::string> labels;
  auto chosen = std::ranges::find(names, section);
  if (chosen == names.end()) chosen = names.begin();
  section = chosen == names.end() ? "" : *chosen;
  if (names.size() < 2) return;
  float widest = 0.0f;
  for (const std::string& name : names) {
    labels.push_back(text("section." + name));
    widest = std::max(widest, text_size(Type::strong, labels.back()).x);
  }
  Box row = box.cut_top(control_height());
  box.cut_top(dp(12));
  if (!phone) row = row.cut_left((widest + dp(28)) * static_cast<float>(names.size()));
  const int picked = segmented("sections", row, labels, static_cast<int>(chosen - names.begin()));
  if (picked >= 0) section = names[static_cast<std::size_t>(picked)];
}

/// Before any demo is open: the shape of what will come.
void draw_empty(Box box, bool phone) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float gap = dp(16),
              pulse = theme().still ? 0.5f : 0.5f + 0.5f * static_cast<float>(std::sin(frame_time() / 500.0));
  const int columns = phone ? 1 : 2, rows = 2;
  for (int i = 0; i < columns * rows; ++i) {
    const ImVec2 size((box.width() - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns),
                      (box.height() - gap) / 2);
    const ImVec2 low = box.low + ImVec2((size.x + gap) * static_cast<float>(i % columns),
                                        (size.y + gap) * static_cast<float>(i / columns));
    const Box card = Box{low, low + size}.rounded();
    list->AddRectFilled(card.low, card.high, theme().card, dp(10));
    list->AddRect(card.low, card.high, theme().card_edge, dp(10), 0, hairline());
    Box body = card.shrunk(card_padding());
    const Box title = body.cut_top(dp(16));
    list->AddRectFilled(title.low, {title.low.x + title.width() * 0.3f, title.high.y - dp(2)},
                        mix(theme().grid, theme().track, pulse), dp(4));
    draw_skeleton(list, body.shrunk(0, dp(16)), pulse);
  }
  if (!theme().still) draw_again_in(40);
}

/// The views that there are now; in a frame those that were asked for, unless none of them is there.
std::vector<ShownView*> present_views() {
  std::vector<ShownView*> present, asked;
  for (ShownView& shown : session().views()) {
    if (session().holds(shown.spec.when)) present.push_back(&shown);
  }
  for (const std::string& name : embedding().cards) {
    for (ShownView* shown : present) {
      if (shown->spec.name == name) asked.push_back(shown);
    }
  }
  return asked.empty() ? present : asked;
}

}  // namespace

void open_section(const std::string& name) {
  outlook() = {name, ""};
}

void receive_pick(ImVec2 place) {
  const auto card = std::ranges::find_if(drawn_cards, [&](const auto& one) { return one.second.contains(place); });
  const bool none = card == drawn_cards.end();
  const Box box = none ? Box{} : card->second;
  const float ratio = pixel_ratio();
  send({{"type", "card"},
        {"view", none ? "" : card->first},
        {"box", {box.low.x / ratio, box.low.y / ratio, box.width() / ratio, box.height() / ratio}}});
}

void draw_views(Box box, bool phone, float below) {
  drawn_cards.clear();
  if (session().views().empty()) return draw_empty(box, phone);
  follow_outlook();
  std::vector<ShownView*> present = present_views();
  std::set<std::string> watched;
  const std::vector<std::string> sections = sections_of(present);
  const std::string first = sections.empty() ? "" : sections.front();
  const std::string enlarged = outlook().enlarged;
  const auto large =
      std::ranges::find_if(present, [&](const ShownView* shown) { return shown->spec.name == enlarged; });
  const bool lone = embedding().framed && present.size() == 1;  // as large as the frame, however small that is
  if (large != present.end() || lone) {
    ShownView& alone = lone ? *present.front() : **large;
    draw_card(alone, box, false);
    watched.insert(alone.spec.name);
    tell_outlook(first);
    return session().watch(std::move(watched));
  }

  const float gap = dp(phone ? 12 : 16);
  const std::string& section = outlook().section;
  if (embedding().cards.empty()) {
    draw_sections(box, sections, phone);
    std::erase_if(present, [&](const ShownView* shown) { return shown->spec.section != section; });
  }
  Grid grid;
  std::vector<GridItem> items;
  for (const ShownView* shown : present) items.push_back(item_of(*shown, phone, box.width()));
  if (phone) {
    for (const GridItem& item : items) {
      const float height = std::round(item.ideal(box.width()));
      grid.boxes.push_back({{0, grid.height}, {box.width(), grid.height + height}});
      grid.height += height + gap;
    }
  } else {
    grid = lay_out(items, box.width(), box.height(), gap);
  }

  Scroll scroll(("views." + section).c_str(), {{box.low.x, box.low.y}, {box.high.x + dp(12), box.high.y}});
  const ImVec2 origin(box.low.x, scroll.top());
  for (std::size_t i = 0; i < grid.boxes.size(); ++i) {
    const Box place{grid.boxes[i].low + origin, grid.boxes[i].high + origin};
    if (place.high.y < box.low.y || place.low.y > box.high.y) continue;
    watched.insert(present[i]->spec.name);
    draw_card(*present[i], place, scroll.scrolls());
  }
  scroll.end_at(origin.y + grid.height + below);
  session().watch(std::move(watched));
  tell_outlook(first);
}

}  // namespace gradlab::ui
