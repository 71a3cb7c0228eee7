#include "demos/clustering/cluster_state.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "engine/core/error.h"

namespace gradlab {

namespace {

/// As many numbers as there are, which `fit`.
template <typename Fits>
void numbers_state(Archive& archive, std::string_view name, std::vector<double>& numbers, const Fits& fit) {
  const std::size_t size = numbers.size();
  archive.field(name, numbers);
  if (numbers.size() == size && std::ranges::all_of(numbers, fit)) return;
  fail("checkpoint", std::string(name) + " with other numbers", std::to_string(size) + " that this method can make");
}

}  // namespace

void ClusterState::state(Archive& archive, ClusterMethod& method) {
  const Archive::Scope scope(archive, "method");
  const auto finite = [](auto number) { return std::isfinite(number); };
  method.fields(fields_);
  for (const ClusterField& field : fields_) {
    if (!field.tensor.defined()) {
      numbers_state(archive, field.name, *field.numbers, finite);
    } else if (field.tensor.dtype() == DType::int32) {
      const auto indices = field.tensor.read_indices();
      numbers_.assign(indices.begin(), indices.end());
      numbers_state(archive, field.name, numbers_, [&](double number) {
        return number >= field.low && number <= field.high && number == std::floor(number);
      });
      if (archive.reading()) std::ranges::copy(numbers_, field.tensor.indices());
    } else {
      archive.field(field.name, field.tensor);
      if (!std::ranges::all_of(field.tensor.read(), finite))
        fail("checkpoint", std::string(field.name) + " with other numbers", "finite ones");
    }
  }
}

}  // namespace gradlab
