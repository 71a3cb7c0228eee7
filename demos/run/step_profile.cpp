#include "demos/run/step_profile.h"

#include <algorithm>
#include <cmath>

#include "engine/core/thread_pool.h"
#include "engine/kernels/limit.h"

namespace gradlab {

namespace {

/// Of one step, from its sums over `steps`.
Json row(const std::string& label, const Profile::Row& sums, double steps, bool recorded) {
  const auto rate = [&](double sum) { return sums.seconds > 0.0 && !recorded ? 1e-9 * sum / sums.seconds : 0.0; };
  return {{"label", label},
          {"calls", std::llround(sums.calls / steps)},
          {"milliseconds", 1e3 * sums.seconds / steps},
          {"gflops", rate(sums.operations)},
          {"bandwidth", rate(sums.bytes)}};
}

struct Limits {
  double arithmetic = 0.0, memory = 0.0;
};

/// The best of three measurements, one a call: whatever else the machine does can only slow one down.
Limits measured_limits() {
  static Limits best;
  static int measurements = 0;
  if (measurements++ < 3) best = {std::max(best.arithmetic, arithmetic_limit()), std::max(best.memory, memory_limit())};
  return best;
}

}  // namespace

Json StepProfile::to_json(bool recorded) const {
  Json profile = {{"rows", Json::array()}, {"recorded", recorded}, {"threads", recorded ? 1 : thread_count()}};
  if (!recorded) {
    const Limits limits = measured_limits();
    profile.update({{"limit", limits.arithmetic}, {"bandwidth_limit", limits.memory}});
  }
  if (sums_.steps() <= 0.0) return profile;
  const std::vector<Profile::Row> kernels = sums_.rows();
  std::vector<Json> rows;
  Profile::Row other{.kernel = "", .calls = sums_.steps(), .seconds = sums_.seconds()};
  for (const Profile::Row& kernel : kernels) {
    rows.push_back(row("=" + kernel.kernel, kernel, sums_.steps(), recorded));
    other.seconds -= kernel.seconds;
  }
  other.seconds = std::max(0.0, other.seconds);  // coarse clocks may sum up to more than the whole
  const auto shorter = [&](const Profile::Row& kernel) { return kernel.seconds < other.seconds; };
  const auto place = std::find_if(kernels.begin(), kernels.end(), shorter) - kernels.begin();
  rows.insert(rows.begin() + place, row("profile.other", other, sums_.steps(), recorded));
  profile["rows"] = rows;
  profile["step"] = 1e3 * sums_.seconds() / sums_.steps();
  profile["allocations"] = sums_.allocations();
  return profile;
}

}  // namespace gradlab
