// Inputs of a model that a picture does not show: each stands somewhere, and is moved here.
#pragma once

#include <string>

#include "web/ui/frame/catalogue.h"
#include "web/ui/frame/view_data.h"

namespace gradlab::ui {

struct Card;

class HeldInputs {
 public:
  void receive(const ViewData& data);
  /// Whether they are drawn, each with its number.
  bool there() const { return param() != nullptr; }
  /// From the top of the card's body, as many as leave the picture most of it.
  void draw(Card& card) const;

 private:
  const Param* param() const;

  std::string param_;  ///< by which they are moved; none where it is empty
  int first_ = 0;      ///< of its inputs
};

}  // namespace gradlab::ui
