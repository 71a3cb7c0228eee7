// Whatever a source file registers is there: a file that is not linked, or whose last line is never run, would make
// every loop over its registry shorter, and no other test would miss it.
#include "tests/unit/registrations.h"

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>

#include "demos/core/experiment.h"
#include "demos/core/tries.h"
#include "engine/bench/bench.h"
#include "engine/data/data.h"
#include "engine/data/mixtures/mixture.h"
#include "engine/data/series.h"
#include "engine/data/text/text.h"
#include "engine/data/text/tokenizer.h"
#include "engine/kernels/kernel_list.h"
#include "engine/learn/cluster/cluster.h"
#include "engine/learn/environment/environment.h"
#include "engine/learn/generate/adversarial.h"
#include "engine/learn/map/map.h"
#include "engine/learn/reinforce/bandit.h"
#include "engine/learn/reinforce/network.h"
#include "engine/learn/reinforce/table.h"
#include "engine/nn/nn.h"
#include "engine/ops/op_case.h"
#include "engine/ops/op_run.h"
#include "engine/optim/optim.h"

using namespace gradlab;

namespace {

template <typename Entry>
std::size_t count() {
  return Registry<Entry>::all().size();
}

/// What there is of what is registered by name.
std::map<std::string_view, std::size_t> registries() {
  return {{"RegisterAdversarialLoss", count<AdversarialLoss>()},
          {"RegisterBanditMethod", count<BanditMethod>()},
          {"RegisterBenchTask", count<BenchTask>()},
          {"RegisterBinary", count<Binary>()},
          {"RegisterCluster", count<ClusterEntry>()},
          {"RegisterDemo", count<Demo>()},
          {"RegisterEnvironment", count<EnvironmentEntry>()},
          {"RegisterLayer", count<LayerEntry>()},
          {"RegisterMap", count<MapEntry>()},
          {"RegisterMixture", count<MixtureEntry>()},
          {"RegisterNetworkMethod", count<NetworkMethodEntry>()},
          {"RegisterTableMethod", count<TableMethod>()},
          {"RegisterOp", count<OpEntry>()},
          {"RegisterOptimizer", count<OptimizerEntry>()},
          {"RegisterRun", count<OpRun>()},
          {"RegisterSeries", count<SeriesEntry>()},
          {"RegisterText", count<TextTask>()},
          {"RegisterTokenizer", count<TokenizerEntry>()},
          {"RegisterToy", count<ToyEntry>()},
          {"RegisterTries", count<Tries>()},
          {"RegisterUnary", count<Unary>()}};
}

}  // namespace

TEST_CASE("all that the sources register is in its registry") {
  std::map<std::string_view, std::size_t> stated;
  for (const Registration& one : registrations()) ++stated[one.kind];
  const std::map<std::string_view, std::size_t> there = registries();
  CHECK(stated.erase("RegisterKernel") == 1);  // the next test's
  CHECK(stated.size() == there.size());
  for (const auto& [kind, statements] : stated) {
    CAPTURE(kind);
    REQUIRE(there.contains(kind));
    CHECK(there.at(kind) >= statements);  // more where one statement registers several
  }
}

TEST_CASE("every device has the kernels that the sources register for it") {
  std::size_t members = 0;
  for_each_kernel([&]<auto slot>(std::string_view) { ++members; });
  CHECK(members == sizeof(Kernels) / sizeof(void (*)()));
  for (const Device device : {Device::reference, Device::cpu, Device::webgpu}) {
    CAPTURE(name_of(device));
    std::set<std::string_view> stated;
    for (const Registration& one : registrations()) {
      if (one.device == name_of(device)) stated.insert(one.kernel);
    }
    CHECK(!stated.empty());
    for (const std::string_view kernel : missing_kernels(device)) {
      CAPTURE(kernel);
      CHECK(!stated.contains(kernel));
      CHECK(device == Device::cpu);  // there the reference stands in for it; the others have every member
    }
  }
}
