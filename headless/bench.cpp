#include "headless/bench.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

#include "demos/trainer/bench_message.h"
#include "engine/core/error.h"
#include "engine/core/thread_pool.h"

namespace gradlab {

namespace {

constexpr double warm_up_seconds = 0.3;

double positive(const std::string& option, const std::string& text) {
  const double number = std::strtod(text.c_str(), nullptr);
  if (!(number > 0)) fail(option, "\"" + text + "\"", "a number above 0");
  return number;
}

void report(const std::string& task, const Json& result, bool json) {
  if (json) {
    Json row = result;
    row["task"] = task;
    std::cout << row.dump() << std::endl;
    return;
  }
  const int threads = result["threads"];
  const double share = result["gflops"].get<double>() / (threads * result["limit"].get<double>());
  std::printf("%-22s %12.4g %-9s %10.4g ms a step, threads %d, %3.0f %% of the limit\n", task.c_str(),
              result["rate"].get<double>(), result["unit"].get<std::string>().c_str(),
              result["milliseconds"].get<double>(), threads, 100 * share);
}

}  // namespace

int bench(const std::vector<std::string>& words) {
  std::string wanted, device = "cpu", folder = "build/assets";
  double seconds = 1.0;
  bool json = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& option = words[i];
    if (option == "--json") {
      json = true;
      continue;
    }
    if (i + 1 == words.size()) fail(option, "nothing after it", "a value");
    const std::string& text = words[++i];
    if (option == "--task") {
      wanted = Registry<BenchTask>::find("bench", text).name;
    } else if (option == "--device") {
      device = text;
    } else if (option == "--seconds") {
      seconds = positive(option, text);
    } else if (option == "--threads") {
      set_thread_count(static_cast<int>(positive(option, text)));
    } else if (option == "--assets") {
      folder = text;
    } else {
      fail("bench", option + " " + text, "one of --task --device --seconds --threads --assets --json");
    }
  }
  Assets assets;
  if (std::ifstream digits(folder + "/mnist.idx", std::ios::binary); digits) {
    assets["mnist"] = {std::istreambuf_iterator<char>(digits), {}};
  }
  BenchMessages messages;
  for (const BenchTask& task : Registry<BenchTask>::all()) {
    if (!wanted.empty() && task.name != wanted) continue;
    Json message = {{"task", task.name}, {"device", device}, {"seconds", warm_up_seconds}};
    messages.answer(message, assets, [](const Json&) {});
    message["seconds"] = seconds;
    messages.answer(message, assets, [&](const Json& result) { report(task.name, result, json); });
  }
  return 0;
}

}  // namespace gradlab
