#include "demos/gan/gan_watch.h"

#include <algorithm>

namespace gradlab {

namespace {

constexpr std::size_t remembered = 10;  // sights
constexpr double sure = 0.9, lost_share = 0.1, few_modes = 0.5, settled_share = 0.5;
constexpr std::size_t many_places = 3;

/// The clouds that were the fullest in turn.
std::set<std::ptrdiff_t> fullest(const std::deque<GanWatch::Sight>& sights) {
  std::set<std::ptrdiff_t> places;
  for (const GanWatch::Sight& sight : sights) {
    const auto most = std::ranges::max_element(sight.measures.near);
    if (most != sight.measures.near.end() && *most > 0) places.insert(most - sight.measures.near.begin());
  }
  return places;
}

}  // namespace

std::optional<std::string> GanWatch::trouble() const {
  const auto always = [&](auto holds) { return std::ranges::all_of(seen_, holds); };
  if (always([](const Sight& now) { return now.told_apart > sure && now.measures.good_share < lost_share; }))
    return "notice.gan.discriminator_wins";
  const bool few = always([](const Sight& now) {
    const double modes = static_cast<double>(now.measures.near.size());
    return now.apart && modes > 2 && static_cast<double>(now.measures.modes) <= few_modes * modes;
  });
  if (!few) return {};
  const auto settled = [](const Sight& now) { return now.measures.good_share > settled_share; };
  if (always(settled)) return "notice.gan.collapse";
  if (std::ranges::none_of(seen_, settled) && fullest(seen_).size() >= many_places) return "notice.gan.oscillation";
  return {};
}

std::optional<Refusal> GanWatch::see(std::int64_t step, Sight sight) {
  if (step < looked_) seen_.clear();  // training went back
  looked_ = step;
  seen_.push_back(std::move(sight));
  if (seen_.size() > remembered) seen_.pop_front();
  if (seen_.size() < remembered) return {};
  const std::optional<std::string> key = trouble();
  if (!key || !said_.insert(*key).second) return {};
  std::int64_t modes = 0;
  for (const Sight& now : seen_) modes = std::max(modes, now.measures.modes);
  return Refusal{*key, {{"modes", modes}, {"clouds", seen_.back().measures.near.size()}}};
}

}  // namespace gradlab
