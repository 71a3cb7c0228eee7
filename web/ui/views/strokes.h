// What is drawn on a pad: shown at once, sent once per frame while it changes, and replaced by what comes back.
#pragma once

#include <string>
#include <vector>

#include "web/ui/draw/box.h"
#include "web/ui/frame/json.h"

namespace gradlab::ui {

class Strokes {
 public:
  using Stroke = std::vector<ImVec2>;  ///< in [0, 1] from the top left

  const std::vector<Stroke>& list() const { return list_; }
  bool empty() const { return list_.empty(); }
  /// Takes what a pointer drew in `box` under that name, and sends it.
  void draw(const std::string& view, ImGuiID id, Box box);
  void wipe(const std::string& view);
  /// The drawing is done: the next stroke begins another one.
  void finish() { finished_ = true; }
  bool finished() const { return finished_; }
  /// What the trainer says is on the pad: also strokes that a script sent.
  void receive(const Json& strokes);

 private:
  Json written() const;

  std::vector<Stroke> list_;
  bool drawing_ = false, finished_ = false;
  Json sent_;             ///< and not heard of since; null: nothing is
  double sent_at_ = 0.0;  ///< ms
};

}  // namespace gradlab::ui
