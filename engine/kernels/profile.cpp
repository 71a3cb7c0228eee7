#include "engine/kernels/profile.h"

#include <algorithm>
#include <array>
#include <concepts>
#include <string_view>

#include "engine/core/buffer.h"
#include "engine/kernels/kernel_list.h"

namespace gradlab {

namespace {

/// The compiler complains of one without a name.
constexpr std::string_view name_of(Reduce f) {
  switch (f) {
    case Reduce::sum: return "sum";
    case Reduce::mean: return "mean";
    case Reduce::max: return "max";
    case Reduce::sum_squares: return "sum_squares";
  }
  return {};
}
std::vector<std::string_view> reduce_names() {
  std::vector<std::string_view> names;
  for (int f = 0; !name_of(Reduce{f}).empty(); ++f) names.push_back(name_of(Reduce{f}));
  return names;
}

template <typename Entry>
std::vector<std::string_view> names_of() {
  std::vector<std::string_view> names;
  for (const Entry& entry : Registry<Entry>::all()) names.push_back(entry.name);
  return names;
}
std::vector<std::string_view> kinds_of(std::string_view kernel) {
  if (kernel == "unary" || kernel == "unary_gradient") return names_of<Unary>();
  if (kernel == "binary") return names_of<Binary>();
  if (kernel == "reduce") return reduce_names();
  return {};
}
std::size_t most_kinds() {
  static const std::size_t most =
      std::max({Registry<Unary>::all().size(), Registry<Binary>::all().size(), reduce_names().size()});
  return most;
}

/// A kernel by name, and the names of what its first argument may ask for.
struct Slot {
  std::string_view name;
  std::vector<std::string_view> kinds;
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

/// The products of every query with every key and value; a gradient's are not told apart.
double operations_of(const AttentionArguments& arguments, const auto&...) {
  const auto& [n, heads, queries, keys, depth, key_rows, causal] = arguments;
  return 4.0 * static_cast<double>(n * heads * queries) * static_cast<double>(keys * depth);
}
double operations_of(const RecurrentArguments& arguments, const auto&...) {
  const auto& [cell, steps, n, hidden] = arguments;
  return 2.0 * static_cast<double>(steps * n * hidden) * static_cast<double>(gate_count(cell) * hidden);
}

double size_of(const auto&) {
  return 0.0;
}
double size_of(const Tensor& tensor) {
  return tensor.defined() ? static_cast<double>(tensor.size()) : 0.0;
}

/// What a kernel reads and writes: each of its tensors once.
double bytes_of(const auto&... arguments) {
  return 4.0 * (size_of(arguments) + ...);
}
/// But state and weights are read and written.
double bytes_of(const OptimizerArguments&, const Tensor&, const Tensor& gradient, const auto&... changed) {
  return 4.0 * (size_of(gradient) + 2.0 * (size_of(changed) + ...));
}
/// And of strided tensors or tables there may be more than is touched.
double bytes_of(const StridedCopyArguments& arguments, const Tensor&, const Tensor&) {
  return 2.0 * 4.0 * static_cast<double>(arguments.shape.size());
}
double bytes_of(const Tensor& from, const Tensor& indices, const Tensor& to) {
  return 4.0 * (2.0 * std::min(size_of(from), size_of(to)) + size_of(indices));
}

std::size_t kind_of(const auto&...) {
  return 0;
}
std::size_t kind_of(Reduce f, const auto&...) {
  return static_cast<std::size_t>(f);
}
template <typename Entry>
  requires std::same_as<Entry, Unary> || std::same_as<Entry, Binary>
std::size_t kind_of(const Entry& f, const auto&...) {
  return static_cast<std::size_t>(&f - Registry<Entry>::all().data());
}

}  // namespace

/// Adds the time of its life to a kernel's sums. Kernels that are called meanwhile are part of it, and not timed.
class Stopwatch {
 public:
  Stopwatch(std::size_t slot, std::size_t kind, double operations, double bytes)
      : profile_(active_profile),
        place_(slot * most_kinds() + kind),
        operations_(operations),
        bytes_(operations > 0.0 ? 0.0 : bytes),
        began_(Clock::now()) {
    active_profile = nullptr;
  }
  ~Stopwatch() {
    Profile::Counter& counter = profile_->counters_[place_];
    ++counter.calls;
    counter.seconds += std::chrono::duration<double>(Clock::now() - began_).count();
    counter.operations += operations_;
    counter.bytes += bytes_;
    active_profile = profile_;
  }
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;

 private:
  using Clock = std::chrono::steady_clock;
  Profile* profile_;
  std::size_t place_;
  double operations_, bytes_;
  Clock::time_point began_;
};

namespace {

template <auto slot>
std::size_t slot_number = 0;

template <Device device, auto slot>
struct Timed;
template <Device device, typename... Arguments, void (*Kernels::*slot)(Arguments...)>
struct Timed<device, slot> {
  static void call(Arguments... arguments) {
    const Stopwatch watch(slot_number<slot>, kind_of(arguments...), operations_of(arguments...),
                          bytes_of(arguments...));
    (untimed_kernels(device).*slot)(arguments...);
  }
};

using Tables = std::array<Kernels, device_count>;

template <auto slot>
void add_timed(Tables& tables, std::string_view name) {
  slot_number<slot> = slots().size();
  slots().push_back({name, kinds_of(name)});
  tables[0].*slot = &Timed<Device{0}, slot>::call;
  tables[1].*slot = &Timed<Device{1}, slot>::call;
  tables[2].*slot = &Timed<Device{2}, slot>::call;
  static_assert(device_count == 3);
}

Tables make_tables() {
  Tables tables;
  for_each_kernel([&]<auto slot>(std::string_view name) { add_timed<slot>(tables, name); });
  return tables;
}

}  // namespace

const Kernels& timed_kernels(Device device) {
  static const Tables tables = make_tables();
  return tables[static_cast<std::size_t>(device)];
}

Profile* Profile::active() {
  return active_profile;
}

Profile::Profile() {
  timed_kernels(Device::cpu);  // which fills slots()
  counters_.resize(slots().size() * most_kinds());
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
  profile_.allocations_ = pool_statistics().system_allocations - allocations_;
}

std::vector<Profile::Row> Profile::rows() const {
  std::vector<Row> rows;
  for (std::size_t place = 0; place < counters_.size(); ++place) {
    const Counter& counter = counters_[place];
    if (counter.calls == 0.0) continue;
    const Slot& slot = slots()[place / most_kinds()];
    std::string name(slot.name);
    if (!slot.kinds.empty()) name.append(" ").append(slot.kinds[place % most_kinds()]);
    rows.push_back({std::move(name), counter.calls, counter.seconds, counter.operations, counter.bytes});
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.seconds > b.seconds; });
  return rows;
}

void Profile::fade(double share) {
  for (Counter& counter : counters_) {
    for (double* sum : {&counter.calls, &counter.seconds, &counter.operations, &counter.bytes}) *sum *= share;
  }
  steps_ *= share, seconds_ *= share;
}

}  // namespace gradlab
