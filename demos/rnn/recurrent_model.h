// A recurrent network with a linear output, as the visitor's parameters say.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "demos/core/params.h"
#include "demos/core/views.h"
#include "engine/graph/trace.h"
#include "engine/io/archive.h"
#include "engine/nn/recurrent.h"

namespace gradlab {

/// "cell", "units", "layers", "time_scale" and "dropout".
std::vector<Param> recurrent_params();

/// "rnn", "lstm", "gru": the choices of "cell".
const std::vector<std::string>& cell_names();

class RecurrentModel {
 public:
  struct Ends {
    std::int64_t features = 1, outputs = 1;
    bool tokens = false;  ///< inputs are numbers below `features`
  };
  /// Values are recurrent_params', of which `cell` is given.
  void build(const std::string& cell, const Values& values, const Ends& ends, Random& random);

  /// x [T, N, features], or tokens int32 [T, N], to states [T, N, units]; the rest as in Recurrent::forward.
  Tensor states(const Tensor& x, Recurrent::State& state, Context context = {},
                Recurrent::Trace* trace = nullptr) const;
  /// States [..., units] to [..., outputs].
  Tensor output(const Tensor& states, Context context = {}) const;
  /// Zeros for n sequences, of every layer.
  Recurrent::State beginning(std::int64_t n) const;

  /// The recurrent layers', by their number, and "output.weight", "output.bias".
  std::vector<Parameter> parameters() const;
  std::vector<Parameter> buffers() const { return {}; }
  const RecurrentOptions& options() const { return recurrent_.options(); }
  const std::string& cell() const { return cell_; }
  std::int64_t features() const { return features_; }
  std::int64_t outputs() const { return output_->spec().whole("units"); }
  /// Of one time step of one sequence.
  std::int64_t multiply_adds() const { return recurrent_.multiply_adds() + output_->multiply_adds(); }

 private:
  void spread_memory(float time_scale, Random& random);

  std::string cell_;
  std::int64_t features_ = 0;
  Recurrent recurrent_{RecurrentOptions()};
  std::unique_ptr<Layer> dropout_, output_;
};

/// From `input` [T, N, features], or tokens int32 [T, N], and from the states [N, units] of each layer before it, to
/// `output` [T, N, outputs] and the states behind it.
ForwardPass forward_pass(const RecurrentModel& model, const std::string& input, const std::string& output);

/// `n` times the state of one sequence.
Recurrent::State repeated(const Recurrent::State& state, std::int64_t n);

/// The numbers of a state, whose shape stays.
void archive_state(Archive& archive, Recurrent::State& state);

/// Models layer by layer, one after the other, as a table.
void show_layers(View& view, const std::vector<const RecurrentModel*>& models);

}  // namespace gradlab
