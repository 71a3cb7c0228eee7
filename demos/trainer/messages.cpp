#include "demos/trainer/messages.h"

#include <string>
#include <vector>

#include "demos/core/experiment.h"
#include "demos/core/schema.h"
#include "demos/core/view_kinds.h"
#include "demos/trainer/definitions.h"

namespace gradlab {

namespace {

using namespace schema;

Json message(const std::string& type, std::vector<Field> fields) {
  fields.insert(fields.begin(), {"type", one_of({type})});
  return object(fields);
}

/// What is asked, with what it is answered with. Every request may have an id, and only then it is answered.
struct Request {
  std::string type, about;
  std::vector<Field> fields = {};
  Json result = anything();
};

Json to_trainer() {
  const Field values = {"values", ref("Values"), true},
              written = {"written", described("values as texts, which come after `values`", ref("Written")), true};
  const std::vector<Request> requests = {
      {"open",
       "Builds anew, paused at step 0.",
       {{"demo", text()},
        values,
        written,
        {"initial", described("what the run is said to have begun with, if not `values`", ref("Values")), true}},
       ref("Result")},
      {"set", "Live ones apply to the running model, others build anew.", {values, written}, ref("Result")},
      {"play", "Trains."},
      {"pause", "Trains no more."},
      {"reset", "Back to step 0.", {}, ref("Metrics")},
      {"run", "Trains exactly so many more steps, then pauses.", {{"steps", integer()}}, ref("Metrics")},
      {"speed", "As fast as it can at 0.", {{"steps_per_second", number()}}},
      {"look",
       "Answered by a frame with these views once there is a newer one than `revision`.",
       {{"views", list(text())}, {"revision", integer(), true}}},
      {"input",
       "What a visitor did in a view, or with a file: see `inputs`.",
       {{"kind", text()}, {"view", text(), true}},
       anything()},
      {"history", "Every row that is kept.", {}, map_of(list(or_null(number())))},
      {"view", "Answered by a frame with that one view; for scripts.", {{"name", text()}}},
      {"threads", "How many work; the answer is how many there are.", {{"count", integer()}}, integer()},
      {"asset",
       "With its bytes, a file of the page's own that demos ask for, before the first open that needs it.",
       {{"name", text()}}},
      {"bench",
       "Works at a task of engine/bench for so many seconds, and at nothing else; the same task goes on where it "
       "stood. "
       "The result tells work and arithmetic per second, time per step, and what the first steps gave. On webgpu it "
       "does so many steps, and tells the work in all, and GFLOP in one unit of it.",
       {{"task", text()},
        {"device", one_of({"cpu", "reference", "webgpu"}), true},
        {"seconds", number(), true},
        {"steps", integer(), true}},
       map_of(anything())},
      {"device",
       "Trains there from now on, demos opened later too; webgpu once the worker has started the GPU. Answered when "
       "the "
       "run goes on there, from the step at which it stood, playing as before. A demo that cannot train there refuses; "
       "opened later, it trains on the cpu, and those after it there again.",
       {{"kind", ref("DeviceKind")}}},
      {"device_lost",
       "From the worker itself: the GPU is of no use any more. The run goes on on the cpu, and a notice says so: "
       "notice.gpu.<fault> {step, message}.",
       {{"fault", one_of({"lost", "out-of-memory", "validation", "internal"})}, {"message", text(), true}}},
      {"keep", "Answered with a checkpoint's bytes, of the step that can be seen.", {}, ref("Kept")},
      {"restore",
       "With a checkpoint's bytes, after open: goes on from there. Refused where its state has another hash than the "
       "one "
       "that keep told of it.",
       {{"hash", text(), true}},
       ref("Metrics")},
      {"weights", "Answered with the bytes of a safetensors file: the model's weights, by name.", {}, object({})},
      {"use_weights", "With the bytes of such a file: trains on from those weights.", {}, ref("Metrics")},
      {"rounded",
       "Answered with what the run has learned in few bytes, for a link: numbers in 8 or 16 bits, without history.",
       {{"bits", integer()}},
       object({{"step", integer()}})},
      {"use_rounded", "With such bytes, after open: goes on from there.", {}, ref("Metrics")},
      {"goto",
       "Trains no more, and shows the run as it was at that step, or at the nearest before it that can be shown: every "
       "frame is of then. Answered once it is there; another one meanwhile takes its place, and both are answered.",
       {{"step", integer()},
        {"near", described("a moment before it is enough, if it can be shown at once", flag()), true}},
       ref("Metrics")},
      {"present", "Back from there to where training stands.", {}, ref("Metrics")},
      {"branch",
       "What is shown of the past becomes the present, and what was behind it is forgotten; so do training on there, "
       "and changing something.",
       {},
       ref("Metrics")},
      {"last_good", "Back to the last step before a run diverged.", {}, ref("Metrics")}};
  Json json = Json::object();
  for (const Request& request : requests) {
    std::vector<Field> fields = request.fields;
    fields.push_back({"id", integer(), true});
    Json asked = described(request.about, message(request.type, fields));
    if (request.type == "input") asked["additionalProperties"] = true;
    json[request.type] = {{"message", std::move(asked)}, {"result", request.result}};
  }
  return json;
}

/// Of messages of the type "input", by their kind.
Json inputs() {
  const Field view = {"view", text()}, check = {"check", flag(), true};
  const Json point = list(number()), strokes = list(list(tuple({number(), number()})));
  const std::vector<Request> kinds = {
      {"points", "Adds points [x, y] or [x, y, label].", {view, {"points", list(point)}}, ref("Result")},
      {"clear", "Removes all that were added, or forgets all lessons.", {view}, ref("Result")},
      {"weight",
       "Sets one weight; from -1 it is a bias.",
       {view, {"layer", integer()}, {"from", integer()}, {"to", integer()}, {"value", number()}},
       ref("Result")},
      {"choose",
       "Looks closer at what was clicked; which numbers tell it depends on the kind of view.",
       {view,
        {"group", integer(), true},
        {"index", integer(), true},
        {"row", integer(), true},
        {"column", integer(), true},
        {"x", number(), true},
        {"y", number(), true}},
       ref("Result")},
      {"act",
       "Does that action in the visitor's own game, which is no part of the run; after its end another begins.",
       {view, {"action", integer()}},
       ref("Result")},
      {"draw", "All strokes that are on the pad.", {view, {"strokes", strokes}}, ref("Result")},
      {"teach", "What is on the pad is of this class.", {view, {"label", integer()}}, ref("Result")},
      {"wipe", "Empties the pad.", {view}, ref("Result")},
      {"write", "Writes on.", {view}, ref("Result")},
      {"stop", "Writes no more.", {view}, ref("Result")},
      {"csv",
       "With a table's bytes: what is in it, whatever demo is open. The trainer keeps it. `first_line` is the first of "
       "the table, from 1; without it, and without `has_header`, the trainer judges.",
       {{"first_line", integer(), true}, {"has_header", flag(), true}},
       either({ref("Table"), object({{"images", constant(true)}})})},
      {"csv_images",
       "With the bytes of a table whose rows are images, a label and a square of pixels: trains on them.",
       {},
       ref("Result")},
      {"csv_looks",
       "With the beginning of a file: whether it looks like a table of numbers.",
       {},
       object({{"table", flag()}})},
      {"csv_check",
       "What training on those columns of the kept table comes to, or why it would be refused; `learns` is the "
       "table_target of the demo.",
       {{"inputs", list(integer())},
        {"target", integer()},
        {"fill", flag(), true},
        {"table", text(), true},
        {"learns", text()}},
       ref("TableUse")},
      {"csv_use",
       "Trains on those columns of the table that is kept under the handle `table`, or of the one whose bytes come "
       "along: "
       "those the shell sends after a trainer died.",
       {{"inputs", list(integer())},
        {"target", integer()},
        {"fill", described("gaps in inputs, instead of leaving out their rows", flag()), true},
        {"name", described("the file's", text()), true},
        {"table", text(), true},
        {"first_line", integer(), true},
        {"has_header", flag(), true}},
       ref("Result")},
      {"text",
       "With a text's bytes: trains on it, or with `check` only judges it, whatever demo is open.",
       {check},
       either({ref("Result"), ref("TextFacts")})},
      {"idx",
       "With the bytes of images and labels, one file after another: trains on them, or with `check` only judges them, "
       "whatever demo is open.",
       {{"files", list(ref("ListedFile"))}, check},
       either({ref("Result"), object({})})}};
  Json json = Json::object();
  for (const Request& kind : kinds) {
    std::vector<Field> fields = kind.fields;
    fields.insert(fields.begin(), {"kind", one_of({kind.type})});
    fields.push_back({"id", integer(), true});
    json[kind.type] = {{"message", described(kind.about, message("input", fields))}, {"result", kind.result}};
  }
  return json;
}

Json outlook() {
  return message("outlook", {{"section", text()}, {"card", text()}, {"chosen", map_of(list(integer()))}});
}

Json to_interface() {
  return {
      {"texts", described("Every text that a visitor reads, before anything is drawn.", map_of(text()))},
      {"catalogue", ref("Catalogue")},
      {"frame", ref("Frame")},
      {"notice", ref("Notice")},
      {"theme", described("`still`: the visitor asked for less motion.",
                          message("theme", {{"dark", flag()}, {"still", flag()}}))},
      {"outlook", described("Where to look, of the run whose frame comes next: as the interface tells it.", outlook())},
      {"pick", described("Which card is at a place, in CSS pixels? Answered by `card`.",
                         message("pick", {{"x", number()}, {"y", number()}}))},
      {"layout", described("`sheet`: the controls are open, on phones.",
                           message("layout", {{"phone", flag()}, {"sheet", flag()}}))}};
}

Json from_interface() {
  return {
      {"set", described("As to the trainer.", message("set", {{"values", ref("Values")}}))},
      {"input", described("As to the trainer.", ref("Message"))},
      {"watch", described("Which views are on screen now; the shell asks for these.",
                          message("watch", {{"views", list(text())}}))},
      {"outlook",
       described("Where the visitor looks now: the section of views and the card that is alone, empty where that is "
                 "the first, or none; and of views that show one of several, which one.",
                 outlook())},
      {"card",
       described("The view whose card was picked, empty if there is none, and where it stands, in CSS pixels.",
                 message("card", {{"view", text()}, {"box", tuple({number(), number(), number(), number()})}}))},
      {"sheet", described("The visitor dragged the sheet of controls.", message("sheet", {{"open", flag()}}))},
      {"cursor", described("The CSS cursor to show.", message("cursor", {{"name", text()}}))},
      {"clipboard", message("clipboard", {{"text", text()}})},
      {"edit", ref("EditRequest")},
      {"tip", ref("TipRequest")}};
}

}  // namespace

Json message_schema() {
  Json parameters = Json::object(), kinds = Json::object();
  for (const Demo& demo : Registry<Demo>::all()) {
    std::vector<Field> fields;
    for (const Param& param : demo.params.list()) fields.push_back({param.name, param.schema()});
    parameters[demo.name] = object(fields);
  }
  for (const ViewKind& kind : view_kinds()) kinds[kind.name] = kind.schema();
  return {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
          {"$defs", definitions()},
          {"parameters", parameters},
          {"to_trainer", to_trainer()},
          {"inputs", inputs()},
          {"from_trainer", ref("FromTrainer")},
          {"to_interface", to_interface()},
          {"from_interface", from_interface()},
          {"view_kinds", kinds}};
}

}  // namespace gradlab
