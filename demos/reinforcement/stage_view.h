// Any environment as a picture that moves: what the view kind `stage` reads.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "demos/core/views.h"
#include "engine/learn/environment/environment.h"
#include "engine/learn/environment/episode.h"

namespace gradlab {

struct Stage {
  std::array<double, 4> bounds = {};
  Scene ground = {};                       ///< as it is now
  Scene trail = {};                        ///< of the episode
  std::vector<Scene> frames = {};          ///< of the episode, a picture for each of its states
  std::vector<std::string> captions = {};  ///< of the frames, as labels
  double frames_per_second = 10;
  std::int64_t episode = 0;  ///< a number of its own
};

/// A scene's texts and tensors go into the view.
void show_stage(View& view, const Stage& stage);

/// The frames of an episode that was lived through in `environment`, at most `most` of them, evenly spaced, with what
/// was gained by then.
void add_frames(Stage& stage, const Environment& environment, const Episode& episode, std::size_t most);

}  // namespace gradlab
