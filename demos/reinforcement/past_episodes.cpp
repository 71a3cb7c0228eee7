#include "demos/reinforcement/past_episodes.h"

#include <algorithm>
#include <iterator>

namespace gradlab {

namespace {

std::size_t numbers_of(const std::vector<PastEpisodes::Kept>& kept) {
  std::size_t sum = 0;
  for (const auto& [step, episode] : kept)
    sum += episode.states.size() + episode.actions.size() + episode.rewards.size();
  return sum;
}

}  // namespace

void PastEpisodes::add(std::int64_t step, const Episode& episode) {
  if (!kept_.empty() && step < kept_.back().step + spacing_) return;
  kept_.push_back({step, episode});
  while (kept_.size() > most || (kept_.size() > 1 && numbers_of(kept_) > most_numbers)) {
    spacing_ *= 2;
    std::int64_t next = kept_.front().step;
    std::erase_if(kept_, [&](const Kept& one) {
      if (one.step < next) return true;
      next = one.step + spacing_;
      return false;
    });
  }
}

void PastEpisodes::forget_after(std::int64_t step) {
  std::erase_if(kept_, [&](const Kept& one) { return one.step > step; });
}

const PastEpisodes::Kept* PastEpisodes::chosen() const {
  const auto behind = std::ranges::upper_bound(kept_, wish_, {}, &Kept::step);
  return behind == kept_.begin() ? nullptr : &*std::prev(behind);
}

void PastEpisodes::show(View& view) const {
  Json steps = Json::array();
  for (const Kept& one : kept_) steps.push_back(one.step);
  view.set("past", {{"steps", steps}, {"chosen", chosen() ? chosen()->step : -1}});
}

}  // namespace gradlab
