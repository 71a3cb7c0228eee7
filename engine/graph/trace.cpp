#include "engine/graph/trace.h"

#include <algorithm>
#include <bit>

#include "engine/core/error.h"
#include "engine/graph/recorder.h"

namespace gradlab {

namespace {

constexpr std::int64_t steps_to_the_judge = 2;

template <typename Use>
void for_each_extent(Graph& graph, Use&& use) {
  const auto use_all = [&](std::vector<Extent>& extents) { std::ranges::for_each(extents, use); };
  for (Graph::Value& value : graph.values) use_all(value.shape);
  for (Graph::Node& node : graph.nodes) {
    for (auto& [name, attribute] : node.attributes) {
      if (Extent* extent = std::get_if<Extent>(&attribute)) use(*extent);
      if (auto* extents = std::get_if<std::vector<Extent>>(&attribute)) use_all(*extents);
    }
  }
}

std::vector<std::int64_t> numbers_of(Graph graph) {
  std::vector<std::int64_t> numbers;
  for_each_extent(graph, [&](const Extent& extent) { numbers.push_back(extent.at({})); });
  return numbers;
}

/// Throws unless both are the same but for the extents.
void require_alike(Graph a, Graph b) {
  for (Graph* graph : {&a, &b}) for_each_extent(*graph, [](Extent& extent) { extent = 0; });
  const auto [left, right] = std::ranges::mismatch(a.nodes, b.nodes);
  if (left != a.nodes.end() || right != b.nodes.end()) {
    fail("trace",
         "at one size " + (left == a.nodes.end() ? "no more" : left->op) + ", at another " +
             (right == b.nodes.end() ? "no more" : right->op),
         "the same ops with the same attributes at all sizes");
  }
  if (a.values != b.values || a.outputs != b.outputs) fail("trace", "other values at other sizes", "the same");
  for (std::size_t i = 0; i < a.constants.size(); ++i) {
    if (a.constants[i].tensor.equal_bits(b.constants[i].tensor)) continue;
    fail("trace", "a tensor " + a.constants[i].tensor.shape().to_string() + " that changes and that no op made",
         "inputs, parameters, what is always the same, and what ops make of them");
  }
}

/// The polynomial with `corners` as its values where symbol i is least, or one more where bit i of the index is set: by
/// Newton's forward differences.
Extent through(const std::vector<std::int64_t>& corners, const Sizes& least) {
  Extent sum;
  for (std::size_t mask = 0; mask < corners.size(); ++mask) {
    std::int64_t difference = 0;
    for (std::size_t corner = 0; corner <= mask; ++corner) {
      if ((corner & mask) != corner) continue;
      difference += std::popcount(corner ^ mask) % 2 == 0 ? corners[corner] : -corners[corner];
    }
    Extent term = difference;
    std::size_t bit = 1;
    for (const auto& [symbol, size] : least) {
      if ((mask & bit) != 0) term = term * (Extent(symbol) + Extent(-size));
      bit *= 2;
    }
    sum = sum + term;
  }
  return sum;
}

}  // namespace

Tensors example_inputs(const ForwardPass& pass, const Sizes& sizes, Random random) {
  Tensors inputs;
  for (const ForwardPass::Input& input : pass.inputs) {
    Shape shape;
    for (const Extent& extent : input.shape) shape.push_back(extent.at(sizes));
    const std::int64_t low = input.low.at(sizes), high = input.high.at(sizes);
    Tensor& tensor = inputs.emplace_back(Tensor::empty(shape, input.type));
    for (std::int64_t i = 0; i < tensor.size(); ++i) {
      if (input.type == DType::int32) {
        tensor.indices()[i] = static_cast<std::int32_t>(low + random.below(high - low));
      } else {
        tensor.data()[i] = random.uniform(static_cast<float>(low), static_cast<float>(high));
      }
    }
  }
  return inputs;
}

// The passes at the corners tell the coefficients; one more, farther away, judges them.
Graph trace(const ForwardPass& pass) {
  Random random(1);
  const auto passed = [&](const Sizes& sizes) {
    random = random.split(1);  // other numbers in every pass
    return Recorder(pass, example_inputs(pass, sizes, random)).graph();
  };
  Sizes farther = pass.least;
  for (auto& [symbol, size] : farther) size += steps_to_the_judge;
  Graph graph = passed(farther);
  const std::vector<std::int64_t> judge = numbers_of(graph);

  std::vector<std::vector<std::int64_t>> corners;
  for (std::size_t corner = 0; corner < std::size_t{1} << pass.least.size(); ++corner) {
    Sizes sizes = pass.least;
    std::size_t bit = 1;
    for (auto& [symbol, size] : sizes) {
      if ((corner & bit) != 0) ++size;
      bit *= 2;
    }
    const Graph other = passed(sizes);
    require_alike(graph, other);
    corners.push_back(numbers_of(other));
  }
  std::size_t place = 0;
  for_each_extent(graph, [&](Extent& extent) {
    std::vector<std::int64_t> values;
    for (const std::vector<std::int64_t>& numbers : corners) values.push_back(numbers[place]);
    extent = through(values, pass.least);
    if (extent.at(farther) != judge[place]) {
      fail("trace", "an extent of " + std::to_string(judge[place]) + " where " + extent.to_string() + " was expected",
           "extents that are polynomials in the sizes");
    }
    ++place;
  });
  return graph;
}

}  // namespace gradlab
