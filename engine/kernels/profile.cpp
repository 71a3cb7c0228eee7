#include "engine/kernels/profile.h"

#include <algorithm>
#include <span>
#include <string_view>

#include "engine/core/buffer.h"

namespace gradlab {

namespace {

constexpr std::string_view unary_names[] = {"negate",  "exp",  "log",      "sqrt",  "square", "reciprocal", "pow",
                                            "abs",     "sign", "clamp",    "scale", "relu",   "leaky_relu", "gelu",
                                            "sigmoid", "tanh", "softplus", "sin",   "cos"};
constexpr std::string_view binary_names[] = {"add",     "subtract", "multiply", "divide",
                                             "maximum", "minimum",  "equal",    "greater"};
constexpr std::string_view reduce_names[] = {"sum", "mean", "max", "sum_squares"};
constexpr std::size_t most_kinds = std::size(unary_names);

/// A kernel by name, and the names of what its first argument may ask for.
struct Slot {
  std::string_view name;
  std::span<const std::string_view> kinds;
};
std::vector<Slot>& slots() {
  static std::vector<Slot> list;
  return list;
}

thread_local Profile* active_profile = nullptr;

double operations_of(const auto&...) {
  return 0.0;
}
double operations_of(const MatmulArguments& arguments, const auto&...) {
  const auto& [batch, m, n, k, transpose_a, transpose_b, broadcast_a, broadcast_b] = arguments;
  return 2.0 * static_cast<double>(batch * m * n) * static_cast<double>(k);
}
double operations_of(const Conv2dArguments& arguments, const auto&...) {
  const double outputs = static_cast<double>(arguments.n * arguments.out_h * arguments.out_w * arguments.f);
  return 2.0 * outputs * static_cast<double>(arguments.kernel_h * arguments.kernel_w * arguments.c / arguments.groups);
}

std::size_t kind_of(const auto&...) {
  return 0;
}
template <typename Kind>
  requires std::is_enum_v<Kind>
std::size_t kind_of(Kind kind, const auto&...) {
  return static_cast<std::size_t>(kind);
}

Device device_of(const Tensor& first, const auto&...) {
  return first.device();
}
Device device_of(const auto&, const auto&... rest) {
  return device_of(rest...);
}

}  // namespace

/// Adds the time of its life to a kernel's sums, unless that is part of another kernel's.
class Stopwatch {
 public:
  Stopwatch(std::size_t slot, std::size_t kind, double operations)
      : profile_(*active_profile), place_(slot * most_kinds + kind), operations_(operations), began_(Clock::now()) {
    ++profile_.depth_;
  }
  ~Stopwatch() {
    if (--profile_.depth_ > 0) return;
    Profile::Counter& counter = profile_.counters_[place_];
    ++counter.calls;
    counter.seconds += std::chrono::duration<double>(Clock::now() - began_).count();
    counter.operations += operations_;
  }
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;

 private:
  using Clock = std::chrono::steady_clock;
  Profile& profile_;
  std::size_t place_;
  double operations_;
  Clock::time_point began_;
};

namespace {

template <auto slot>
struct Timed;
template <typename... Arguments, void (*Kernels::*slot)(Arguments...)>
struct Timed<slot> {
  static inline std::size_t number = 0;
  static void call(Arguments... arguments) {
    const Stopwatch watch(number, kind_of(arguments...), operations_of(arguments...));
    (untimed_kernels(device_of(arguments...)).*slot)(arguments...);
  }
};

template <auto slot>
void time(Kernels& table, std::string_view name, std::span<const std::string_view> kinds = {}) {
  Timed<slot>::number = slots().size();
  slots().push_back({name, kinds});
  table.*slot = &Timed<slot>::call;
}

Kernels make_timed_kernels() {
  Kernels table;
  time<&Kernels::fill>(table, "fill");
  time<&Kernels::strided_copy>(table, "strided_copy");
  time<&Kernels::unary>(table, "unary", unary_names);
  time<&Kernels::unary_gradient>(table, "unary_gradient", unary_names);
  time<&Kernels::binary>(table, "binary", binary_names);
  time<&Kernels::reduce>(table, "reduce", reduce_names);
  time<&Kernels::argmax>(table, "argmax");
  time<&Kernels::max_gradient>(table, "max_gradient");
  time<&Kernels::matmul>(table, "matmul");
  time<&Kernels::linear>(table, "linear");
  time<&Kernels::conv2d>(table, "conv2d");
  time<&Kernels::conv2d_input_gradient>(table, "conv2d_input_gradient");
  time<&Kernels::conv2d_filter_gradient>(table, "conv2d_filter_gradient");
  time<&Kernels::max_pool2d>(table, "max_pool2d");
  time<&Kernels::max_pool2d_gradient>(table, "max_pool2d_gradient");
  time<&Kernels::average_pool2d>(table, "average_pool2d");
  time<&Kernels::average_pool2d_gradient>(table, "average_pool2d_gradient");
  time<&Kernels::batch_norm>(table, "batch_norm");
  time<&Kernels::batch_norm_gradient>(table, "batch_norm_gradient");
  time<&Kernels::layer_norm>(table, "layer_norm");
  time<&Kernels::layer_norm_gradient>(table, "layer_norm_gradient");
  time<&Kernels::softmax>(table, "softmax");
  time<&Kernels::softmax_gradient>(table, "softmax_gradient");
  time<&Kernels::cross_entropy>(table, "cross_entropy");
  time<&Kernels::cross_entropy_gradient>(table, "cross_entropy_gradient");
  time<&Kernels::gather>(table, "gather");
  time<&Kernels::scatter_add>(table, "scatter_add");
  time<&Kernels::dropout>(table, "dropout");
  time<&Kernels::sgd>(table, "sgd");
  time<&Kernels::rmsprop>(table, "rmsprop");
  time<&Kernels::adam>(table, "adam");
  return table;
}

}  // namespace

const Kernels& timed_kernels() {
  static const Kernels table = make_timed_kernels();
  return table;
}

Profile* Profile::active() {
  return active_profile;
}

Profile::Profile() {
  timed_kernels();  // which fills slots()
  counters_.resize(slots().size() * most_kinds);
}

Profile::Recording::Recording(Profile& profile)
    : profile_(profile),
      before_(active_profile),
      began_(Clock::now()),
      allocations_(pool_statistics().system_allocations) {
  active_profile = &profile;
}

Profile::Recording::~Recording() {
  active_profile = before_;
  ++profile_.steps_;
  profile_.seconds_ += std::chrono::duration<double>(Clock::now() - began_).count();
  profile_.allocations_ += static_cast<double>(pool_statistics().system_allocations - allocations_);
}

std::vector<Profile::Row> Profile::rows() const {
  std::vector<Row> rows;
  for (std::size_t place = 0; place < counters_.size(); ++place) {
    const Counter& counter = counters_[place];
    if (counter.calls == 0.0) continue;
    const Slot& slot = slots()[place / most_kinds];
    std::string name(slot.name);
    if (!slot.kinds.empty()) name.append(" ").append(slot.kinds[place % most_kinds]);
    rows.push_back({std::move(name), counter.calls, counter.seconds, counter.operations});
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.seconds > b.seconds; });
  return rows;
}

void Profile::fade(double share) {
  for (Counter& counter : counters_) {
    counter.calls *= share, counter.seconds *= share, counter.operations *= share;
  }
  steps_ *= share, seconds_ *= share, allocations_ *= share;
}

}  // namespace gradlab
