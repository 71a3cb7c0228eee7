// What the visitor thinks of films: stars, as the parameter "ratings" holds them, and how a click changes them.
#pragma once

#include <vector>

#include "demos/core/params.h"
#include "engine/learn/factorization/factorization.h"

namespace gradlab {

constexpr std::int64_t most_stars = 5;
/// So much are a newcomer's factors held near 0: as if each had been seen once, with no opinion.
constexpr double newcomer_ridge = 0.3;

/// "ratings": [[film, stars]...].
Param ratings_param();
/// Throws Refusal for a film or a number of stars that there is not.
std::vector<Factorization::Opinion> opinions_of(const Json& ratings);
/// {"ratings": ...} after an event {"kind": "choose", "row": film, "column": stars - 1}, which takes the same stars
/// back, or {"kind": "clear"}. Throws for what is neither.
Json changed_opinions(std::vector<Factorization::Opinion> opinions, const Json& event);

}  // namespace gradlab
