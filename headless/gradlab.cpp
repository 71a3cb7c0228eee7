// The headless runner: every demo without a browser, one JSON line per report.
//   gradlab list
//   gradlab run <demo> [--preset P] [--steps N] [--seed S] [--set key=value]... [--every N] [--threads N]
//               [--assets FOLDER] [--json] [--profile] [--keep FILE]: --keep writes what it has learned, rounded
//   gradlab describe <demo> [--preset P] [--set key=value]... [--assets FOLDER] [--json]: the model as data
//   gradlab schema: parameters, messages and kinds of views as JSON Schema
//   gradlab bench: see bench.h
#include <charconv>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "demos/trainer/messages.h"
#include "demos/trainer/session.h"
#include "engine/core/error.h"
#include "engine/core/hash.h"
#include "engine/core/thread_pool.h"
#include "engine/graph/trace.h"
#include "headless/bench.h"
#include "headless/description.h"

namespace {

using namespace gradlab;

constexpr int kept_bits = 8;  // of a number: a network is told apart from its own by nobody

constexpr const char* usage = R"(gradlab list
gradlab schema
gradlab run <demo> [--preset P] [--steps N] [--seed S] [--set key=value]... [--every N] [--threads N]
            [--assets FOLDER] [--json] [--profile] [--keep FILE]
gradlab describe <demo> [--preset P] [--set key=value]... [--assets FOLDER] [--json]
)";

void report(Run& run, bool json, bool profile) {
  Json line = {{"demo", run.demo().name}};
  for (const auto& [name, value] : run.metrics()) line[name] = value;
  line["hash"] = hash_of(run.fingerprint());
  if (profile) line["profile"] = run.profile();
  if (json) {
    std::cout << line.dump() << std::endl;
    return;
  }
  std::cout << "step " << line["step"];
  for (const auto& [name, value] : line.items()) {
    if (value.is_number() && name != "step") std::cout << "  " << name << " " << value.get<float>();
  }
  std::cout << std::endl;
}

std::int64_t whole(const std::string& option, const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 0)
    fail(option, "\"" + text + "\"", "a whole number of 0 or more");
  return number;
}

int list() {
  const Json demos = catalogue()["demos"];
  for (const Json& demo : demos) std::cout << demo.dump() << "\n";
  return 0;
}

int schema() {
  std::cout << message_schema().dump(2) << "\n";
  return 0;
}

void write(const std::string& path, const std::vector<std::uint8_t>& bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  if (!file.flush()) fail("--keep", path, "a file that can be written");
}

/// The demo's assets that are in `folder`.
Assets assets_of(const Demo& demo, const std::string& folder) {
  Assets assets;
  for (const AssetNeed& need : demo.assets) {
    std::ifstream file(folder + "/" + need.name + ".idx", std::ios::binary);
    if (file) assets[need.name] = {std::istreambuf_iterator<char>(file), {}};
  }
  return assets;
}

/// The run that a command is about.
struct Asked {
  const Demo& demo;
  Json values = Json::object(), written = Json::object();
  std::string folder = "build/assets";
  Assets assets = {};  // which a run refers to

  /// Whether the option is one that says which run.
  bool take(const std::string& option, const std::string& text) {
    const std::size_t equals = text.find('=');
    if (option == "--assets") {
      folder = text;
    } else if (option == "--seed") {
      values["seed"] = whole(option, text);
    } else if (option == "--preset") {
      values.update(find_preset(demo, text).values);
    } else if (option == "--set" && equals != std::string::npos) {
      written[text.substr(0, equals)] = text.substr(equals + 1);
    } else {
      return false;
    }
    return true;
  }

  /// Says what is refused; there is no run then.
  std::optional<Run> run() {
    std::vector<Refusal> unread, refusals;
    values.update(parsed(demo.params, written, unread));
    assets = assets_of(demo, folder);
    std::optional<Run> run(std::in_place, demo, values, refusals, &assets);
    refusals.insert(refusals.begin(), unread.begin(), unread.end());
    for (const Refusal& refusal : refusals) std::cerr << refusal.key << " " << refusal.arguments.dump() << "\n";
    if (!refusals.empty()) run.reset();
    return run;
  }
};

int describe(const std::vector<std::string>& words) {
  Asked asked{Registry<Demo>::find("describe", words.at(0))};
  bool json = false;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& option = words[i];
    if (option == "--json") {
      json = true;
    } else if (i + 1 == words.size()) {
      fail(option, "nothing after it", "a value");
    } else if (!asked.take(option, words[++i])) {
      fail("describe", option + " " + words[i], "one of --preset --seed --set key=value --assets --json");
    }
  }
  std::optional<Run> run = asked.run();
  if (!run) return 2;
  const Graph graph = trace(run->forward_pass());
  std::cout << (json ? described(graph).dump() + "\n" : table_of(graph));
  return 0;
}

int train(const std::vector<std::string>& words) {
  Asked asked{Registry<Demo>::find("run", words.at(0))};
  std::int64_t steps = 1000, every = 0;
  bool json = false, profile = false;
  std::string keep;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& option = words[i];
    if (option == "--json" || option == "--profile") {
      json = true;
      profile = profile || option == "--profile";
      continue;
    }
    if (i + 1 == words.size()) fail(option, "nothing after it", "a value");
    const std::string& text = words[++i];
    if (asked.take(option, text)) continue;
    if (option == "--steps") {
      steps = whole(option, text);
    } else if (option == "--every") {
      every = whole(option, text);
    } else if (option == "--threads") {
      set_thread_count(static_cast<int>(whole(option, text)));
    } else if (option == "--keep") {
      keep = text;
    } else {
      fail("run", option + " " + text,
           "one of --preset --steps --seed --set key=value --every --threads --assets --json --profile --keep");
    }
  }
  std::optional<Run> begun = asked.run();
  if (!begun) return 2;
  Run& run = *begun;
  if (every == 0) every = std::max<std::int64_t>(1, steps / 10);
  while (run.step() < steps) {
    if (profile) run.profile();  // of every step
    const Run::Outcome outcome = run.advance();
    if (run.step() % every == 0 || run.step() == steps || outcome == Run::Outcome::diverged) {
      report(run, json, profile);
    }
    if (outcome == Run::Outcome::diverged) {
      std::cerr << "diverged at step " << run.step() << "\n";
      return 3;
    }
  }
  if (!keep.empty()) write(keep, run.rounded(kept_bits));
  return 0;
}

}  // namespace

int main(int count, char** words) {
  try {
    if (count == 2 && std::strcmp(words[1], "list") == 0) return list();
    if (count == 2 && std::strcmp(words[1], "schema") == 0) return schema();
    if (count >= 2 && std::strcmp(words[1], "bench") == 0) return bench({words + 2, words + count});
    if (count >= 3 && std::strcmp(words[1], "describe") == 0) return describe({words + 2, words + count});
    if (count >= 3 && std::strcmp(words[1], "run") == 0) return train({words + 2, words + count});
    std::cerr << usage << bench_usage;
    return 2;
  } catch (const Refusal& refusal) {
    std::cerr << refusal.key << " " << refusal.arguments.dump() << "\n";
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
  }
  return 1;
}
