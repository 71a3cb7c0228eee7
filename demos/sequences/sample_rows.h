// Rows of whole samples for a decoder, each beginning where a sample begins, so that positions mean something.
#pragma once

#include "demos/sequences/text_source.h"

namespace gradlab {

class SampleRows {
 public:
  SampleRows() = default;
  /// `answers_only`: of pairs only the answer is to be learnt.
  SampleRows(Random random, bool answers_only, bool held_out)
      : random_(random), answers_only_(answers_only), held_out_(held_out) {}
  /// [rows, width]: text_end, then as many samples as fit, each with text_end behind it. Of a sample that is longer
  /// than a row, a part of it at random.
  TokenBatch next(const TextSource& source, std::int64_t rows, std::int64_t width);
  void state(Archive& archive) { archive.value(random_); }

 private:
  void fill_row(const TextSource& source, std::size_t width, std::int32_t* inputs, std::int32_t* targets);

  Random random_;
  bool answers_only_ = false, held_out_ = false;
  std::vector<std::int32_t> inputs_, targets_;
};

/// A sample as a decoder reads it: "407\tfour hundred seven", or prose as it is; without text_end.
std::vector<std::int32_t> sample_tokens(const TextSource& source, const TextSample& sample);
/// What it is given of one, to go on from: text_end, and where there is a question, that with text_answer behind it.
std::vector<std::int32_t> given_tokens(const TextSource& source, std::string_view prompt, bool is_question);

}  // namespace gradlab
