#include "engine/learn/environment/grid_world.h"

namespace gradlab {

const std::vector<GridMap>& grid_maps() {
  static const std::vector<GridMap> maps = {
      // Russell and Norvig, "Artificial Intelligence: A Modern Approach"
      {"classic", 0, {"...G", ".#.P", "S..."}},
      // Sutton and Barto, "Reinforcement Learning", example 6.6
      {"cliff", 1, {"............", "............", "............", "SPPPPPPPPPPG"}},
      {"rooms",
       2,
       {"....#.....", "....#...G.", "..........", "....#.....", "##.####.##", "....#.....", "S...#.P...", "..........",
        "....#....."}},
      {"maze", 3, {"S#.....#..", ".#.###.#.#", "...#P.....", "##.#.###.#", ".....#....", ".###.#.##.", "...#...#G."}}};
  return maps;
}

}  // namespace gradlab
