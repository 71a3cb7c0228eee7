#include "demos/recommendation/taste_views.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "demos/parts/gallery.h"
#include "engine/data/principal_components.h"
#include "engine/data/ratings.h"

namespace gradlab {

namespace {

constexpr std::size_t most_proposals = 8;
constexpr std::int64_t viewers_shown = 32;

Json titles(std::span<const std::size_t> which) {
  Json list = Json::array();
  for (const std::size_t film : which) list.push_back("=" + films()[film].title);
  return list;
}

std::vector<std::size_t> all_films() {
  std::vector<std::size_t> all(films().size());
  std::iota(all.begin(), all.end(), 0u);
  return all;
}

float shown_stars(float guess) {
  return std::clamp(guess, 1.0f, 5.0f);
}

/// [films, K] to [films, 2].
Tensor places_of(const Tensor& factors) {
  const std::int64_t films = factors.shape()[0], width = factors.shape()[1];
  if (width > 2) return principal_components(factors, 2).places;
  Tensor places = Tensor::zeros({films, 2});
  for (std::int64_t film = 0; film < films; ++film)
    std::copy_n(factors.read().data() + film * width, width, places.data() + 2 * film);
  return places;
}

}  // namespace

void show_own_stars(View& view, std::span<const Factorization::Opinion> opinions, std::span<const float> guesses) {
  std::vector<float> given(guesses.size(), 0.0f), shown;
  for (const Factorization::Opinion& opinion : opinions) given[static_cast<std::size_t>(opinion.film)] = opinion.stars;
  for (const float guess : guesses) shown.push_back(shown_stars(guess));
  view.set("labels", titles(all_films())).tensor("given", given).tensor("guessed", shown);
}

void show_proposals(View& view, std::span<const Factorization::Opinion> opinions, std::span<const float> guesses) {
  std::vector<std::size_t> order = all_films();
  std::erase_if(order, [&](std::size_t film) {
    return std::ranges::find(opinions, static_cast<std::int64_t>(film), &Factorization::Opinion::film) !=
           opinions.end();
  });
  std::ranges::stable_sort(order, std::greater(), [&](std::size_t film) { return guesses[film]; });
  order.resize(std::min(order.size(), most_proposals));
  std::vector<float> stars;
  for (const std::size_t film : order) stars.push_back(shown_stars(guesses[film]));
  view.set("y", "axis.stars")
      .set("labels", titles(order))
      .set("series", {{{"label", "curve.guessed_stars"}, {"values", "stars"}, {"role", "accent"}}})
      .tensor("stars", stars);
}

void show_taste_map(View& view, const Tensor& factors) {
  const Tensor places = places_of(factors);
  const auto count = static_cast<std::size_t>(places.shape()[0]);
  float edge = 0.5f;
  for (const float place : places.read()) edge = std::max(edge, 1.15f * std::abs(place));
  Json texts = Json::array();
  std::vector<float> genres, split(count, 0.0f);
  for (const Film& film : films()) {
    texts.push_back(film.title);
    genres.push_back(static_cast<float>(film.genre));
  }
  view.set("x", "axis.first_factor")
      .set("y", "axis.second_factor")
      .set("bounds", {-edge, edge, -edge, edge})
      .set("classes", 4)
      .set("class_names", {"genre.love", "genre.adventure", "genre.comedy", "genre.horror"})
      .set("editable", false)
      .set("texts", texts)
      .tensor("points", places)
      .tensor("labels", genres)
      .tensor("split", split);
}

void show_star_tables(View& view, const Dataset& known, const Tensor& liking, const Tensor& guessed) {
  const std::int64_t viewers = liking.shape()[0], films = liking.shape()[1], rows = std::min(viewers, viewers_shown);
  Tensor given = Tensor::zeros({1, rows, films});
  for (std::int64_t i = 0; i < known.size(); ++i) {
    const std::int32_t* pair = known.inputs.read_indices().data() + 2 * i;
    if (pair[0] < rows)
      given.data()[pair[0] * films + pair[1] - viewers] = known.targets.read()[static_cast<std::size_t>(i)];
  }
  Gallery gallery(view);
  const std::pair<double, double> range = {0, 5};
  gallery.add({.label = "stars.known", .note = "stars.known.note", .palette = "heat", .range = range}, given);
  gallery.add({.label = "stars.guessed", .palette = "heat", .range = range},
              guessed.rows(0, rows).viewed_as({1, rows, films}));
  gallery.add({.label = "stars.true", .palette = "heat", .range = range},
              liking.rows(0, rows).viewed_as({1, rows, films}));
}

}  // namespace gradlab
