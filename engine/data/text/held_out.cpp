#include "engine/data/text/held_out.h"

#include <map>

namespace gradlab {

namespace {

constexpr double common_share = 0.01, share = 0.1;

/// FNV-1a (Fowler, Noll, Vo), its bits then mixed as in splitmix64 (Steele et al. 2014), because the order of hashes
/// decides.
std::uint64_t hash_of(const TextSample& sample) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (const char c : sample.prompt.empty() ? sample.answer : sample.prompt) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  }
  hash = (hash ^ hash >> 30) * 0xBF58476D1CE4E5B9u;
  hash = (hash ^ hash >> 27) * 0x94D049BB133111EBu;
  return hash ^ hash >> 31;
}

}  // namespace

HeldOut::HeldOut(std::span<const TextSample> drawn) {
  const double common = common_share * static_cast<double>(drawn.size());
  std::map<std::uint64_t, int> counts;
  for (const TextSample& sample : drawn) ++counts[hash_of(sample)];
  std::vector<std::uint64_t> rare, all;  // in ascending order
  for (const auto& [hash, count] : counts) {
    all.push_back(hash);
    if (count <= common) rare.push_back(hash);
  }
  if (all.size() < 2) return;
  const std::vector<std::uint64_t>& candidates = rare.empty() ? all : rare;
  const auto kept = static_cast<std::size_t>(share * static_cast<double>(candidates.size()));
  limit_ = candidates[kept] + (kept == 0 ? 1 : 0);
  if (rare.empty()) return;
  for (const auto& [hash, count] : counts) {
    if (count > common) common_.insert(hash);
  }
}

bool HeldOut::contains(const TextSample& sample) const {
  const std::uint64_t hash = hash_of(sample);
  return hash < limit_ && !common_.contains(hash);
}

}  // namespace gradlab
