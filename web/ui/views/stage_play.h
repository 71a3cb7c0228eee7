// A stage on which the visitor plays: arrow keys, buttons below it, or its own sides steer; time goes on at the pace of
// the world, or waits for each move.
#pragma once

#include <imgui.h>

#include <array>
#include <string>
#include <vector>

#include "web/ui/draw/box.h"
#include "web/ui/frame/json.h"

namespace gradlab::ui {

class StagePlay {
 public:
  /// The option `play` of the view; null where nobody can play there.
  void receive(const Json& play);
  bool there() const { return there_; }
  /// What was gained, and the buttons, cut off below `body`.
  void draw_controls(ImDrawList* list, Box& body);
  /// The stage itself is pressed, or has the focus; then what is due is sent.
  void steer(Box ground, const std::string& view);

 private:
  enum Way { up, right, down, left, ways };

  void press_button(ImDrawList* list, Box box, Way way);
  void hold(Way way, bool now) { held_[way] = held_[way] || (now && actions_[way] >= 0); }
  void hold_side(Box ground);
  void hold_keys(ImGuiID stage);
  void go_on(const std::string& view);
  void act(int action, const std::string& view);
  int held_action() const;

  bool there_ = false, over_ = false;
  std::array<int, ways> actions_ = {-1, -1, -1, -1};  ///< of each way, -1 for none
  struct Gain {
    std::string label, value;
  };
  std::vector<Gain> gains_;
  double pace_ = 0.0;  ///< moves a second; 0: it waits for each
  int rest_ = -1, moves_ = 0;

  std::array<bool, ways> held_ = {}, held_before_ = {};      ///< in this frame, and in the one before
  int wish_ = -1;                                            ///< an action that was asked for since the last move
  bool hands_on_ = false, pointed_ = false, asked_ = false;  ///< pointed_: at a button; asked_: no answer came yet
  double asked_at_ = 0.0, next_ = 0.0, over_at_ = 0.0;       ///< ms
};

}  // namespace gradlab::ui
