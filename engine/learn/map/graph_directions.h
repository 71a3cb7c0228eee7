// The slowest ways in which a quantity can change over a graph: the first eigenvectors of its normalised Laplacian
// (Belkin and Niyogi 2003), where UMAP begins.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/tensor.h"
#include "engine/learn/map/sparse_rows.h"

namespace gradlab {

/// Found by diffusion: columns that begin somewhere are averaged over the graph, round after round, and kept apart.
class GraphDirections {
 public:
  GraphDirections() = default;
  /// Of a symmetric graph that outlives it, from the columns of `start` [N, D] (the first eight).
  GraphDirections(const SparseRows& graph, const Tensor& start);
  /// A round of diffusion, a few milliseconds of work; true while there is more.
  bool advance();
  /// The two slowest, to places [N, 2] that reach 10 from the middle on either axis.
  void place(const Tensor& places) const;

 private:
  using Column = std::vector<float>;
  Column diffused(const Column& column) const;
  void keep_apart();

  const SparseRows* graph_ = nullptr;
  std::vector<float> roots_;  // of the sums of rows, and their inverses
  std::vector<float> inverses_;
  std::vector<Column> columns_;
  std::int64_t rounds_ = 0;
};

}  // namespace gradlab
