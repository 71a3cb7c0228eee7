// What to try in each preset.
#include "demos/core/tries.h"

namespace gradlab {

const RegisterTries registered_reinforcement_tries(Tries{
    .name = "reinforcement",
    .presets = {
        {"grid-world",
         {{.id = "cost", .written = {{"step_reward", "-1"}}, .view = "world", .answers = "still"},
          {.id = "calm", .written = {{"step_reward", "-0.04"}, {"wind", "0"}}, .view = "world"}}},
        {"q-learning",
         {{.id = "moves", .view = "moves"},
          {.id = "maze", .written = {{"map", "maze"}}, .view = "world", .answers = "still"}}},
        {"cliff",
         {{.id = "edge", .written = {{"table_method", "q_learning"}}, .view = "world", .answers = "still"},
          {.id = "brave",
           .written = {{"table_method", "expected_sarsa"}, {"exploration", "0.001"}, {"least_exploration", "0.001"}},
           .view = "world"}}},
        {"bandit",
         {{.id = "greedy",
           .written = {{"exploration", "0"}, {"least_exploration", "0"}},
           .view = "regret",
           .anew = true},
          {.id = "two",
           .written = {{"exploration", "0.1"}, {"least_exploration", "0.1"}, {"arms", "2"}},
           .view = "regret"}}},
        {"cart-pole",
         {{.id = "short", .written = {{"discount", "0.5"}}, .view = "return", .anew = true},
          {.id = "reinforce",
           .written = {{"discount", "0.99"}, {"network_method", "reinforce"}},
           .view = "return",
           .answers = "still"}}},
        {"cart-pole-dqn",
         {{.id = "values", .view = "state_values"},
          {.id = "ppo", .written = {{"network_method", "ppo"}}, .view = "return", .answers = "still"}}},
        {"mountain-car",
         {{.id = "energy", .written = {{"for_energy", "0"}}, .view = "return", .anew = true},
          {.id = "values", .written = {{"for_energy", "5"}}, .view = "state_values"}}},
        {"snake",
         {{.id = "short", .written = {{"discount", "0.5"}}, .view = "return", .anew = true},
          {.id = "long", .written = {{"discount", "0.97"}}, .view = "world", .answers = "still"}}},
        {"snake-10",
         {{.id = "self", .view = "own_game"}, {.id = "six", .written = {{"board", "6"}}, .view = "return"}}},
        {"pong",
         {{.id = "self", .view = "own_game", .answers = "solved"},
          {.id = "short", .written = {{"discount", "0.5"}}, .view = "return", .anew = true}}}}});

}  // namespace gradlab
