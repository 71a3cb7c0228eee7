#include "engine/learn/cluster/merges.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <set>
#include <utility>

namespace gradlab {

std::vector<Merge> merges_of(std::vector<Merge> pairs, std::int64_t points) {
  std::ranges::stable_sort(pairs, {}, &Merge::height);
  std::vector<std::int32_t> above(static_cast<std::size_t>(points) + pairs.size());  // of each cluster, up to a root
  std::iota(above.begin(), above.end(), 0);
  const auto root = [&](std::int32_t cluster) {
    auto at = static_cast<std::size_t>(cluster);
    while (above[at] != static_cast<std::int32_t>(at)) {
      above[at] = above[static_cast<std::size_t>(above[at])];
      at = static_cast<std::size_t>(above[at]);
    }
    return static_cast<std::int32_t>(at);
  };
  auto next = static_cast<std::int32_t>(points);
  for (Merge& pair : pairs) {
    pair.a = root(pair.a);
    pair.b = root(pair.b);
    above[static_cast<std::size_t>(pair.a)] = above[static_cast<std::size_t>(pair.b)] = next++;
  }
  return pairs;
}

std::vector<std::int32_t> merged_labels(std::span<const Merge> merges, std::int64_t merged, std::int64_t points,
                                        std::int64_t smallest) {
  struct Cluster {
    std::int64_t size = 1;
    std::int32_t label = -1, above = -1;
  };
  std::vector<Cluster> clusters(static_cast<std::size_t>(points + merged));
  std::set<std::int32_t> free;
  std::int32_t unused = 0;
  const auto name = [&](Cluster& cluster) {
    if (cluster.size < smallest || cluster.label >= 0) return;
    cluster.label = free.empty() ? unused++ : *free.begin();
    if (!free.empty()) free.erase(free.begin());
  };
  for (std::int64_t i = 0; i < merged; ++i) {
    const Merge& merge = merges[static_cast<std::size_t>(i)];
    Cluster &a = clusters[static_cast<std::size_t>(merge.a)], &b = clusters[static_cast<std::size_t>(merge.b)],
            &both = clusters[static_cast<std::size_t>(points + i)];
    a.above = b.above = static_cast<std::int32_t>(points + i);
    const bool first = b.label < 0 || (a.label >= 0 && a.size >= b.size);
    both.size = a.size + b.size;
    both.label = first ? a.label : b.label;
    if (const std::int32_t lost = first ? b.label : a.label; lost >= 0) free.insert(lost);
    name(both);
  }
  if (smallest <= 1) {
    for (std::int64_t i = 0; i < points; ++i) {
      if (clusters[static_cast<std::size_t>(i)].above < 0) name(clusters[static_cast<std::size_t>(i)]);
    }
  }
  std::vector<std::int32_t> labels(static_cast<std::size_t>(points));
  for (std::size_t i = clusters.size(); i-- > 0;) {  // what is above comes first
    if (clusters[i].above >= 0) clusters[i].label = clusters[static_cast<std::size_t>(clusters[i].above)].label;
    if (i < labels.size()) labels[i] = clusters[i].label;
  }
  return labels;
}

}  // namespace gradlab
