// Maps: many points of many dimensions as places on a plane, where near ones stay near. One method a file.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/registry.h"
#include "engine/core/tensor.h"

namespace gradlab {

/// What the methods can be told; each reads its own.
struct MapOptions {
  double perplexity = 30.0;      ///< t-SNE: how many neighbours a point counts as its own; 1 or more
  double exaggeration = 12.0;    ///< t-SNE: by which attraction is stronger in the first 250 steps; 1 or more
  std::int64_t neighbours = 15;  ///< UMAP: of each point, itself among them; 2 or more
  double min_dist = 0.1;         ///< UMAP: how near to each other points may come on the map; 0 to 1
  std::int64_t epochs = 500;     ///< UMAP: steps until the map stands still
};

/// A map that takes shape step by step. Equal points, options, keys and changes give equal maps, whatever the number
/// of threads.
class Map {
 public:
  virtual ~Map() = default;
  /// Does a piece of what must be done before the first step, a few milliseconds; true while there is more.
  virtual bool prepare() = 0;
  /// Moves every point once.
  virtual void step() = 0;
  /// What the method makes smaller, once it is prepared.
  virtual double loss() const = 0;
  /// Goes on with other options, if need be after some tenths of a second of work.
  virtual void change(const MapOptions& options) = 0;
  /// [N, 2], in the same memory for as long as the map lives.
  virtual const Tensor& places() const = 0;
  /// Everything that steps change, by name: numbers that can be written down and put back.
  struct Part {
    std::string name;
    Tensor numbers;
  };
  virtual std::vector<Part> state() const = 0;
};

struct MapEntry {
  std::string name;  ///< "tsne"
  int place = 0;     ///< in menus
  /// Of points [N, D], N at least 3; `key` draws what is left to chance.
  std::function<std::unique_ptr<Map>(const Tensor& points, const MapOptions&, std::uint64_t key)> make;
};
/// Throws [map] where `points` are no table of three at least.
void require_points(const Tensor& points);

using RegisterMap = Registry<MapEntry>::Add;

}  // namespace gradlab
