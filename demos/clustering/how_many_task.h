// How many clusters are there? Four criteria over k, a measurement a step: first of all points, then again and again of
// a random half of them, which shows how sure each criterion is.
#pragma once

#include "demos/clustering/criteria.h"
#include "demos/clustering/point_set.h"

namespace gradlab {

class HowManyTask : public Experiment {
 public:
  void build(const Setup& setup) override;
  Tensor step() override;
  void change(const Setup& setup) override;
  void evaluate(Metrics& metrics) override;
  std::optional<Refusal> remark() override;
  ForwardPass forward_pass() const override { return {}; }
  void show(Views& views) override;
  Effect input(const Json& event) override;
  void state(Archive& archive) override;
  std::int64_t samples_per_step() const override { return set_.size(); }

 private:
  void begin();
  std::int64_t ks() const { return static_cast<std::int64_t>(halves_begin_); }
  std::int64_t total() const;
  /// All points have been looked at, with every number of clusters.
  bool whole() const { return done_ >= measurements * ks(); }
  KScores scores_of(std::int64_t piece) const;
  std::vector<KScores> scores(std::int64_t round) const;
  /// What a criterion says of all points, and in how many of the rounds with halves that are done it says the same.
  struct Verdict {
    std::int64_t chosen = 0, agreeing = 0, rounds = 0;
  };
  Verdict verdict(Criterion criterion) const;
  /// The number that most criteria choose, the later one in doubt.
  std::int64_t answer() const;
  void show_points(View& view) const;
  void show_verdicts(View& view) const;
  void show_curve(View& view, const char* name, double KScores::* number, Criterion criterion) const;

  PointSet set_;
  Random random_;
  Json points_;
  std::size_t halves_begin_ = 0;  // how many numbers of clusters are tried
  std::int64_t done_ = 0;         // measurements; a piece has three, and a round ks() pieces
  std::vector<double> numbers_;   // of the pieces, k_numbers of each
};

}  // namespace gradlab
