#include "web/ui/views/cluster_marks.h"

#include <imgui.h>

#include "web/ui/draw/colors.h"
#include "web/ui/draw/segments.h"
#include "web/ui/layout/card.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"

namespace gradlab::ui {
namespace {

/// The tensor `name` [n, width], or none.
Numbers table_of(const ViewData& data, std::string_view name, int width) {
  const Numbers& numbers = data.tensor(name, 2);
  return !numbers.empty() && numbers.length(1) == width ? numbers : Numbers{};
}

ImVec2 place(const Plot& plot, std::span<const float> numbers, std::size_t first) {
  return plot.at(static_cast<double>(numbers[first]), static_cast<double>(numbers[first + 1]));
}

}  // namespace

std::string cluster_name(float label) {
  return label < 0.0f ? text("ui.points.noise") : text("ui.points.cluster", {{"cluster", static_cast<int>(label) + 1}});
}

void ClusterMarks::receive(const ViewData& data) {
  there_ = flag_of(data.option("clusters"));
  note_ = label(string_of(data.option("note")));
  segments_ = table_of(data, "segments", 4);
  arrows_ = flag_of(data.option("arrows"));
  segment_labels_ = data.tensor("segment_labels", 1).values;
  centres_ = table_of(data, "centres", 2);
  outlines_ = data.tensor("outlines", 3);
  if (!outlines_.empty() && outlines_.length(2) != 2) outlines_ = {};
}

void ClusterMarks::draw_note(Card& card) const {
  if (note_.empty()) return;
  const Box words = card.body.cut_top(type_size(Type::small) + dp(6));
  draw_text_in(card.list, Type::small, words.low, words.high, {0, 0.5f}, theme().text,
               shortened(Type::small, note_, words.width()));
}

void ClusterMarks::draw_behind(ImDrawList* list, const Plot& plot) const {
  list->PushClipRect(plot.area.low, plot.area.high, true);
  if (!there_) draw_segments(list, plot);
  for (int k = 0; !outlines_.empty() && k < outlines_.length(0); ++k) {
    const std::span<const float> line = outlines_.slice(k);
    for (const bool halo : {true, false}) {
      for (std::size_t i = 0; i + 1 < line.size(); i += 2) {
        if (const ImVec2 at = place(plot, line, i); is_place(at)) list->PathLineTo(at);
      }
      list->PathStroke(halo ? with_alpha(theme().card, 0.8f) : class_color(k), 0, dp(halo ? 4.5f : 2.25f));
    }
  }
  list->PopClipRect();
}

void ClusterMarks::draw_segments(ImDrawList* list, const Plot& plot) const {
  for (int i = 0; !segments_.empty() && i < segments_.length(0); ++i) {
    const std::span<const float> ends = segments_.slice(i);
    const ImVec2 from = place(plot, ends, 0), to = place(plot, ends, 2);
    const auto index = static_cast<std::size_t>(i);
    const ImU32 ink = index < segment_labels_.size() ? class_color(static_cast<int>(segment_labels_[index]))
                                                     : with_alpha(theme().text_faint, 0.75f);
    if (is_place(from) && is_place(to)) draw_segment(list, from, to, ink, arrows_);
  }
}

void ClusterMarks::draw_before(ImDrawList* list, const Plot& plot) const {
  list->PushClipRect(plot.area.low, plot.area.high, true);
  if (there_) draw_segments(list, plot);  // ways of centres, which points are not to hide
  list->PopClipRect();
  for (int k = 0; !centres_.empty() && k < centres_.length(0); ++k) {
    const ImVec2 at = place(plot, centres_.slice(k), 0);
    if (!is_place(at) || !plot.area.shrunk(-dp(1)).contains(at)) continue;
    const ImU32 color = class_color(k);
    list->AddCircleFilled(at, dp(9.5f), theme().card);
    list->AddCircleFilled(at, dp(8.0f), theme().text);
    list->AddCircleFilled(at, dp(6.5f), color);
    list->AddCircleFilled(at, dp(2.25f), ink_on(color));
  }
}

}  // namespace gradlab::ui
