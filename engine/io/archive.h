// Named state: one function writes and reads what training changes, so the two cannot drift apart.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/random.h"
#include "engine/core/tensor.h"
#include "engine/data/data.h"
#include "engine/data/digit.h"
#include "engine/io/state_dict.h"
#include "engine/nn/nn.h"
#include "engine/optim/optim.h"

namespace gradlab {

/// Reading throws [checkpoint], with the field's name, for one that is missing or not as it is here; what was read
/// before has been taken over.
class Archive {
 public:
  /// Whole numbers go as far as doubles hold them all; reading refuses others, so that no count of steps overflows.
  static constexpr std::int64_t furthest = std::int64_t{1} << 53;

  void field(std::string_view name, std::int64_t& number);
  void field(std::string_view name, double& number);
  void field(std::string_view name, std::vector<double>& numbers);
  void field(std::string_view name, Strokes& strokes);
  /// The numbers of a tensor whose shape stays. Writes a gap for one whose numbers would have to be waited for.
  void field(std::string_view name, const Tensor& tensor);
  void field(std::string_view name, Random& random);
  void field(std::string_view name, Batches& batches);
  /// Each under its own name behind this one.
  void field(std::string_view name, const std::vector<Parameter>& parameters);
  void field(std::string_view name, Optimizer& optimizer);

  bool reading() const { return from_ != nullptr; }
  /// Where it reads: the first parts of the names that begin with `scope` and a dot, in the order of the fields.
  std::vector<std::string> names(std::string_view scope);

  /// While it lives, names are written behind this one and a dot.
  class Scope {
   public:
    Scope(Archive& archive, std::string_view name);
    ~Scope() { archive_.scoped_ = outside_; }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    Archive& archive_;
    std::size_t outside_;
  };

 private:
  template <typename State>
  friend Tensors write_state(StateDict& to, const State& state);
  template <typename State>
  friend void add_state(StateDict& to, const State& state);
  template <typename State>
  friend void read_state(const StateDict& from, const State& state);

  Archive(StateDict& to, std::size_t next) : to_(&to), next_(next) {}
  explicit Archive(const StateDict& from) : from_(&from), taken_(from.fields().size()) {}
  std::string_view full(std::string_view name);  // until the next call
  std::span<std::uint8_t> put(std::string_view name, StateDict::Kind kind, const Shape& shape);
  /// nullptr where there is none.
  const StateDict::Field* find(std::string_view full_name);
  std::span<const std::uint8_t> take(std::string_view name, StateDict::Kind kind, const Shape& shape);
  void numbers(std::string_view name, StateDict::Kind kind, const Shape& shape, void* data);
  void end();

  StateDict* to_ = nullptr;
  const StateDict* from_ = nullptr;
  std::size_t next_ = 0;                  // field to be written, or that is likely to be read
  std::vector<bool> taken_;               // of the fields: which have been read
  std::vector<std::size_t> by_name_;      // the fields, sorted, once one did not come where it was likely
  std::array<char, 256> full_name_ = {};  // of the field at hand, in place, so that nothing is allocated
  std::size_t scoped_ = 0;                // its first characters are those of the scopes
  Tensors absent_;
};

/// Writes what `state`, called with an Archive, names, and nothing else is then in `to`. Returns the tensors that have
/// left gaps, which are on a remote device.
template <typename State>
Tensors write_state(StateDict& to, const State& state) {
  Archive archive(to, 0);
  state(archive);
  archive.end();
  return std::move(archive.absent_);
}

/// Writes it behind what is in `to`; it leaves no gaps.
template <typename State>
void add_state(StateDict& to, const State& state) {
  Archive archive(to, to.fields().size());
  state(archive);
  archive.end();
}

/// Reads it. Throws [checkpoint] for fields that `state` does not name, too.
template <typename State>
void read_state(const StateDict& from, const State& state) {
  Archive archive(from);
  state(archive);
  archive.end();
}

}  // namespace gradlab
