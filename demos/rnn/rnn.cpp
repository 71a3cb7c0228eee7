// Recurrent networks: they read step by step, and what they remember is all that they know of the past.
#include <optional>

#include "demos/parts/chosen_experiment.h"
#include "demos/parts/sequences/text_values.h"
#include "demos/parts/sequences/writing_params.h"
#include "demos/parts/supervised.h"
#include "demos/rnn/rnn_memory.h"
#include "demos/rnn/rnn_series.h"
#include "demos/rnn/rnn_text.h"

namespace gradlab {

namespace {

/// The experiment that the value "task" names.
class Rnn : public ChosenExperiment {
  std::unique_ptr<Experiment> choose(const Values& values) const override {
    const std::string& task = values.choice("task");
    if (task == "series") return std::make_unique<RnnSeries>();
    if (task == "memory") return std::make_unique<RnnMemory>();
    return std::make_unique<RnnText>();
  }
};

const std::vector<Condition> text_task = {{"task", {"text"}}}, series_task = {{"task", {"series"}}},
                             memory_task = {{"task", {"memory"}}};

/// Where a generator can say what is right.
std::vector<Condition> judged() {
  Condition generated{"data", {}};
  for (const std::string& name : text_names({TextTask::Kind::prose, TextTask::Kind::pairs})) {
    generated.values.push_back(name);
  }
  return {{"task", {"text"}}, generated};
}

std::vector<Param> only_when(const std::vector<Condition>& when, std::vector<Param> params) {
  for (Param& param : params) param.when.insert(param.when.begin(), when.begin(), when.end());
  return params;
}

std::vector<Param> data_params() {
  std::vector<std::string> texts = text_names({TextTask::Kind::prose, TextTask::Kind::pairs});
  texts.push_back("file");
  return {Param::choice("task", "data", "text", {"text", "series", "memory"}),
          Param::choice("data", "data", "stories-en", texts).shown_when("task", {"text"})};
}

}  // namespace

const RegisterDemo registered_rnn([] {
  return Demo{
      .name = "rnn",
      .place = 4,
      .params = {data_params(),
                 tokenizer_params(text_task),
                 series_params(series_task),
                 memory_params(memory_task),
                 {Param::integer("seed", "data", 1, 0, 2147483647),
                  Param::choice("compare", "model", "one", {"one", "all"}).shown_when("task", {"memory"})},
                 recurrent_params(),
                 {Param::integer("steps", "training", 64, 4, 512).log_scale().shown_when("task", {"text", "series"}),
                  Param::boolean("carry", "training", true).shown_when("task", {"text"})},
                 training_params({.learning_rate = 0.01, .optimizer = "adam", .batch_size = 32, .clip_norm = 1}),
                 only_when(text_task, writing_params("", 0.5)),
                 {Param::integer("unit", "writing", 1, 1, 512).applies_live().shown_when("task", {"text"})}},
      .views = {{.name = "text", .kind = "tokens", .wide = true, .when = text_task, .section = "learning"},
                {.name = "forecast", .kind = "line_chart", .wide = true, .when = series_task, .section = "learning"},
                {.name = "answers", .kind = "table", .when = memory_task, .section = "learning"},
                {.name = "loss", .kind = "line_chart", .section = "learning"},
                {.name = "accuracy", .kind = "line_chart", .when = judged(), .section = "learning"},
                {.name = "accuracy", .kind = "line_chart", .when = memory_task, .section = "learning"},
                {.name = "written", .kind = "tokens", .when = text_task, .section = "learning"},
                {.name = "next", .kind = "bars", .when = text_task, .section = "inside"},
                {.name = "gradients", .kind = "line_chart", .when = memory_task, .section = "inside"},
                {.name = "gates", .kind = "images", .wide = true, .section = "inside"},
                {.name = "merges",
                 .kind = "table",
                 .when = {{"task", {"text"}}, {"tokenizer", {"byte-pairs"}}},
                 .section = "model"},
                {.name = "summary", .kind = "table", .wide = true, .section = "model"},
                {.name = "profile", .kind = "profile", .section = "speed"}},
      .files = {"text", "csv"},
      .table_target = "series",
      .presets = {{"stories", Json::object()},
                  {"historias", {{"data", "stories-es"}}},
                  {"brackets", {{"data", "brackets"}, {"units", 64}}},
                  {"sines", {{"task", "series"}, {"units", 32}}},
                  {"lorenz", {{"task", "series"}, {"series", "lorenz"}, {"units", 64}, {"length", 3000}}},
                  {"long-memory",
                   {{"task", "memory"}, {"compare", "all"}, {"units", 32}, {"delay", 60}, {"time_scale", 60}}},
                  {"delayed-copy",
                   {{"task", "memory"},
                    {"memory", "delayed_copy"},
                    {"delay", 50},
                    {"symbols", 5},
                    {"units", 64},
                    {"time_scale", 100},
                    {"learning_rate", 0.02}}}},
      .goals = {{.metric = "accuracy", .value = 0.95, .when = {{"task", {"memory"}}, {"compare", {"one"}}}},
                {.metric = "valid", .value = 0.9, .when = text_task}},
      .make = [] { return std::make_unique<Rnn>(); },
      .values_of_file =
          [](const OwnFile& file) {
            if (file.table) return Json({{"task", "series"}, {"series", "file"}});
            if (!file.text) throw Refusal{"notice.file_not_sequence", Json::object()};
            Json values = values_of_text(file);
            values["task"] = "text";
            return values;
          },
  };
});

}  // namespace gradlab
