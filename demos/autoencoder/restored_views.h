// Samples beside what becomes of them on their way through a few numbers.
#pragma once

#include <cstddef>
#include <vector>

#include "demos/autoencoder/judgement.h"
#include "demos/autoencoder/linear_rival.h"
#include "demos/core/views.h"

namespace gradlab {

/// One test sample of each class, as far as they are shown, filled up with others.
std::vector<std::int64_t> samples_to_show(const SampleSource& source);

/// Of the test samples `shown`: as they are, spoilt, restored, and made of as many principal components, each with its
/// mean squared error over all test samples. The one at `marked` stands out.
void show_restored(View& view, const CodeLearner& learner, LinearRival& rival, const Judgement& judgement,
                   const std::vector<std::int64_t>& shown, std::size_t marked);

/// The way from one test sample's code to another's, and the fading of one picture into the other.
void show_walk(View& view, const CodeLearner& learner, std::int64_t from, std::int64_t to);

/// How badly the test samples of each class are restored; the class that was left out stands apart.
void show_errors(View& view, const CodeLearner& learner, const Judgement& judgement);
/// The test images that are restored worst, and what is made of them.
void show_surprising(View& view, const CodeLearner& learner, const Judgement& judgement);

/// The errors and maps of both, side by side.
void show_comparison(View& view, const CodeLearner& learner, LinearRival& rival, const Judgement& judgement);

}  // namespace gradlab
