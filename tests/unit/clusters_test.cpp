// Methods that find clusters, beside scikit-learn (tests/golden/cluster_cases.py).
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <utility>

#include "engine/core/error.h"
#include "engine/data/table/table.h"
#include "engine/learn/cluster/best_kmeans.h"
#include "engine/learn/cluster/gap.h"
#include "engine/learn/cluster/gaussian_mixture.h"
#include "engine/learn/cluster/scores.h"
#include "tests/unit/fresh_run.h"
#include "tests/unit/golden.h"
#include "tests/unit/near.h"
#include "tests/unit/shown.h"

using namespace gradlab;

namespace {

std::vector<std::int32_t> labels_in(const std::string& text) {
  std::vector<std::int32_t> labels;
  for (const char letter : text) labels.push_back(letter == '.' ? -1 : letter - '0');
  return labels;
}

Tensor points_in(const Json& numbers) {
  const auto values = numbers.get<std::vector<float>>();
  return Tensor::from(values, {static_cast<std::int64_t>(values.size()) / 2, 2});
}

ClusterArguments arguments_of(const Json& answer, std::int64_t clusters) {
  ClusterArguments arguments{.clusters = clusters};
  arguments.radius = answer.value("radius", arguments.radius);
  arguments.neighbours = answer.value("neighbours", arguments.neighbours);
  arguments.smallest = answer.value("smallest", arguments.smallest);
  arguments.linkage = answer.value("linkage", arguments.linkage);
  if (answer.contains("centres")) {
    std::vector<float> centres;
    for (const Json& centre : answer["centres"]) centres.insert(centres.end(), {centre[0], centre[1]});
    arguments.centres = Tensor::from(centres, {clusters, 2});
  }
  return arguments;
}

std::unique_ptr<ClusterMethod> make(const std::string& name, const Tensor& points, const ClusterArguments& arguments) {
  return Registry<ClusterEntry>::find("method", name).make(points, arguments, Random(1));
}

/// Four squares of points, far apart.
Tensor four_squares() {
  std::vector<float> numbers;
  for (int i = 0; i < 100; ++i) {
    const auto square = static_cast<float>(i % 4), place = static_cast<float>(i / 4);
    numbers.push_back(8.0f * std::floor(square / 2) + 0.2f * std::fmod(place, 5.0f) + 0.01f * place);
    numbers.push_back(8.0f * std::fmod(square, 2.0f) + 0.2f * std::floor(place / 5));
  }
  return Tensor::from(numbers, {100, 2});
}

template <typename Check>
void for_each_method(Check&& check) {
  for (const ClusterEntry& entry : Registry<ClusterEntry>::all()) {
    CAPTURE(entry.name);
    check(entry);
  }
}

}  // namespace

TEST_CASE("methods find what scikit-learn finds") {
  // Adjusted Rand 1 is the same; one label of 240 that differs gives 0.983.
  const double least_agreement = 0.99;
  std::set<std::string> met;
  for (const Json& golden_case : golden("clusters")["cases"]) {
    CAPTURE(golden_case["name"]);
    const Tensor points = points_in(golden_case["points"]);
    for (const Json& answer : golden_case["answers"]) {
      const std::string name = answer["method"];
      CAPTURE(name);
      CAPTURE(answer.value("linkage", ""));
      met.insert(name);
      const auto method = make(name, points, arguments_of(answer, golden_case["clusters"]));
      run_to_rest(*method);
      CHECK(method->at_rest());
      const double agreement = adjusted_rand_index(labels_in(answer["labels"]), method->labels().read_indices());
      CHECK(agreement >= least_agreement);
      // In floats, or until gains of 1e-5, where sklearn stops a step later or earlier.
      if (answer.contains("loss")) CHECK(method->loss() == near(answer["loss"].get<double>(), 1e-4));
      if (answer.contains("highest"))
        CHECK(method->merges().back().height == near(answer["highest"].get<double>(), 1e-4));
    }
  }
  met.insert("mini_batch_kmeans");  // which is all chance
  CHECK(met.size() == Registry<ClusterEntry>::all().size());
}

TEST_CASE("scores are scikit-learn's") {
  for (const Json& golden_case : golden("clusters")["cases"]) {
    CAPTURE(golden_case["name"]);
    const Tensor points = points_in(golden_case["points"]);
    const std::vector<std::int32_t> by_kmeans = labels_in(golden_case["answers"][0]["labels"]),
                                    by_mixture = labels_in(golden_case["answers"][1]["labels"]);
    const auto count = static_cast<std::int64_t>(by_kmeans.size());
    CHECK(silhouette(points, Tensor::indices(by_kmeans, {count})) ==
          near(golden_case["silhouette"].get<double>(), 1e-5));  // float's distances
    CHECK(adjusted_rand_index(by_kmeans, by_mixture) == near(golden_case["rand"].get<double>(), 1e-12));
    const Json& answer = golden_case["answers"][1];
    GaussianMixture mixture = first_mixture(points, arguments_of(answer, golden_case["clusters"]).centres);
    const double density = fit(mixture, points);
    CHECK(bayes_information(mixture, density, count) == near(answer["bic"].get<double>(), 1e-4));
  }
}

TEST_CASE("every method finds four squares, and rests") {
  const Tensor points = four_squares();
  std::vector<std::int32_t> truth;
  for (int i = 0; i < 100; ++i) truth.push_back(i % 4);
  for_each_method([&](const ClusterEntry& entry) {
    const auto method = entry.make(points, {.clusters = 4, .radius = 1.5}, Random(3));
    double before = method->loss();
    const double first = before;
    while (!method->at_rest()) {
      method->step();
      if (entry.name != "mini_batch_kmeans") CHECK(method->loss() <= before + 1e-6 * std::abs(before) + 1e-9);
      before = method->loss();
    }
    CHECK(method->loss() <= first);
    CHECK(method->clusters() == 4);
    CHECK(adjusted_rand_index(truth, method->labels().read_indices()) == 1.0);
    const std::vector<std::int32_t> labels(method->labels().read_indices().begin(),
                                           method->labels().read_indices().end());
    method->step();
    CHECK(std::ranges::equal(labels, method->labels().read_indices()));
  });
}

TEST_CASE("a method goes on from the numbers of its fields") {
  const Tensor points = points_in(golden("clusters")["cases"][2]["points"]);
  for_each_method([&](const ClusterEntry& entry) {
    const auto a = entry.make(points, {}, Random(1)), b = entry.make(points, {.start = "random"}, Random(2));
    for (int step = 0; step < 3; ++step) a->step();
    std::vector<ClusterField> from, to;
    a->fields(from);
    b->fields(to);
    REQUIRE(from.size() == to.size());
    for (std::size_t i = 0; i < from.size(); ++i) {
      if (from[i].numbers != nullptr) *to[i].numbers = *from[i].numbers;
      if (from[i].numbers != nullptr) continue;
      const Tensor& source = from[i].tensor;
      if (source.dtype() == DType::float32) std::ranges::copy(source.read(), to[i].tensor.data());
      if (source.dtype() == DType::int32) std::ranges::copy(source.read_indices(), to[i].tensor.indices());
    }
    CHECK(b->loss() == a->loss());
    CHECK(b->at_rest() == a->at_rest());
    CHECK(b->clusters() == a->clusters());
    if (entry.name == "spectral" || entry.name == "mini_batch_kmeans") return;  // further chance is of the seed
    for (int step = 0; step < 3; ++step) a->step(), b->step();
    CHECK(b->labels().equal_bits(a->labels()));
    CHECK(b->loss() == a->loss());
  });
}

TEST_CASE("methods take few points and equal ones") {
  for (const Tensor& points : {Tensor::from({1, 2}, {1, 2}), Tensor::from({0, 0, 3, 4}, {2, 2}),
                               Tensor::full({30, 2}, 1.5f), Tensor::from({1, 2, 3, 4, 5, 60}, {6, 1})}) {
    CAPTURE(points.shape().to_string());
    for_each_method([&](const ClusterEntry& entry) {
      for (const std::int64_t clusters : {std::int64_t{1}, std::min<std::int64_t>(3, points.shape()[0])}) {
        const auto method = entry.make(points, {.clusters = clusters}, Random(1));
        run_to_rest(*method);
        CHECK(method->at_rest());
        CHECK(std::isfinite(method->loss()));
        CHECK(method->labels().shape() == Shape{points.shape()[0]});
      }
    });
  }
}

TEST_CASE("methods refuse arguments out of range") {
  const Tensor points = four_squares();
  for_each_method([&](const ClusterEntry& entry) {
    for (const ClusterArguments& wrong :
         {ClusterArguments{.clusters = 0}, ClusterArguments{.clusters = 101}, ClusterArguments{.batch_size = 0},
          ClusterArguments{.radius = 0}, ClusterArguments{.neighbours = 0}, ClusterArguments{.smallest = 1},
          ClusterArguments{.centres = Tensor::zeros({2, 2})}}) {
      CHECK_THROWS_AS(entry.make(points, wrong, Random(1)), Error);
    }
    CHECK_THROWS_AS(entry.make(Tensor::zeros({0, 2}), {}, Random(1)), Error);
  });
}

TEST_CASE("the gap statistic says three of three clouds, and one of no structure") {
  for (const auto& [name, clusters] : {std::pair{"blobs", 3}, std::pair{"no_structure", 1}}) {
    CAPTURE(name);
    for (const Json& golden_case : golden("clusters")["cases"]) {
      if (golden_case["name"] != name) continue;
      const Tensor points = points_in(golden_case["points"]);
      std::vector<Gap> gaps;
      for (std::int64_t k = 1; k <= 6; ++k) {
        const double inertia = best_kmeans(points, k, 4, Random(1)).inertia;
        gaps.push_back(gap_statistic(points, k, inertia, 10, Random(2)));
        CHECK(gaps.back().error >= 0.0);
        // Half the inertia is a gap that is larger by the logarithm of two.
        CHECK(gap_statistic(points, k, inertia / 2, 10, Random(2)).gap == near(gaps.back().gap + std::log(2.0), 1e-9));
      }
      CHECK(clusters_by_gap(gaps) == clusters);
    }
  }
}

TEST_CASE("scores of what has no clusters") {
  const Tensor points = four_squares();
  const std::vector<std::int32_t> one(100, 0), none(100, -1);
  CHECK(silhouette(points, Tensor::indices(one, {100})) == 0.0);
  CHECK(silhouette(points, Tensor::indices(none, {100})) == 0.0);
  CHECK(adjusted_rand_index(one, one) == 1.0);
  CHECK(adjusted_rand_index({}, {}) == 1.0);
  CHECK_THROWS_AS(adjusted_rand_index(one, {}), Error);
}

TEST_CASE("how many clusters: of clouds as many as there are, of no structure one") {
  for (const auto& [data, clusters] : {std::pair{"three_blobs", 3}, std::pair{"no_structure", 1}}) {
    CAPTURE(data);
    Run run = fresh(Registry<Demo>::find("test", "clustering"),
                    {{"task", "how_many"}, {"data", data}, {"count", 150}, {"noise", 0.05}});
    CHECK(run.metrics().at("clusters") == 0);  // nothing is known yet
    for (int step = 0; step < 30; ++step) run.advance();
    CHECK(run.metrics().at("clusters") == clusters);
    const Shown verdicts = shown(run, "verdicts");
    CHECK(verdicts.options["rows"].size() == 4);
  }
}

TEST_CASE("a click on a cell of the comparison enters it, and finds the same there") {
  const Demo& demo = Registry<Demo>::find("test", "clustering");
  Run run = fresh(demo, {{"task", "comparison"}, {"count", 100}});
  for (int step = 0; step < 54; ++step) run.advance();
  CHECK(run.metrics().at("loss") == 0.0);
  CHECK_THROWS_AS(run.input({{"view", "methods"}, {"kind", "choose"}, {"row", 6}, {"column", 0}}), Error);
  CHECK(run.input({{"view", "methods"}, {"kind", "choose"}, {"row", 4}, {"column", 7}}).empty());
  CHECK(run.values().choice("task") == "clusters");
  CHECK(run.values().choice("data") == "three_blobs");
  CHECK(run.values().choice("method") == "dbscan");
  CHECK(run.values().integer("count") == 100);
  for (int step = 0; step < 100; ++step) run.advance();
  CHECK(run.metrics().at("clusters") == 3);
}

TEST_CASE("points that are added while k-means runs are taken in from where the centres are") {
  Run run = fresh(Registry<Demo>::find("test", "clustering"), {{"noise", 0.0}});
  for (int step = 0; step < 20; ++step) run.advance();
  const std::vector<float> centres = shown(run, "clusters").numbers.at("centres");
  CHECK(run.input({{"view", "clusters"}, {"kind", "points"}, {"points", {{0.5, 6.0, 0}}}}).empty());
  CHECK(run.step() == 20);
  CHECK(shown(run, "clusters").numbers.at("centres") == centres);
  for (int step = 0; step < 20; ++step) run.advance();
  CHECK(shown(run, "clusters").numbers.at("centres") != centres);
  CHECK(shown(run, "clusters").numbers.at("labels").size() == 301);
}

TEST_CASE("a visitor's table is sorted into clusters, and beside its classes") {
  std::string text = "x,y,z,kind\n";
  for (int i = 0; i < 60; ++i) {
    const int kind = i % 2;
    text += std::to_string(kind * 10 + i % 7) + "," + std::to_string(i % 5) + "," + std::to_string(kind * 4 + i % 3) +
            (kind ? ",odd\n" : ",even\n");
  }
  const auto table = std::make_shared<CsvTable>(read_csv(text));
  Run run = fresh(Registry<Demo>::find("test", "clustering"), {{"clusters", 2}});
  CHECK(run.use_file({table, {0, 1, 2}, 3}).empty());
  for (int step = 0; step < 30; ++step) run.advance();
  CHECK(run.metrics().at("rand_index") > 0.9);
  CHECK(shown(run, "clusters").numbers.at("points").size() == 120);  // three inputs on a plane
  CHECK_THROWS_AS(run.use_file({table, {3}, 0}), Refusal);
}

TEST_CASE("digits go to methods that can take them") {
  const Demo& demo = Registry<Demo>::find("test", "clustering");
  Run run = fresh(demo, {{"data", "mnist"}, {"clusters", 4}});
  for (int step = 0; step < 10; ++step) run.advance();
  CHECK(shown(run, "digits").options["rows"].size() == 4);
  CHECK_THROWS_AS(run.change({{"method", "dbscan"}}), Refusal);
  CHECK_THROWS_AS(run.change({{"task", "how_many"}}), Refusal);
  CHECK(run.step() == 10);
}
