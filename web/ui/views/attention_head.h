// One head of attention, large: as a matrix with its tokens at both axes, and as arcs over the text.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "web/ui/draw/box.h"
#include "web/ui/draw/picture.h"

namespace gradlab::ui {

/// Weights [queries, keys] of one head. A text that attends to itself has equal queries and keys.
struct AttentionHead {
  const std::vector<std::string>& queries;
  const std::vector<std::string>& keys;
  std::span<const float> weights;
  bool causal = false;

  bool of_itself() const { return queries == keys; }
  bool sees(int query, int key) const { return !causal || key <= query; }
  float weight(int query, int key) const;
};

/// Colour of a weight 0..1: small ones are seen as well.
ImU32 weight_color(float weight);

/// What the pointer is at; -1: nothing.
struct AttentionPlace {
  int query = -1, key = -1;
  bool clicked = false;
};

/// The heat map with labels at the left and above, as far as they have room.
class AttentionMatrix {
 public:
  /// New weights or another theme.
  void paint(const AttentionHead& head);
  /// Draws it into `box`, with the row of `query` marked, and returns what is under the pointer.
  AttentionPlace draw(ImDrawList* list, Box box, const AttentionHead& head, int query) const;

 private:
  Picture picture_;
};

float arcs_height(const AttentionHead& head, float width);
/// The text in one line, its arcs from `query` to what it attends to; of two texts the one above the other. Returns the
/// query under the pointer.
AttentionPlace draw_arcs(ImDrawList* list, Box box, const AttentionHead& head, int query);

}  // namespace gradlab::ui
