#include "tests/unit/golden_runs.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "demos/run/run.h"
#include "engine/io/archive.h"
#include "tests/unit/image_samples.h"

namespace gradlab {

namespace {

/// FNV-1a over the bits of numbers; all that are not numbers count as the same, as their bits are the machine's choice.
class Hash {
 public:
  void add(float number) {
    const auto bits = std::isnan(number) ? 0x7fc00000u : std::bit_cast<std::uint32_t>(number);
    for (int shift = 0; shift < 32; shift += 8) add(static_cast<std::uint8_t>(bits >> shift));
  }
  void add(std::string_view text) {
    for (const char sign : text) add(static_cast<std::uint8_t>(sign));
  }
  std::string text() const {
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(value_));
    return text;
  }

 private:
  void add(std::uint8_t byte) { value_ = (value_ ^ byte) * 0x100000001b3ull; }
  std::uint64_t value_ = 0xcbf29ce484222325ull;
};

/// A hundred, or as many as take about a second.
int steps_of(const Demo& demo, const Values& values) {
  const bool reads = std::ranges::find(demo.files, "text") != demo.files.end();
  if (asset_names(demo, values).empty() && !reads) return 100;
  return demo.params.find("width") != nullptr && values.integer("width") > 128 ? 2 : 10;
}

/// Of all named tensors that training has changed: parameters, and what is kept beside them.
std::string hash_of_tensors(Experiment& experiment) {
  StateDict state;
  write_state(state, [&](Archive& archive) { experiment.state(archive); });
  Hash hash;
  for (const StateDict::Field& field : state.fields()) {
    if (field.kind != StateDict::Kind::float32) continue;
    hash.add(field.name);
    std::vector<float> numbers(static_cast<std::size_t>(field.shape.size()));
    std::memcpy(numbers.data(), state.bytes(field).data(), field.size());
    for (const float number : numbers) hash.add(number);
  }
  return hash.text();
}

/// In the fewest digits that tell it from all others.
Json shortest(float number) {
  char text[32];
  const auto [end, error] = std::to_chars(std::begin(text), std::end(text), number);
  double value = NAN;
  std::from_chars(std::begin(text), end, value);
  return value;
}

}  // namespace

Json golden_run(const Demo& demo, const Start& start) {
  Values values(demo.params);
  values.change(start.values);
  Drawings drawings;
  const std::unique_ptr<Experiment> experiment = demo.make();
  experiment->build({.values = values,
                     .random = Random(static_cast<std::uint64_t>(values.integer("seed"))),
                     .assets = &small_assets(),
                     .drawings = &drawings});
  while (experiment->prepare()) continue;
  const int steps = steps_of(demo, values);
  Hash losses;
  for (int step = 0; step < steps; ++step) losses.add(experiment->step().item());
  Metrics metrics;
  experiment->evaluate(metrics);
  experiment->test(metrics);
  Json numbers = Json::object();
  for (const auto& [metric, tensor] : metrics) numbers[metric] = shortest(tensor.item());
  return {{"name", start.name},
          {"steps", steps},
          {"losses", losses.text()},
          {"tensors", hash_of_tensors(*experiment)},
          {"metrics", std::move(numbers)}};
}

void print_golden_runs() {
  std::string lines;
  for_each_start([&](const Demo& demo, const Start& start) {
    lines += (lines.empty() ? "" : ",\n") + golden_run(demo, start).dump();
  });
  std::cout << "{\"cases\":[\n" << lines << "\n]}\n";
}

}  // namespace gradlab
