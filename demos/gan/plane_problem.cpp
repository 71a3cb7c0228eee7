#include "demos/gan/plane_problem.h"

#include "demos/parts/supervised.h"

namespace gradlab {

std::vector<Param> plane_params() {
  std::vector<std::string> names = Registry<MixtureEntry>::menu([](const MixtureEntry&) { return true; });
  names.push_back("own_points");
  return {Param::choice("data", "data", "ring", std::move(names)), Param::number("spread", "data", 0.08, 0.02, 0.3),
          Param::points("points", "data")};
}

void PlaneProblem::build(const Values& values) {
  real_ = {.centres = {}, .deviation = values.real("spread"), .apart = true};
  if (const std::string& data = values.choice("data"); data != "own_points") {
    const MixtureEntry& entry = Registry<MixtureEntry>::find("data", data);
    real_.centres = entry.centres();
    real_.apart = entry.apart;
  }
  points_ = values.at("points");
  for (const Json& point : points_) {
    real_.centres.insert(real_.centres.end(), {point[0].get<float>(), point[1].get<float>()});
  }
  judge_.reset();
  if (real_.clouds() > 0) judge_.emplace(real_, edge);
}

Tensor PlaneProblem::sample(std::int64_t count, Random& random) const {
  if (real_.clouds() == 0) throw Refusal{"notice.no_samples", Json::object()};
  return real_.sample(count, random);
}

std::optional<PlaneMeasures> PlaneProblem::measure(const Tensor& made) const {
  if (!judge_) return {};
  return judge_->measure(made);
}

void PlaneProblem::measure(const Tensor& made, Metrics& metrics) const {
  const PlaneMeasures measures = measure(made).value_or(PlaneMeasures{.divergence = 1.0});
  const auto set = [&](const char* name, double value) { metrics[name] = Tensor::scalar(static_cast<float>(value)); };
  set("good_share", measures.good_share);
  set("divergence", measures.divergence);
  if (real_.apart) set("modes", static_cast<double>(measures.modes));
}

Effect PlaneProblem::input(const Json& event) const {
  const Json points = changed_points(points_, event);
  return {.values = points.is_null() ? Json() : Json{{"points", points}}};
}

}  // namespace gradlab
