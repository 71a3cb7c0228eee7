// What the recommendation shows: the visitor's own stars and what is guessed of the rest, the map of tastes, and the
// table of all stars as it is known, guessed and true.
#pragma once

#include <span>
#include <vector>

#include "demos/core/views.h"
#include "engine/data/data.h"
#include "engine/learn/factorization/factorization.h"

namespace gradlab {

void show_own_stars(View& view, std::span<const Factorization::Opinion> opinions, std::span<const float> guesses);
/// The films that the visitor has not rated and would like best.
void show_proposals(View& view, std::span<const Factorization::Opinion> opinions, std::span<const float> guesses);
/// Films by their factors [films, K]: the two that there are, one, or of more the two directions in which they differ
/// most.
void show_taste_map(View& view, const Tensor& factors);
/// Of the first viewers; `known` are training's pairs, `liking` and `guessed` [viewers, films].
void show_star_tables(View& view, const Dataset& known, const Tensor& liking, const Tensor& guessed);

}  // namespace gradlab
