#include "web/ui/draw/series.h"

#include <map>

#include "web/ui/draw/colors.h"
#include "web/ui/state/texts.h"

namespace gradlab::ui {

ImU32 Series::color() const {
  return series_color(role, repeated);
}

std::vector<Series> read_series(const ViewData& data, std::string_view list) {
  std::vector<Series> result;
  std::map<std::string, int> met;
  for (const Json& json : elements(data.option(list))) {
    Series& series = result.emplace_back();
    series.label = label(string_of(member(json, "label")));
    series.role = string_of(member(json, "role"), "train");
    series.repeated = met[series.role]++;
    series.x = data.tensor(string_of(member(json, "x")), 1).values;
    series.y = data.tensor(string_of(member(json, "y")), 1).values;
    const std::size_t count = std::min(series.x.size(), series.y.size());
    series.x.resize(count);
    series.y.resize(count);
  }
  return result;
}

}  // namespace gradlab::ui
