// Where the layers, units and weights of a network stand in a box.
#pragma once

#include <string>
#include <vector>

#include "web/ui/draw/box.h"
#include "web/ui/frame/view_data.h"

namespace gradlab::ui {

/// Of one layer; the rest is only counted.
constexpr int most_units_shown = 12;

struct NetworkLayer {
  std::string label, activation;
  int units = 0;
};

/// A network as its view gives it; tensors that do not fit its layers are left empty.
struct Network {
  std::vector<NetworkLayer> layers;
  std::vector<std::string> inputs, outputs;
  std::string param;
  bool classes = false;                        ///< the outputs are the probabilities of classes
  std::vector<Numbers> weights, biases, maps;  ///< biases[i] belongs to layer i; that of the inputs is empty

  static Network read(const ViewData& data);
  /// From unit `from` of `layer` to unit `to` of the next; from -1: a bias. NaN where it is not known.
  float weight(int layer, int from, int to) const;
  /// Numbered where there are several hidden ones.
  std::string layer_name(int layer) const;
  bool is_hidden(int layer) const { return layer > 0 && layer + 1 < static_cast<int>(layers.size()); }
};

struct NetworkShape {
  struct Column {
    Box head;                ///< for the layer's name and its stepper
    std::vector<Box> tiles;  ///< of the units that are shown
    int hidden = 0;          ///< units that are not
  };
  std::vector<Column> columns;

  static NetworkShape inside(Box box, const Network& network);
};

/// The curve of a weight between two tiles.
struct Bend {
  ImVec2 from, from_pull, to_pull, to;
  static Bend between(const Box& from, const Box& to);
  ImVec2 at(float part) const;
  /// From `p` to the nearest of its places.
  float distance(ImVec2 p) const;
};

}  // namespace gradlab::ui
