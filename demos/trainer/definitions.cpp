#include "demos/trainer/definitions.h"

#include "demos/core/params.h"
#include "demos/core/schema.h"
#include "demos/run/situation.h"

namespace gradlab {

namespace {

using namespace schema;

Json list_of_refs(const char* name) {
  return list(ref(name));
}

Json constant(const Json& value) {
  return {{"const", value}};
}

/// An object with the member `name`, and others of that type.
Json open_object(const char* name, const Json& others) {
  Json type = object({{name, text()}});
  type["additionalProperties"] = others;
  return type;
}

Json of_values() {
  const Json number_or_text = either({number(), text()}),
             condition = object({{"name", text()}, {"values", list_of_refs("Value")}});
  const Json field = object({{"name", text()}, {"initial", number()}, {"low", number()}, {"high", number()}});
  return {
      {"Layer",
       described("A layer of a network: its kind, and its fields by name.", open_object("kind", number_or_text))},
      {"Value",
       described("A number, boolean, a choice's name, a text, [units of each layer], [[x, y, label?] of each point] or "
                 "layers.",
                 either({number(), flag(), text(), list(number()), list(list(number())), list_of_refs("Layer")}))},
      {"Values", map_of(ref("Value"))},
      {"Written", described("Values as links and scripts write them, by name.", map_of(text()))},
      {"Condition", described("Holds while the parameter has one of the values.", condition)},
      {"LayerKind",
       described("A kind of layers, and the numbers that it takes. A new one belongs before the first of the kinds in "
                 "`before`.",
                 object({{"kind", text()}, {"fields", list(field)}, {"before", list(text()), true}}))},
      {"Param",
       object({{"name", text()},
               {"term", described("the name whose texts it has where it lacks its own", text()), true},
               {"group", text()},
               {"kind", one_of(Param::kinds())},
               {"initial", ref("Value")},
               {"written", described("the text of `initial`", text())},
               {"low", number()},
               {"high", described("of units, points, layers and text how many there may be", number())},
               {"most_units", described("of units: in one layer", integer()), true},
               {"logarithmic", flag()},
               {"unit", text()},
               {"choices", list(text())},
               {"live", described("applies to the running model", flag())},
               {"when", described("shown only while all hold", list_of_refs("Condition"))},
               {"vocabulary", described("of layers", list_of_refs("LayerKind")), true},
               {"sketch", described("what each choice looks like as a curve", map_of(list(number()))), true}})}};
}

Json of_catalogue() {
  const Json pace = described("steps per second at which it is best watched; 0: as fast as it can", number());
  return {
      {"ViewSpec", object({{"name", text()},
                           {"kind", text()},
                           {"wide", described("takes two columns of the grid where there is room", flag())},
                           {"when", described("there only while all hold", list_of_refs("Condition"))},
                           {"section", described("shown with those of the same", text())}})},
      {"Try",
       object({{"id", text()},
               {"written", described("what it sets; nothing: it is done in the view", ref("Written"))},
               {"view", described("where it is to be seen or done", text())},
               {"answers", described("the kind of situation in which it is what to do next", text())},
               {"anew", described("from step 0, though what it sets applies live", flag())},
               {"learned", described("what the preset has learned after so many steps, trained when the page was "
                                     "built; 0: none",
                                     integer())}})},
      {"Preset", object({{"id", text()},
                         {"values", ref("Values")},
                         {"written", described("the texts of `values`", ref("Written"))},
                         {"steps_per_second", pace},
                         {"diverges", described("it is there to be seen failing", flag())},
                         {"tries", described("what to try, in this order", list_of_refs("Try"))}})},
      {"Progress", described("The metric that tells whether a demo learns, and which way it then goes.",
                             object({{"metric", text()}, {"direction", one_of({"falls", "rises"})}}))},
      {"Demo",
       object({{"id", text()},
               {"steps_per_second", pace},
               {"files", described("the visitor's own that it trains on", list(one_of({"csv", "images", "text"})))},
               {"table_target",
                described("of csv, what it learns a column as: a series goes on from row to row and needs no inputs",
                          one_of({"number", "classes", "series", ""}))},
               {"params", list_of_refs("Param")},
               {"views", list_of_refs("ViewSpec")},
               {"presets", list_of_refs("Preset")},
               {"progress", ref("Progress")},
               {"devices", described("where it can train", list_of_refs("DeviceKind"))}})},
      {"Catalogue", described("Once, when it can train.",
                              object({{"type", one_of({"catalogue"})}, {"demos", list_of_refs("Demo")}}))}};
}

Json of_notices() {
  Json argument = open_object("key", ref("Argument"));
  return {{"Argument",
           described("What fills the braces of a text. An object with a key is a text of its own.",
                     either({text(), number(), flag(), {{"type", "null"}}, list_of_refs("Argument"), argument}))},
          {"Arguments", map_of(ref("Argument"))},
          {"Notice",
           described("The text `key` with {name} replaced by arguments.name. An action is a button with that label, "
                     "which sends the message.",
                     object({{"type", one_of({"notice"}), true},
                             {"level", one_of({"info", "warning", "error"})},
                             {"key", text()},
                             {"arguments", ref("Arguments")},
                             {"action", object({{"label", text()}, {"message", ref("Message")}}), true}}))},
          {"Message", described("Any message: a type, and what goes with it.", open_object("type", anything()))}};
}

Json of_frames() {
  return {
      {"Metrics", described("NaN and infinity arrive as null.", map_of(or_null(number())))},
      {"PackedTensor", object({{"shape", list(integer())},
                               {"dtype", one_of({"float32", "int32"})},
                               {"offset", described("where its numbers begin in the frame's bytes", integer())}})},
      {"PackedView", object({{"options", map_of(anything())}, {"tensors", map_of(ref("PackedTensor"))}})},
      {"DeviceKind", one_of({"cpu", "webgpu"})},
      {"DeviceState",
       described("Where the run trains now; what follows is of webgpu alone.",
                 object({{"kind", ref("DeviceKind")},
                         {"bytes_in_use", integer(), true},
                         {"bytes_pooled", described("free for the next tensor", integer()), true},
                         {"in_flight", described("steps handed over and not worked off", integer()), true}}))},
      {"Course", object({{"first", integer()},
                         {"last", described("steps that one can look back to, and the present", integer())},
                         {"away", described("what is shown is of the past", flag())},
                         {"kept", described("of some steps, made on webgpu, only moments that were kept can be shown",
                                            flag())}})},
      {"Situation", object({{"kind", one_of(situation_names())},
                            {"step", described("where the test loss was least, or the goal was reached", integer())}})},
      {"Frame",
       object({{"type", one_of({"frame"})},
               {"id", described("of the request `view` that it answers", integer()), true},
               {"revision", integer()},
               {"demo", text()},
               {"values", ref("Values")},
               {"playing", flag()},
               {"metrics", ref("Metrics")},
               {"initial", described("what the run began with: the preset's values", ref("Values"))},
               {"rows",
                described("of parameters of kind row: what each of their numbers is",
                          map_of(list(object({{"label", label()},
                                              {"low", number()},
                                              {"high", number()},
                                              {"at", described("where it stands, which is the mean unless it was set",
                                                               number())}}))))},
               {"course", ref("Course")},
               {"situation", ref("Situation")},
               {"device", ref("DeviceState")},
               {"views",
                described("where in the frame's bytes its views are, as the JSON of a record of PackedView: only who "
                          "draws reads them",
                          object({{"offset", integer()}, {"size", integer()}}))}})}};
}

Json of_answers() {
  return {
      {"Column",
       object(
           {{"name", text()},
            {"kind", one_of({"number", "yes_no", "date", "text"})},
            {"numeric", described("it can be an input", flag())},
            {"empty", described("cells in which nothing stands", integer())},
            {"unreadable", described("cells that are not what the others are", integer())},
            {"unreadable_example", text(), true},
            {"read",
             described("a cell that does not look as the number that it was read as",
                       object({{"text", text()}, {"number", number()}})),
             true},
            {"unit", described("that stands beside its numbers, or in which dates are counted: d, h, s", text()), true},
            {"origin", described("from where its numbers are counted, where that is not 0", text()), true},
            {"different", described("texts that stand in it, but for letters' case", integer())},
            {"counts_rows", described("it tells the number of the row, and nothing else", flag())},
            {"sample", list(text())}})},
      {"Table",
       object({{"table", described("the handle under which the trainer keeps the last one that it read", text())},
               {"columns", list_of_refs("Column")},
               {"rows", integer()},
               {"first_line", described("of the file, from 1, that belongs to the table", integer())},
               {"has_header", flag()}})},
      {"Note", object({{"key", text()}, {"arguments", ref("Arguments")}})},
      {"TableUse", object({{"rows", described("to train and test with", integer())},
                           {"fillable", described("more rows, if gaps are filled", integer()), true},
                           {"without",
                            described("the input without which most rows are whole, and how many then",
                                      object({{"column", integer()}, {"rows", integer()}})),
                            true},
                           {"notes", list_of_refs("Note")}})},
      {"TextFacts", object({{"characters", described("Unicode code points", integer())},
                            {"different", described("how many different ones", integer())}})},
      {"ListedFile",
       described("A file whose bytes go with a message, unpacked.", object({{"name", text()}, {"size", integer()}}))},
      {"Result", described("What a request that changes values is answered with.",
                           object({{"values", ref("Values"), true},
                                   {"written", described("the texts of `values`", ref("Written")), true},
                                   {"notices", list_of_refs("Notice"), true}}))},
      {"Kept",
       described("A run as it was written down, with a checkpoint's bytes.",
                 object({{"values", ref("Values")},
                         {"written", ref("Written")},
                         {"step", integer()},
                         {"hash", described("of what training has made of the run: equal for equal runs", text())},
                         {"build", described("of the kernels: another one rounds otherwise", text())},
                         {"altered_at",
                          described("the step at which something was last changed that `values` do not tell; -1: none, "
                                    "so training anew repeats it",
                                    integer())}}))},
      {"Reply",
       either({object({{"type", one_of({"reply"})}, {"id", integer()}, {"ok", constant(true)}, {"result", anything()}}),
               object({{"type", one_of({"reply"})},
                       {"id", integer()},
                       {"ok", constant(false)},
                       {"notice", ref("Notice")}})})},
      {"CheckpointMessage",
       described(
           "With its bytes, every few seconds while training, and when it pauses.",
           object(
               {{"type", one_of({"checkpoint"})}, {"demo", text()}, {"values", ref("Values")}, {"step", integer()}}))},
      {"FromTrainer", either({ref("Catalogue"), ref("CheckpointMessage"), ref("Notice"), ref("Frame"), ref("Reply")})},
      {"EditRequest",
       described(
           "A visitor wants to type the value of a parameter of kind text: the shell puts a field of its own over "
           "the box, and sends what is typed as set.",
           object({{"type", one_of({"edit"})},
                   {"param", text()},
                   {"value", text()},
                   {"most", described("Unicode code points", integer())},
                   {"box", described("x, y, width and height in CSS pixels of the canvas; empty where the field is out "
                                     "of sight",
                                     tuple({number(), number(), number(), number()}))},
                   {"moved", described("only the box is another, of a field that may be closed by now", flag())}}))},
      {"TipRequest",
       described("What is pointed at in the workspace; nothing where both texts are empty.",
                 object({{"type", one_of({"tip"})},
                         {"sentence", described("to be said, and its terms explained", text())},
                         {"words", described("what stands there to be read: its terms are explained, too", text())},
                         {"box", described("as in EditRequest", tuple({number(), number(), number(), number()}))}}))}};
}

}  // namespace

Json definitions() {
  Json all = Json::object();
  for (const Json& part : {of_values(), of_catalogue(), of_notices(), of_frames(), of_answers()}) all.update(part);
  return all;
}

}  // namespace gradlab
