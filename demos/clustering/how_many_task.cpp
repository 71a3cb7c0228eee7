#include "demos/clustering/how_many_task.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "demos/clustering/cluster_views.h"
#include "demos/files/own_table.h"
#include "demos/parts/supervised.h"
#include "engine/core/error.h"
#include "engine/learn/cluster/best_kmeans.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::int64_t most_k = 10, rounds_of_halves = 20, most_looked_at = 600;
constexpr std::uint64_t how_many_stream = 12;

Tensor scalar_of(double value) {
  return Tensor::scalar(static_cast<float>(value));
}

}  // namespace

void HowManyTask::build(const Setup& setup) {
  set_ = point_set_of(setup);
  if (set_.pixels > 0) throw Refusal{"notice.digits_need_kmeans", Json::object()};
  points_ = setup.values.at("points");
  random_ = setup.random.split(how_many_stream);
  begin();
}

void HowManyTask::begin() {
  if (set_.size() > most_looked_at) {  // in the order in which they were mixed: evenly picked
    const std::int64_t all = set_.size();
    std::vector<std::int32_t> picked;
    for (std::int64_t i = 0; i < most_looked_at; ++i)
      picked.push_back(static_cast<std::int32_t>(i * all / most_looked_at));
    set_.points = gather(set_.points, Tensor::indices(picked, {most_looked_at}));
    set_.classes.clear();
    set_.drawn = 0;
  }
  halves_begin_ = static_cast<std::size_t>(std::min(most_k, set_.size() / 2));
  done_ = 0;
  numbers_.assign(static_cast<std::size_t>(total() / measurements) * k_numbers, 0.0);
}

std::int64_t HowManyTask::total() const {
  return measurements * ks() * (1 + rounds_of_halves);
}

Tensor HowManyTask::step() {
  if (ks() == 0) throw Refusal{"notice.no_samples", Json::object()};
  if (done_ < total()) {
    const std::int64_t piece = done_ / measurements, round = piece / ks(), k = piece % ks() + 1;
    Random chance = random_.split(static_cast<std::uint64_t>(round));
    Tensor points = set_.points;
    if (round > 0) {
      std::vector<std::int32_t> half = chance.permutation(set_.size());
      half.resize(half.size() / 2);
      points = gather(points, Tensor::indices(half, {static_cast<std::int64_t>(half.size())}));
    }
    KScores found = scores_of(piece);
    measure(found, done_ % measurements, points, k, chance.split(static_cast<std::uint64_t>(k)));
    const std::array all = {found.inertia, found.silhouette, found.bic, found.gap, found.gap_error};
    std::ranges::copy(all, numbers_.begin() + piece * static_cast<std::int64_t>(k_numbers));
    ++done_;
  }
  return scalar_of(1.0 - static_cast<double>(done_) / static_cast<double>(total()));
}

void HowManyTask::change(const Setup& setup) {
  if (setup.values.at("points") != points_) build(setup);
}

void HowManyTask::evaluate(Metrics& metrics) {
  metrics["loss"] = scalar_of(ks() == 0 ? 1.0 : 1.0 - static_cast<double>(done_) / static_cast<double>(total()));
  metrics["clusters"] = scalar_of(whole() && ks() > 0 ? static_cast<double>(answer()) : 0.0);
}

std::optional<Refusal> HowManyTask::remark() {
  return remark_on_gaps(set_.filled);
}

KScores HowManyTask::scores_of(std::int64_t piece) const {
  const double* x = numbers_.data() + piece * static_cast<std::int64_t>(k_numbers);
  return {x[0], x[1], x[2], x[3], x[4]};
}

std::vector<KScores> HowManyTask::scores(std::int64_t round) const {
  std::vector<KScores> scores;
  const std::int64_t first = round * ks(), last = std::min(done_ / measurements, first + ks());
  for (std::int64_t piece = first; piece < last; ++piece) scores.push_back(scores_of(piece));
  return scores;
}

HowManyTask::Verdict HowManyTask::verdict(Criterion criterion) const {
  Verdict verdict{.chosen = chosen_by(criterion, scores(0))};
  for (std::int64_t round = 1; measurements * (round + 1) * ks() <= done_; ++round) {
    ++verdict.rounds;
    verdict.agreeing += chosen_by(criterion, scores(round)) == verdict.chosen;
  }
  return verdict;
}

std::int64_t HowManyTask::answer() const {
  std::map<std::int64_t, int> votes;
  std::int64_t best = 1;
  for (const Criterion criterion : {Criterion::elbow, Criterion::silhouette, Criterion::bic, Criterion::gap}) {
    const std::int64_t chosen = verdict(criterion).chosen;
    ++votes[chosen];
    if (votes[chosen] >= votes[best]) best = chosen;
  }
  return best;
}

void HowManyTask::show(Views& views) {
  if (views.wants("clusters")) show_points(views.add("clusters"));
  if (views.wants("verdicts")) show_verdicts(views.add("verdicts"));
  if (views.wants("elbow")) show_curve(views.add("elbow"), "metric.inertia", &KScores::inertia, Criterion::elbow);
  if (views.wants("silhouettes"))
    show_curve(views.add("silhouettes"), "metric.silhouette", &KScores::silhouette, Criterion::silhouette);
  if (views.wants("bic")) show_curve(views.add("bic"), "metric.bic", &KScores::bic, Criterion::bic);
  if (views.wants("gap")) show_curve(views.add("gap"), "metric.gap", &KScores::gap, Criterion::gap);
}

void HowManyTask::show_points(View& view) const {
  show_plane(view, set_);
  if (!whole() || ks() == 0) return show_labels(view, set_, Tensor());
  const KMeansAnswer found =
      best_kmeans(set_.points, answer(), 4, random_.split(0).split(static_cast<std::uint64_t>(answer())).split(0));
  show_labels(view, set_, found.labels);
  view.tensor("centres", set_.on_plane(found.centres));
}

void HowManyTask::show_verdicts(View& view) const {
  Json rows = Json::array();
  for (std::size_t i = 0; i < criterion_names.size() && whole() && ks() > 0; ++i) {
    const Verdict said = verdict(static_cast<Criterion>(i));
    const std::string sure =
        said.rounds == 0 ? "" : std::to_string(said.agreeing) + " / " + std::to_string(said.rounds);
    rows.push_back({std::string("criterion.") + criterion_names[i], "=" + std::to_string(said.chosen), "=" + sure});
  }
  view.set("columns", {"verdicts.criterion", "verdicts.chosen", "verdicts.sure"}).set("rows", rows);
}

void HowManyTask::show_curve(View& view, const char* name, double KScores::* number, Criterion criterion) const {
  std::vector<float> k, y, errors;
  for (const KScores& each : scores(0)) {
    k.push_back(static_cast<float>(k.size() + 1));
    y.push_back(static_cast<float>(each.*number));
    errors.push_back(static_cast<float>(each.gap_error));
  }
  Json series = {{{"label", name}, {"x", "k"}, {"y", "y"}, {"role", "accent"}}};
  view.tensor("k", k).tensor("y", y);
  if (criterion == Criterion::gap) {
    std::vector<float> low = y, high = y;
    for (std::size_t i = 0; i < y.size(); ++i) low[i] -= errors[i], high[i] += errors[i];
    view.tensor("low", low).tensor("high", high);
    view.set("bands", {{{"label", "band.error"}, {"x", "k"}, {"low", "low"}, {"high", "high"}, {"role", "accent"}}});
  }
  if (whole() && !y.empty()) {  // an upright line
    const auto chosen = static_cast<float>(chosen_by(criterion, scores(0)));
    view.tensor("chosen_k", std::array{chosen, chosen});
    view.tensor("chosen_y", std::array{std::ranges::min(y), std::ranges::max(y)});
    series.push_back({{"label", "verdicts.chosen"}, {"x", "chosen_k"}, {"y", "chosen_y"}, {"role", "reference"}});
  }
  view.set("x", "axis.clusters").set("y", name).set("series", series);
}

Effect HowManyTask::input(const Json& event) {
  const Json points = changed_points(points_, event);
  return {.values = points.is_null() ? Json() : Json{{"points", points}}};
}

void HowManyTask::state(Archive& archive) {
  archive.field("done", done_);
  const std::size_t size = numbers_.size();
  archive.field("scores", numbers_);
  const bool finite = std::ranges::all_of(numbers_, [](double number) { return std::isfinite(number); });
  if (done_ < 0 || done_ > total() || numbers_.size() != size || !finite)
    fail("checkpoint", "other scores", std::to_string(size) + " finite ones");
}

}  // namespace gradlab
