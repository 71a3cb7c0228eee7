#include "demos/recommendation/opinions.h"

#include <algorithm>
#include <cmath>

#include "engine/core/error.h"
#include "engine/data/ratings.h"

namespace gradlab {

namespace {

bool is_whole_within(double value, double low, double high) {
  return value >= low && value <= high && value == std::floor(value);
}

}  // namespace

Param ratings_param() {
  return Param::points("ratings", "data").applies_live();
}

std::vector<Factorization::Opinion> opinions_of(const Json& ratings) {
  std::vector<Factorization::Opinion> opinions;
  const auto count = static_cast<double>(films().size());
  for (const Json& rating : ratings) {
    const double film = rating[0], stars = rating[1];
    if (!is_whole_within(film, 0, count - 1) || !is_whole_within(stars, 1, most_stars)) {
      throw Refusal{"notice.no_such_rating", {{"film", film}, {"stars", stars}, {"films", count - 1}}};
    }
    const auto number = static_cast<std::int64_t>(film);
    std::erase_if(opinions, [&](const Factorization::Opinion& earlier) { return earlier.film == number; });
    opinions.push_back({number, static_cast<float>(stars)});
  }
  return opinions;
}

Json changed_opinions(std::vector<Factorization::Opinion> opinions, const Json& event) {
  const std::string kind = event.value("kind", "");
  if (kind == "clear") return {{"ratings", Json::array()}};
  if (kind != "choose") fail("input", "the kind \"" + kind + "\"", "choose or clear");
  const std::int64_t film = whole_number(event.value("row", Json()), "choose"),
                     stars = whole_number(event.value("column", Json()), "choose") + 1;
  const auto earlier = std::ranges::find(opinions, film, &Factorization::Opinion::film);
  const bool taken_back = earlier != opinions.end() && earlier->stars == static_cast<float>(stars);
  if (earlier != opinions.end()) opinions.erase(earlier);
  Json ratings = Json::array();
  for (const Factorization::Opinion& opinion : opinions)
    ratings.push_back({opinion.film, static_cast<std::int64_t>(opinion.stars)});
  if (!taken_back) ratings.push_back({film, stars});
  opinions_of(ratings);
  return {{"ratings", ratings}};
}

}  // namespace gradlab
