#include "demos/reinforcement/own_game.h"

#include <algorithm>

#include "demos/reinforcement/stage_view.h"
#include "engine/core/error.h"

namespace gradlab {

void OwnGame::build(const Environment& rules, Random random) {
  chance_ = random;
  games_ = 0;
  best_.reset();
  begin(rules);
}

void OwnGame::begin(const Environment& rules) {
  random_ = chance_.split(games_++);
  state_.assign(static_cast<std::size_t>(rules.state_size()), 0.0);
  rules.begin(state_, random_);
  moves_ = last_ = 0;
  gained_ = 0.0;
  over_ = false;
}

void OwnGame::act(const Environment& rules, const Json& event) {
  const std::int64_t action = whole_number(event.at("action"), "act");
  const std::int64_t actions = std::ssize(rules.actions());
  if (action < 0 || action >= actions)
    fail("act", "action " + std::to_string(action), "0 to " + std::to_string(actions - 1));
  if (over_) begin(rules);
  const Transition transition = rules.act(state_, action, random_);
  gained_ += static_cast<double>(transition.score);
  last_ = action;
  ++moves_;
  over_ = transition.terminated || moves_ >= rules.most_moves();
  if (over_) best_ = std::max(gained_, best_.value_or(gained_));
}

void OwnGame::show(View& view, const Environment& rules, std::optional<double> agent) const {
  Stage stage{.bounds = rules.bounds()};
  rules.draw_ground(stage.ground);
  rules.draw(state_, stage.frames.emplace_back());
  show_stage(view, stage);
  Json gains = Json::array({{{"label", "stage.yours"}, {"value", gained_}}});
  if (best_) gains.push_back({{"label", "stage.best"}, {"value", *best_}});
  if (agent) gains.push_back({{"label", "stage.agent"}, {"value", *agent}});
  const std::optional<std::int64_t> rest = rules.at_rest(moves_, last_);
  view.set("play", {{"actions", rules.actions()},
                    {"pace", rules.played_per_second()},
                    {"rest", rest.value_or(-1)},
                    {"moves", moves_},
                    {"over", over_},
                    {"gains", gains}});
}

}  // namespace gradlab
