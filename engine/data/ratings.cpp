#include "engine/data/ratings.h"

#include <algorithm>
#include <cmath>

#include "engine/core/error.h"

namespace gradlab {

namespace {

enum Stream : std::uint64_t { film_stream, viewer_stream, seen_stream };

constexpr float middle = 3.2f, spread = 0.25f;  // in stars, and of a film around its genre
constexpr float corners[4][2] = {{1, 1}, {1, -1}, {-1, 1}, {-1, -1}};

struct Tastes {
  float first, second, bias;
};

}  // namespace

const std::vector<Film>& films() {
  // In turns of love, adventure, comedy and horror.
  static const std::vector<Film> all = [] {
    const char* titles[] = {"Romeo",  "Safari",  "Banana",    "Zombi",   "Serenata",  "Tornado", "Karaoke",  "Vampiro",
                            "Bolero", "Everest", "Spaghetti", "Terror",  "Valentina", "Pirata",  "Carnaval", "Medusa",
                            "Tango",  "Meteor",  "Polka",     "Cripta",  "Jasmin",    "Express", "Tutti",    "Fantasma",
                            "Roma",   "Canyon",  "Salsa",     "Dracula", "Amor",      "Cometa",  "Pingpong", "Momia"};
    std::vector<Film> films;
    for (const char* title : titles) films.push_back({title, static_cast<std::int32_t>(films.size() % 4)});
    return films;
  }();
  return all;
}

Ratings made_ratings(const RatingsOptions& options, const Random& random) {
  if (options.viewers < 1 || !(options.known_share >= 0.0f && options.known_share <= 1.0f)) {
    fail("made_ratings",
         std::to_string(options.viewers) + " viewers, a share of " + std::to_string(options.known_share),
         "at least 1 viewer, and a share in [0, 1]");
  }
  Random film_random = random.split(film_stream), viewer_random = random.split(viewer_stream),
         seen_random = random.split(seen_stream);
  std::vector<Tastes> of_films;
  for (const Film& film : films()) {
    const float* corner = corners[film.genre];
    of_films.push_back(
        {film_random.normal(corner[0], spread), film_random.normal(corner[1], spread), film_random.normal(0.0f, 0.3f)});
  }
  const auto film_count = static_cast<std::int64_t>(of_films.size());
  Ratings ratings{.pairs = {}, .stars = {}, .liking = Tensor::empty({options.viewers, film_count})};
  std::vector<std::int32_t> pairs;
  std::vector<float> stars;
  float* liking = ratings.liking.data();
  for (std::int64_t viewer = 0; viewer < options.viewers; ++viewer) {
    const Tastes own{viewer_random.normal(0.0f, 0.8f), viewer_random.normal(0.0f, 0.8f),
                     viewer_random.normal(0.0f, 0.3f)};
    for (std::int64_t film = 0; film < film_count; ++film) {
      const Tastes& there = of_films[static_cast<std::size_t>(film)];
      const float likes = middle + own.bias + there.bias + own.first * there.first + own.second * there.second;
      *liking++ = std::clamp(likes, 1.0f, 5.0f);
      const float mood = seen_random.normal(0.0f, options.noise);  // drawn of all, so that the share moves no other
      if (seen_random.uniform() >= options.known_share) continue;
      pairs.insert(pairs.end(), {static_cast<std::int32_t>(viewer), static_cast<std::int32_t>(options.viewers + film)});
      stars.push_back(std::clamp(std::round(likes + mood), 1.0f, 5.0f));
    }
  }
  const auto known = static_cast<std::int64_t>(stars.size());
  ratings.pairs = Tensor::indices(pairs, {known, 2});
  ratings.stars = Tensor::from(stars, {known, 1});
  return ratings;
}

}  // namespace gradlab
