#include "demos/regression/curve_model.h"

#include <algorithm>
#include <cmath>
#include <xtensor/core/xmath.hpp>

#include "engine/core/as_array.h"
#include "engine/loss/loss.h"

namespace gradlab {

namespace {

constexpr std::int64_t most_evaluated = 2000;

Tensor huber_at_one(const Tensor& prediction, const Tensor& target) {
  return huber(prediction, target);
}

Learner::Loss loss_of(const Values& values) {
  const std::string& name = values.choice("loss");
  return name == "mae" ? mae : name == "huber" ? huber_at_one : mse;
}

std::vector<float> numbers(const Tensor& tensor) {
  return {tensor.values().begin(), tensor.values().end()};
}

/// Share of the targets' variance that the predictions explain; NaN where they have none.
float r_squared(const Tensor& prediction, const Tensor& targets) {
  const auto y = xt::cast<double>(as_array(targets));
  const double residual = xt::sum(xt::square(xt::cast<double>(as_array(prediction) - as_array(targets))))();
  const double total = xt::sum(xt::square(y - xt::mean(y)()))();
  return total > 0 ? static_cast<float>(1 - residual / total) : NAN;
}

}  // namespace

void CurveModel::build(const Setup& setup) {
  kind_ = setup.values.choice("model");
  degree_ = kind_ == "polynomial" ? setup.values.integer("degree") : 1;
  Split split = load(setup, true);
  Random random = setup.random.split(0);
  const std::vector<int> units = is_network() ? setup.values.units("layers") : std::vector<int>();
  const float dropout = is_network() ? setup.values.real("dropout") : 0.0f;
  Sequential model = feed_forward(units, setup.values.choice("activation"), dropout, 1);
  model.build({0, split.train.inputs.shape()[1]}, random);
  if (!is_network()) {  // flat at first, so that one sees it rise to the points
    for (const Parameter& parameter : model.parameters()) std::ranges::fill(parameter.tensor.values(), 0.0f);
  }
  learner_.build(std::move(model), std::move(split), loss_of(setup.values), setup);
  change(setup);
}

void CurveModel::change(const Setup& setup) {
  if (setup.values.at("points") != points_) learner_.set_data(load(setup, false));
  row_.set(setup.values.row("predict_at"));
  learner_.set_loss(loss_of(setup.values));
  learner_.change(setup.values);
  // The optimiser's l2 w is the gradient of l2/2 |w|^2 beside the mean of the squares; least squares has their sum.
  solve(setup.values.number("l2") * static_cast<double>(samples_.train.size()) / 2);
}

/// Reads the samples; `anew` also measures the scales that the model sees them in.
Split CurveModel::load(const Setup& setup, bool anew) {
  const bool file = setup.values.choice("data") == "file";
  const Samples samples = file ? Samples{numeric_rows(*setup.file), 0} : toy_samples(setup, false);
  points_ = setup.values.at("points");
  drawn_ = samples.drawn;
  samples_ = split_samples(samples, setup);
  if (file) filled_ = fill_gaps(samples_, *setup.file);
  if (anew) {
    width_ = samples.data.inputs.shape()[1];
    input_names_ = file ? gradlab::input_names(*setup.file) : std::vector<std::string>{"x"};
    target_name_ = file ? gradlab::target_name(*setup.file) : "y";
    features_ = Features(samples_.train, degree_, file || kind_ != "linear");
  }
  row_ = RowInputs(samples_, input_names_);
  return {features_.prepared(samples_.train), features_.prepared(samples_.test), samples_.train_indices,
          samples_.test_indices};
}

void CurveModel::solve(double ridge) {
  const Dataset& train = learner_.data().train;
  solution_.assign(static_cast<std::size_t>(width_ * degree_ + 1), 0.0);
  if (!is_network() && train.size() > 0) solution_ = least_squares(train.inputs, train.targets, ridge);
}

void CurveModel::evaluate(Metrics& metrics) const {
  const auto judge = [&](const Dataset& data, const std::string& prefix) {
    if (data.size() == 0) return;
    const Tensor prediction = learner_.predict(data.inputs);
    metrics[prefix + "loss"] = learner_.loss()(prediction, data.targets);
    const float r2 = r_squared(prediction, data.targets);
    if (std::isfinite(r2)) metrics[prefix + "r2"] = Tensor::scalar(r2);
  };
  const Dataset train = first(learner_.data().train, most_evaluated);
  judge(train, "");
  judge(first(learner_.data().test, most_evaluated), "test_");
  if (is_network() || train.size() == 0) return;
  metrics["least_squares_loss"] = learner_.loss()(linear_answers(train.inputs, solution_), train.targets);
}

std::vector<float> CurveModel::answers(const Tensor& raw) const {
  return numbers(features_.undone(learner_.predict(prepared(raw))));
}

std::vector<float> CurveModel::solved_answers(const Tensor& raw) const {
  return numbers(features_.undone(linear_answers(prepared(raw), solution_)));
}

std::pair<Tensor, Tensor> CurveModel::line_parameters() const {
  const std::vector<Parameter> parameters = learner_.model().parameters();
  return {parameters[0].tensor, parameters[1].tensor};
}

std::pair<double, double> CurveModel::line() const {
  const auto [weight, bias] = line_parameters();
  return features_.line(weight.item(), bias.item());
}

Tensor CurveModel::along_first(float low, float high, std::int64_t count) const {
  Tensor inputs = Tensor::empty({count, width_});
  for (std::int64_t i = 0; i < count; ++i) {
    float* row = inputs.data() + i * width_;
    std::ranges::copy(row_.row(), row);
    row[0] = low + (high - low) * static_cast<float>(i) / static_cast<float>(count - 1);
  }
  return inputs;
}

}  // namespace gradlab
