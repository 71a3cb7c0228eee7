// Small pictures in groups: samples, filters, what every channel answers.
#include <imgui.h>

#include <memory>

#include "web/ui/draw/atlas.h"
#include "web/ui/draw/colors.h"
#include "web/ui/draw/legend.h"
#include "web/ui/draw/number.h"
#include "web/ui/draw/tip.h"
#include "web/ui/layout/card.h"
#include "web/ui/layout/window.h"
#include "web/ui/layout/workspace.h"
#include "web/ui/state/outbox.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/views/gallery.h"
#include "web/ui/views/picture_boxes.h"
#include "web/ui/widgets/press.h"

namespace gradlab::ui {
namespace {

struct Group {
  std::string label, note;
  std::vector<std::string> captions;
  Numbers images;
  Palette palette = Palette::gray;
  Range range;
  int selected = -1;
  bool choose = false;
  PictureBoxes boxes;
  Atlas atlas;
};

class Images final : public View {
 public:
  using View::View;

  void receive(const ViewData& data) override {
    const Json& list = elements(data.option("groups"));
    while (groups_.size() < list.size()) groups_.push_back(std::make_unique<Group>());
    groups_.resize(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) read(*groups_[i], list[i], data);
    opens_ = string_of(data.option("opens"));
    painted_ = false;
  }

  void draw(Card& card) override {
    paint();
    card.body.cut_top(draw_legend(card.list, card.body, legend()));
    const float largest = (card.alone ? dp(360) : dp(168)) * widest();
    const Box body = card.body;
    const Gallery gallery = Gallery::inside(wishes(), body.width(), body.height(), largest);
    // A little more to every side than the pictures, for the outlines and the bar to scroll with.
    Scroll scroll("images", {body.low - ImVec2(dp(6), dp(4)), body.high + ImVec2(card_padding() - dp(4), dp(8))});
    const ImVec2 origin(body.low.x, scroll.top() + dp(4));
    ImDrawList* list = ImGui::GetWindowDrawList();
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      ImGui::PushID(static_cast<int>(g));
      draw_group(list, static_cast<int>(g), gallery.groups[g], origin);
      ImGui::PopID();
    }
    scroll.end_at(origin.y + gallery.height);
  }

  float natural_height(float width) const override {
    const float pictures = Gallery::comfortable(wishes(), width, dp(168) * widest()).height;
    return std::max(pictures, dp(24)) + draw_legend(nullptr, {{0, 0}, {width, 0}}, legend());
  }

 private:
  static void read(Group& group, const Json& json, const ViewData& data) {
    group.label = label(string_of(member(json, "label")));
    group.note = label(string_of(member(json, "note")));
    group.captions.clear();
    for (const std::string& caption : strings_of(member(json, "captions"))) group.captions.push_back(label(caption));
    group.palette = palette_of(string_of(member(json, "palette")));
    group.images = data.tensor(string_of(member(json, "images")), group.palette == Palette::rgb ? 4 : 3);
    if (group.palette == Palette::rgb && !group.images.empty() && group.images.length(3) != 3) group.images = {};
    group.range = {};
    for (const Json& end : elements(member(json, "range"))) group.range.include(number_of(end, NAN));
    group.selected = integer_of(member(json, "selected"), -1);
    group.choose = flag_of(member(json, "choose"));
    group.boxes.read(member(json, "boxes"));
  }

  /// What the colours of pictures say that are no pictures of things.
  std::vector<LegendItem> legend() const {
    std::vector<LegendItem> items;
    const auto has = [&](Palette palette) {
      return std::ranges::any_of(groups_, [&](const auto& group) { return group->palette == palette; });
    };
    if (has(Palette::sign)) items = sign_legend(LegendItem::Mark::square);
    if (!has(Palette::heat)) return items;
    items.push_back({LegendItem::Mark::square, amount_color(0.0f), text("ui.amount.most"), ""});
    items.push_back({LegendItem::Mark::square, amount_color(1.0f), text("ui.amount.none"), ""});
    return items;
  }

  /// When the numbers or the theme have changed.
  void paint() {
    if (painted_ && painted_dark_ == theme().dark) return;
    for (const auto& group : groups_) group->atlas.paint(group->images, group->palette, group->range);
    painted_ = true;
    painted_dark_ = theme().dark;
  }

  /// How many times as wide as high the widest pictures are, so that these are not flat.
  float widest() const {
    float aspect = 1.0f;
    for (const GalleryGroup& wish : wishes()) aspect = std::max(aspect, std::min(wish.aspect, 4.0f));
    return aspect;
  }

  static float caption_height() { return type_size(Type::ticks) + dp(3); }

  std::vector<GalleryGroup> wishes() const {
    std::vector<GalleryGroup> wishes;
    for (const auto& group : groups_) {
      GalleryGroup& wish = wishes.emplace_back();
      if (!group->images.empty()) {
        wish.count = group->images.length(0);
        wish.aspect = static_cast<float>(group->images.length(2)) / static_cast<float>(group->images.length(1));
      }
      for (const std::string& caption : group->captions)
        wish.least_width = std::max(wish.least_width, std::min(text_size(Type::ticks, caption).x, dp(104)));
      if (!group->boxes.empty()) wish.least_width = std::max(wish.least_width, least_width_with_boxes());
      if (wish.aspect > 1.5f) wish.least_width = std::max(wish.least_width, dp(72) * wish.aspect);
      if (!group->captions.empty()) wish.caption = caption_height();
      if (!group->label.empty()) wish.head = text_size(Type::heading, group->label).x;
    }
    return wishes;
  }

  void draw_group(ImDrawList* list, int g, const Gallery::Place& place, ImVec2 origin) const {
    const Group& group = *groups_[static_cast<std::size_t>(g)];
    Box head{place.head.low + origin, place.head.high + origin};
    if (place.head.height() > 0.0f) {
      const float label = std::min(text_size(Type::heading, group.label).x, head.width());
      draw_text_in(list, Type::heading, head.low, {head.low.x + label, head.high.y}, {0, 0}, theme().text, group.label);
      if (head.width() - label > dp(48))
        draw_text_in(list, Type::small, {head.low.x + label + dp(8), head.low.y}, head.high, {0, 0}, theme().text_soft,
                     group.note);
    }
    for (int i = 0; i < static_cast<int>(place.tiles.size()); ++i) {
      const Box tile{place.tiles[static_cast<std::size_t>(i)].low + origin,
                     place.tiles[static_cast<std::size_t>(i)].high + origin};
      if (!ImGui::IsRectVisible(tile.low, tile.high)) continue;
      ImGui::PushID(i);
      draw_tile(list, g, i, tile);
      ImGui::PopID();
    }
  }

  void draw_tile(ImDrawList* list, int g, int i, Box tile) const {
    const Group& group = *groups_[static_cast<std::size_t>(g)];
    const Press area = press("image", tile);
    if (area.hovered) set_cursor(group.choose ? "pointer" : "default");
    const Box caption = group.captions.empty() ? Box{} : tile.cut_bottom(caption_height());
    const Box picture = group.atlas.place(tile);
    group.atlas.draw(list, tile, i);
    draw_boxes(list, group, i, picture);
    const bool selected = i == group.selected;
    if (selected || area.hovered) outline(list, picture, selected);
    if (static_cast<std::size_t>(i) < group.captions.size())
      draw_text_in(list, Type::ticks, {caption.low.x, caption.low.y + dp(2)}, caption.high, {0.5f, 0},
                   selected ? theme().text : theme().text_soft, group.captions[static_cast<std::size_t>(i)]);
    if (area.hovered) tip(group, i);
    if (!area.clicked || !group.choose) return;
    send({{"type", "input"}, {"view", spec().name}, {"kind", "choose"}, {"group", g}, {"index", i}});
    if (!opens_.empty()) open_section(opens_);
  }

  static void draw_boxes(ImDrawList* list, const Group& group, int i, Box picture) {
    if (!group.boxes.empty()) group.boxes.draw(list, i, picture, group.images.length(2), group.images.length(1));
  }

  static void outline(ImDrawList* list, Box picture, bool selected) {
    const float width = selected ? dp(2) : dp(1.5f), away = width / 2 + (selected ? dp(1) : 0.0f);
    list->AddRect(picture.low - ImVec2(away, away), picture.high + ImVec2(away, away),
                  selected ? theme().accent : theme().text_faint, dp(2), 0, width);
  }

  static void tip(const Group& group, int i) {
    const auto index = static_cast<std::size_t>(i);
    std::vector<TipRow> rows;
    if (index < group.captions.size()) rows.push_back({group.captions[index], ""});
    if (group.palette == Palette::sign || group.palette == Palette::heat) {
      Range own;
      own.include(group.images.slice(i));
      if (!own.empty() && own.low == own.high) rows.push_back({text("ui.images.value"), number_text(own.low)});
      if (own.low < own.high)
        rows.push_back({text("ui.images.range"), number_text(own.low) + " … " + number_text(own.high)});
    }
    group.boxes.tell(i, rows);
    const std::string place =
        text("ui.images.place", {{"index", i + 1}, {"count", static_cast<int>(group.atlas.count())}});
    draw_tip(ImGui::GetIO().MousePos, group.label.empty() ? place : group.label + " · " + place, rows,
             [&](ImDrawList* list, Box box) { group.atlas.draw(list, box, i); });
  }

  std::vector<std::unique_ptr<Group>> groups_;
  std::string opens_;  ///< the section where a chosen picture is looked into
  bool painted_ = false, painted_dark_ = false;
};

}  // namespace

const RegisterView registered_images({"images", 1.35f, 260.0f, 180.0f, 1.0f, make_kind<Images>, 420.0f});

}  // namespace gradlab::ui
