// Digits to be made: the real ones, and how near made ones come to them.
#pragma once

#include <algorithm>
#include <memory>
#include <vector>

#include "demos/core/experiment.h"
#include "demos/gan/digits_judge.h"

namespace gradlab {

class DigitsProblem {
 public:
  static constexpr std::int64_t classes = 10;

  /// Images from the asset "mnist", batches by the value "batch_size".
  void build(const Setup& setup);
  void change(const Values& values) { batches_.set_batch_size(values.integer("batch_size")); }
  /// Does a piece of what must come first: the judge learns to read.
  bool prepare() { return judge_.learn(); }
  /// Real images [B, H, W, 1] in [0, 1] with their digits int32 [B].
  Dataset next();
  /// The first of those that are trained on.
  Dataset first(std::int64_t count) const { return images_->train.at(0, std::min(count, images())); }
  double epoch() const { return batches_.epoch(); }
  std::int64_t images() const { return images_->train.size(); }
  /// [0, H, W, 1]
  Shape shape() const;
  /// The first real images of each digit that are held out, digit by digit: [10 each, H, W, 1].
  Tensor held_out(std::int64_t each) const;
  const DigitsJudge& judge() const { return judge_; }

  /// How good made images [N, H, W, 1] are, of which the digits `wanted` were to be made.
  struct Measures {
    double judged = 0.0;  ///< share that the judge takes for what was wanted with a probability of over 0.9
    /// Frechet's distance (1957) of normal distributions along each of the judge's features, as a share of how real
    /// ones spread: 0 where made digits have the means and deviations of real ones.
    double divergence = 0.0;
    std::vector<float> shares = {};  ///< of what the judge sees, by digit
    Tensor probabilities = {};       ///< [N, 10]
    /// Whether the judge takes sample `index` for `digit`, and is sure; not before it has learnt to read.
    bool is_judged(std::int64_t index, std::int64_t digit) const;
  };
  Measures measure(const Tensor& made, const Tensor& wanted) const;

  /// Where in the data training is.
  void state(Archive& archive) { archive.field("batches", batches_); }

 private:
  /// Of the judge's features, over images.
  struct Spread {
    std::vector<double> mean, deviation;
  };
  static Spread spread_of(const Tensor& features);

  std::shared_ptr<const ImageSplit> images_;
  Batches batches_;
  DigitsJudge judge_;
  mutable Spread real_;  // empty until it is asked for
};

/// Digits as the networks are told of them: int32 [N] to [N, 10] of zeros with a one each.
Tensor one_hot(const Tensor& digits);
/// 0 to 9 in turn, `each` times: int32 [10 each].
Tensor digits_in_rows(std::int64_t each);

}  // namespace gradlab
