#include "web/ui/draw/band.h"

#include <map>

#include "web/ui/draw/colors.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"

namespace gradlab::ui {

ImU32 Band::color() const {
  return with_alpha(series_color(role, 0), (theme().dark ? 0.26f : 0.2f) / static_cast<float>(1 + repeated));
}

std::vector<Band> read_bands(const ViewData& data, std::string_view list) {
  std::vector<Band> bands;
  std::map<std::string, int> met;
  for (const Json& json : elements(data.option(list))) {
    Band& band = bands.emplace_back();
    band.label = label(string_of(member(json, "label")));
    band.role = string_of(member(json, "role"), "train");
    band.repeated = met[band.role]++;
    band.x = data.tensor(string_of(member(json, "x")), 1).values;
    band.low = data.tensor(string_of(member(json, "low")), 1).values;
    band.high = data.tensor(string_of(member(json, "high")), 1).values;
    const std::size_t count = std::min({band.x.size(), band.low.size(), band.high.size()});
    for (std::vector<float>* values : {&band.x, &band.low, &band.high}) values->resize(count);
  }
  return bands;
}

void draw_band(ImDrawList* list, const Plot& plot, const Band& band) {
  list->PushClipRect(plot.area.low, plot.area.high, true);
  const ImDrawListFlags before = list->Flags;
  list->Flags &= ~ImDrawListFlags_AntiAliasedFill;  // soft edges would show where two pieces meet
  const auto place = [&](std::size_t i, float y) {
    return plot.at(static_cast<double>(band.x[i]), static_cast<double>(y));
  };
  for (std::size_t i = 1; i < band.x.size(); ++i) {
    const ImVec2 a = place(i - 1, band.low[i - 1]), b = place(i - 1, band.high[i - 1]), c = place(i, band.high[i]),
                 d = place(i, band.low[i]);
    if (is_place(a) && is_place(b) && is_place(c) && is_place(d)) list->AddQuadFilled(a, b, c, d, band.color());
  }
  list->Flags = before;
  list->PopClipRect();
}

}  // namespace gradlab::ui
