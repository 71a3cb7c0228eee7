// The model of a regression: a line, a polynomial or a network, the samples it learns from, and the least-squares
// answer.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "demos/files/own_table.h"
#include "demos/parts/row_inputs.h"
#include "demos/parts/supervised.h"
#include "demos/regression/features.h"

namespace gradlab {

class CurveModel {
 public:
  void build(const Setup& setup);
  void change(const Setup& setup);
  Tensor step() { return learner_.step(); }
  void evaluate(Metrics& metrics) const;
  void state(Archive& archive) { learner_.state(archive); }

  const Learner& learner() const { return learner_; }
  /// The samples as the visitor sees them; the learner has them prepared.
  const Split& samples() const { return samples_; }
  std::int64_t drawn() const { return drawn_; }
  /// Number of input columns.
  std::int64_t width() const { return width_; }
  std::int64_t degree() const { return degree_; }
  const std::vector<std::string>& input_names() const { return input_names_; }
  const std::string& target_name() const { return target_name_; }
  const Json& points() const { return points_; }
  /// The visitor's new row, in the visitor's units.
  const RowInputs& row() const { return row_; }
  /// What gaps in the visitor's table are filled with.
  std::optional<Refusal> remark() { return remark_on_gaps(filled_); }
  bool is_network() const { return kind_ == "network"; }
  /// A line over one input: it has a slope and an intercept.
  bool is_line() const { return kind_ == "linear" && width_ == 1; }

  /// Answers for raw inputs [N, D], in the visitor's units: the model's, and least squares'.
  std::vector<float> answers(const Tensor& raw) const;
  std::vector<float> solved_answers(const Tensor& raw) const;
  Tensor prepared(const Tensor& raw) const { return features_.inputs(raw); }
  /// Weights of least squares as the model sees them, then the bias; zeros for a network.
  const std::vector<double>& solution() const { return solution_; }
  /// Only where is_line(): the weight and the bias, slope and intercept in the visitor's units, and the same of others.
  std::pair<Tensor, Tensor> line_parameters() const;
  std::pair<double, double> line() const;
  std::pair<double, double> line_of(double weight, double bias) const { return features_.line(weight, bias); }
  std::pair<double, double> solved_line() const { return features_.line(solution_[0], solution_[1]); }
  /// Raw inputs [count, D] from `low` to `high` in the first column; the others where the new row has them.
  Tensor along_first(float low, float high, std::int64_t count) const;

 private:
  Split load(const Setup& setup, bool anew);
  void solve(double ridge);

  Learner learner_;
  Features features_;
  Split samples_;
  std::vector<double> solution_;
  std::string kind_, target_name_, filled_;
  std::vector<std::string> input_names_;
  RowInputs row_;
  std::int64_t width_ = 1, degree_ = 1, drawn_ = 0;
  Json points_;
};

}  // namespace gradlab
