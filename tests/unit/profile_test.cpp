// Profiles: every kernel is timed, its arithmetic counted exactly and once, and nobody else notices.
#include "engine/kernels/profile.h"

#include <array>
#include <cstring>
#include <map>

#include "demos/run/run.h"
#include "engine/core/buffer.h"
#include "engine/core/thread_pool.h"
#include "engine/ops/ops.h"
#include "tests/unit/kernels_compare.h"
#include "tests/unit/near.h"

using namespace gradlab;
using test::random_tensor;

namespace {

std::map<std::string, Profile::Row> by_name(const Profile& profile) {
  std::map<std::string, Profile::Row> rows;
  for (const Profile::Row& row : profile.rows()) rows[row.kernel] = row;
  return rows;
}

template <typename Step>
std::map<std::string, Profile::Row> profiled(Step&& step) {
  Profile profile;
  const Profile::Recording recording(profile);
  step();
  return by_name(profile);
}

}  // namespace

TEST_CASE("without a profile the kernels are those of the device themselves; with one, each has its timed twin") {
  for (const Device device : available_devices()) {
    CHECK(&kernels(device) == &untimed_kernels(device));
    {
      Profile profile;
      CHECK(&kernels(device) == &untimed_kernels(device));
      const Profile::Recording recording(profile);
      CHECK(&kernels(device) == &timed_kernels(device));
    }
    CHECK(&kernels(device) == &untimed_kernels(device));

    std::array<void*, sizeof(Kernels) / sizeof(void*)> twins, own;
    std::memcpy(twins.data(), &timed_kernels(device), sizeof(Kernels));
    std::memcpy(own.data(), &untimed_kernels(device), sizeof(Kernels));
    for (std::size_t slot = 0; slot < own.size(); ++slot) {
      CAPTURE(slot);
      CHECK(twins[slot] != nullptr);
      CHECK(twins[slot] != own[slot]);
    }
  }
}

TEST_CASE("products and sums are counted exactly, by kernel and by kind") {
  const auto rows = profiled([] {
    const Tensor a = random_tensor({7, 3}), b = random_tensor({3, 5});
    matmul(a, b);
    matmul(a, b);
    conv2d(random_tensor({2, 9, 8, 4}), random_tensor({3, 3, 2, 6}), Tensor(), {.stride = 2, .groups = 2});
    relu(a);
    tanh(a);
    add(a, a);
    sum(a);
  });
  CHECK(rows.at("matmul").calls == 2);
  CHECK(rows.at("matmul").operations == 2 * 2 * 7 * 3 * 5);
  CHECK(rows.at("conv2d").operations == 2 * (2 * 4 * 3 * 6) * (3 * 3 * 2));
  for (const char* name : {"unary relu", "unary tanh", "binary add", "reduce sum"}) {
    CAPTURE(name);
    REQUIRE(rows.contains(name));
    CHECK(rows.at(name).calls == 1);
    CHECK(rows.at(name).operations == 0);
  }
  CHECK(rows.size() == 6);
}

TEST_CASE("where there are no products, the bytes that are read and written are counted") {
  const Tensor a = random_tensor({7, 3}), b = random_tensor({3});
  const auto rows = profiled([&] {
    relu(a);
    add(a, b);
    sum(a, {1});
    slice(random_tensor({40, 4}), 1, 0, 2);
    gather(random_tensor({100, 3}), test::random_indices(2, 100));
    Tensor g = random_tensor({9}), mean = random_tensor({9}), square = Tensor::full({9}, 1.0f), w = random_tensor({9});
    kernels(Device::cpu).adam({}, Tensor(), g, mean, square, w);
    matmul(a, random_tensor({3, 5}));
  });
  CHECK(rows.at("unary relu").bytes == 4 * (21 + 21));
  CHECK(rows.at("binary add").bytes == 4 * (21 + 3 + 21));
  CHECK(rows.at("reduce sum").bytes == 4 * (21 + 7));
  CHECK(rows.at("strided_copy").bytes == 4 * (80 + 80));
  CHECK(rows.at("gather").bytes == 4 * (6 + 2 + 6));
  CHECK(rows.at("adam").bytes == 4 * (9 + 2 * 27));
  CHECK(rows.at("matmul").bytes == 0);
}

TEST_CASE("a kernel that calls another counts once") {
  const UseDevice use(Device::reference);  // whose linear calls its matmul
  const auto rows = profiled([] { linear(random_tensor({7, 3}), random_tensor({3, 5}), random_tensor({5})); });
  CHECK(rows.size() == 1);
  CHECK(rows.at("linear").calls == 1);
  CHECK(rows.at("linear").operations == 2 * 7 * 3 * 5);
}

TEST_CASE("kernels take no more than their step, and what fades keeps its proportions") {
  Profile profile;
  for (int step = 0; step < 4; ++step) {
    const Profile::Recording recording(profile);
    const Tensor a = random_tensor({64, 64});
    matmul(relu(a), softmax(a));
  }
  double kernels_took = 0.0;
  for (const Profile::Row& row : profile.rows()) {
    CHECK(row.calls == 4);
    CHECK(row.seconds > 0.0);
    kernels_took += row.seconds;
  }
  CHECK(profile.rows().size() == 3);
  CHECK(profile.rows()[0].seconds >= profile.rows()[2].seconds);
  CHECK(kernels_took <= profile.seconds());
  CHECK(profile.steps() == 4);
  const double rate = profile.seconds() / profile.steps();
  profile.fade(0.25);
  CHECK(profile.steps() == 1);
  CHECK(profile.rows()[0].calls == 1);
  CHECK(profile.seconds() / profile.steps() == doctest::Approx(rate));
}

TEST_CASE("a profile sees where the pool had to ask for memory") {
  const Shape unlike_others = {1237, 1009};
  trim_pool();
  for (const std::int64_t expected : {1, 0}) {
    Profile profile;
    {
      const Profile::Recording recording(profile);
      Tensor::empty(unlike_others);
    }
    CHECK(profile.allocations() == expected);
  }
}

TEST_CASE("a run profiles its steps while somebody looks: rows add up to the step") {
  std::vector<Refusal> refusals;
  Run run(Registry<Demo>::find("test", "classification"), Json::object(), refusals);
  CHECK(run.profile()["rows"].empty());
  for (int step = 0; step < 40; ++step) {
    run.profile();
    run.advance();
  }
  const Json profile = run.profile();
  CHECK(profile["threads"] == thread_count());
  CHECK(profile["allocations"] == 0);
  CHECK(profile["limit"] > 0.0);
  CHECK(profile["bandwidth_limit"] > 0.0);
  double milliseconds = 0.0, before = profile["step"];
  bool other = false;
  for (const Json& row : profile["rows"]) {
    const double took = row["milliseconds"];
    CHECK(took <= before);  // the longest first
    milliseconds += before = took;
    other = other || row["label"] == "profile.other";
    const bool multiplies = row["label"] == "=matmul" || row["label"] == "=linear";
    const bool seen = took > 0.0;  // a browser's clock may be too coarse for the shortest
    CHECK((row["gflops"] > 0.0) == (seen && multiplies));
    CHECK((row["bandwidth"] > 0.0) == (seen && !multiplies && row["label"] != "profile.other"));
  }
  CHECK(other);
  CHECK(milliseconds == near(profile["step"].get<double>(), 1e-6));
}
