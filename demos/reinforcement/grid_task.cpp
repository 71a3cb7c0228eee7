#include "demos/reinforcement/grid_task.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

#include "demos/reinforcement/stage_view.h"

namespace gradlab {

namespace {

constexpr double solved_within = 1e-3;  // of the best that can be expected
constexpr std::size_t most_frames = 240;

std::vector<std::string> map_names() {
  std::vector<std::string> names;
  for (const GridMap& map : grid_maps()) names.push_back(map.name);
  return names;
}

std::unique_ptr<GridWorld> world_of(const Values& values) {
  EnvironmentArguments arguments{.map = values.choice("map"),
                                 .step = values.real("step_reward"),
                                 .pit = values.real("pit_reward"),
                                 .goal = values.real("goal_reward"),
                                 .wind = values.real("wind")};
  for (const Json& cell : values.at("cells")) {
    arguments.cells.push_back({static_cast<std::int64_t>(std::floor(cell[0].get<double>())),
                               static_cast<std::int64_t>(std::floor(cell[1].get<double>())),
                               cell.size() > 2 ? cell[2].get<std::int64_t>() : 0});
  }
  return std::make_unique<GridWorld>(arguments);
}

/// The cells that differ from the map, once those of the event {points: [[x, y, kind]]} have been drawn as well.
Json with_drawn(const Json& cells, const Json& points) {
  Json all = cells;
  for (const Json& point : points) {
    const Json cell = {std::floor(point.at(0).get<double>()), std::floor(point.at(1).get<double>()), point.at(2)};
    const auto there =
        std::ranges::find_if(all, [&](const Json& other) { return other[0] == cell[0] && other[1] == cell[1]; });
    if (there != all.end()) all.erase(there);
    all.push_back(cell);
  }
  return all;
}

/// Short enough for a cell.
std::string worth_text(double worth) {
  char text[16];
  const double size = std::abs(worth);
  std::snprintf(text, sizeof text, size >= 9.95 ? "%.0f" : size >= 0.995 ? "%.1f" : "%.2f", size);
  return (worth < 0 ? "−" : "") + std::string(text);
}

}  // namespace

std::vector<Param> grid_params(const std::vector<Condition>& when) {
  std::vector<Param> params = {Param::choice("map", "data", "classic", map_names()),
                               Param::number("step_reward", "rewards", -0.04, -2, 0.5).applies_live(),
                               Param::number("pit_reward", "rewards", -1, -10, 1).applies_live(),
                               Param::number("goal_reward", "rewards", 1, -1, 10).applies_live(),
                               Param::number("wind", "data", 0.2, 0, 0.8).applies_live(),
                               Param::points("cells", "data")};
  for (Param& param : params) param.when = when;
  return params;
}

std::vector<Param> table_params(const std::vector<Condition>& when) {
  std::vector<Param> params = {Param::choice("table_method", "model", "q_learning",
                                             Registry<TableMethod>::menu([](const TableMethod&) { return true; })),
                               Param::number("step_size", "training", 0.2, 0.01, 1).applies_live()};
  for (Param& param : params) param.when = when;
  std::vector<Json> learn;
  for (const std::string& name : Registry<TableMethod>::menu([](const TableMethod& method) { return !method.plans; }))
    learn.push_back(name);
  params[1].when.push_back({"table_method", learn});
  return params;
}

void GridTask::build(const Setup& setup) {
  method_ = &Registry<TableMethod>::find("table_method", setup.values.choice("table_method"));
  random_ = setup.random.split(1);
  looks_ = setup.random.split(2);
  set_world(setup);
  game_.build(*world_, setup.random.split(3));
  table_ = ValueTable(world_->states(), grid_moves);
  change(setup);
}

void GridTask::set_world(const Setup& setup) {
  world_ = world_of(setup.values);
  cells_ = setup.values.at("cells");
}

void GridTask::change(const Setup& setup) {
  set_world(setup);
  arguments_ = {.discount = setup.values.number("discount"), .step_size = setup.values.number("step_size")};
  exploration_ = Exploration(setup.values);
  watches_greedy_ = setup.values.choice("watch") == "greedy";
  optimum_ = optimal_value(*world_, arguments_.discount);
}

Tensor GridTask::step() {
  arguments_.exploration = exploration_.at(steps_);
  const double surprise = method_->learn(*world_, table_, arguments_, random_, episode_);
  ++steps_;
  if (!method_->plans) {
    ++episodes_;
    past_.add(steps_, episode_);
  }
  moves_ = std::max<std::int64_t>(1, std::ssize(episode_.actions));
  gained_ = std::accumulate(episode_.rewards.begin(), episode_.rewards.end(), 0.0);
  return Tensor::scalar(static_cast<float>(surprise));
}

void GridTask::evaluate(Metrics& metrics) {
  const Expectation greedy = greedy_expectation(*world_, table_, arguments_.discount);
  const bool solved = greedy.discounted >= optimum_ - solved_within * (1.0 + std::abs(optimum_));
  metrics["return"] = Tensor::scalar(static_cast<float>(greedy.total));
  metrics["solved"] = Tensor::scalar(solved ? 1.0f : 0.0f);
  metrics["episodes"] = Tensor::scalar(static_cast<float>(episodes_));
  if (method_->plans) return;
  metrics["exploration"] = Tensor::scalar(static_cast<float>(exploration_.at(steps_)));
  if (episodes_ > 0) metrics["exploring_return"] = Tensor::scalar(static_cast<float>(gained_));
}

Episode GridTask::greedy_episode() const {
  Episode episode;
  Random random = looks_;
  double state = static_cast<double>(world_->first_state());
  episode.begin({&state, 1});
  for (bool over = false; !over;) {
    const std::int64_t action = table_.best(static_cast<std::int64_t>(state));
    const Transition transition = world_->act({&state, 1}, action, random);
    episode.add(static_cast<double>(action), static_cast<double>(transition.score), {&state, 1});
    over = transition.terminated || std::ssize(episode.actions) >= world_->most_moves();
  }
  return episode;
}

void GridTask::show(Views& views) {
  if (views.wants("world")) show_world(views.add("world"));
  if (views.wants("own_game"))
    game_.show(views.add("own_game"), *world_, greedy_expectation(*world_, table_, arguments_.discount).total);
  if (views.wants("moves")) show_moves(views.add("moves"));
}

void GridTask::show_world(View& view) const {
  const PastEpisodes::Kept* past = past_.chosen();
  Stage stage{.bounds = world_->bounds(), .frames_per_second = 6, .episode = past ? past->step : steps_};
  world_->draw_ground(stage.ground);
  double most = 1e-9;
  const auto each_open = [&](const auto& visit) {
    for (std::int64_t state = 0; state < world_->states(); ++state) {
      if (!world_->is_closed(state))
        visit(state, static_cast<double>(world_->column_of(state)), static_cast<double>(world_->row_of(state)));
    }
  };
  each_open([&](std::int64_t state, double, double) { most = std::max(most, std::abs(table_.value(state))); });
  Json tips = Json::array();
  each_open([&](std::int64_t state, double x, double y) {
    stage.ground.rectangle(Scene::Role::value, x + 0.03, y + 0.03, x + 0.97, y + 0.97, table_.value(state) / most);
    const auto row = table_.row(state);
    Json rows = Json::array();
    for (std::size_t move = 0; move < row.size(); ++move)
      rows.push_back({{"label", "action.grid_world." + world_->actions()[move]}, {"value", row[move]}});
    tips.push_back({{"box", {x, x + 1, y, y + 1}}, {"rows", rows}});
    if (std::ranges::min(row) == std::ranges::max(row)) return;
    constexpr double across[] = {0, 1, 0, -1}, up[] = {1, 0, -1, 0};
    const auto best = static_cast<std::size_t>(table_.best(state));
    stage.ground.arrow(Scene::Role::ink, x + 0.5 - 0.22 * across[best], y + 0.5 - 0.22 * up[best],
                       x + 0.5 + 0.26 * across[best], y + 0.5 + 0.26 * up[best], 0.05, 0.75);
  });
  const bool greedy = watches_greedy_ || episode_.states.empty();
  const Episode episode = past ? past->episode : greedy ? greedy_episode() : episode_;
  for (std::size_t i = 0; i + 1 < episode.states.size(); ++i) {
    const auto from = static_cast<std::int64_t>(episode.states[i]),
               to = static_cast<std::int64_t>(episode.states[i + 1]);
    stage.trail.line(Scene::Role::agent, static_cast<double>(world_->column_of(from)) + 0.5,
                     static_cast<double>(world_->row_of(from)) + 0.5, static_cast<double>(world_->column_of(to)) + 0.5,
                     static_cast<double>(world_->row_of(to)) + 0.5, 0.06, 0.35);
  }
  add_frames(stage, *world_, episode, most_frames);
  show_stage(view, stage);
  past_.show(view);
  view.set("tips", tips);
  view.set("brushes", {"cell.free", "cell.wall", "cell.pit", "cell.goal"});
}

void GridTask::show_moves(View& view) const {
  Stage stage{.bounds = world_->bounds()};
  world_->draw_ground(stage.ground);
  double most = 1e-9;
  for (const float worth : table_.numbers.read()) most = std::max(most, std::abs(static_cast<double>(worth)));
  for (std::int64_t state = 0; state < world_->states(); ++state) {
    if (world_->is_closed(state)) continue;
    const auto x = static_cast<double>(world_->column_of(state)), y = static_cast<double>(world_->row_of(state));
    const double x0 = x + 0.03, x1 = x + 0.97, y0 = y + 0.03, y1 = y + 0.97, mx = x + 0.5, my = y + 0.5;
    const std::array<double, 8> corners[] = {{x0, y1, x1, y1, mx, my, mx, my},
                                             {x1, y1, x1, y0, mx, my, mx, my},
                                             {x1, y0, x0, y0, mx, my, mx, my},
                                             {x0, y0, x0, y1, mx, my, mx, my}};
    const double text_x[] = {mx, x + 0.79, mx, x + 0.21}, text_y[] = {y + 0.83, my, y + 0.17, my};
    for (std::size_t move = 0; move < grid_moves; ++move) {
      const auto worth = static_cast<double>(table_.row(state)[move]);
      stage.ground.polygon(Scene::Role::value, corners[move], worth / most);
      stage.ground.text(Scene::Role::value, text_x[move], text_y[move], 0.17, worth_text(worth), worth / most);
    }
  }
  show_stage(view, stage);
}

Effect GridTask::input(const Json& event) {
  const std::string kind = event.value("kind", "");
  if (kind == "act") game_.act(*world_, event);
  if (kind == "choose") past_.choose(event);
  if (kind == "clear") return {.values = {{"cells", Json::array()}}};
  if (kind == "points") return {.values = {{"cells", with_drawn(cells_, event.at("points"))}}};
  return {};
}

void GridTask::state(Archive& archive) {
  archive.field("table", table_.numbers);
  archive.field("choices", random_);
  archive.field("steps", steps_);
  archive.field("episodes", episodes_);
  archive.field("moves", moves_);
  archive.field("gained", gained_);
  if (archive.reading()) past_.forget_after(steps_);
}

}  // namespace gradlab
