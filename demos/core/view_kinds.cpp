#include "demos/core/view_kinds.h"

#include <utility>

namespace gradlab {

namespace {

using namespace schema;

Json span() {
  return tuple({number(), number()});
}
Json place() {
  return tuple({integer(), integer()});
}
Json role() {
  return one_of({"train", "lately", "test", "reference", "former", "accent", "a", "b", "c"});
}
/// The first unless it is said.
Json palette(const char* first, const char* second) {
  return one_of({first, second});
}
Json curves() {
  return list(object({{"label", label()}, {"x", tensor({"length"})}, {"y", tensor({"length"})}, {"role", role()}}));
}
Json cell() {
  return either({text(), number(), {{"type", "null"}}});
}
Json picture_box() {
  return object({{"picture", integer()},
                 {"box", described("x0, y0, x1, y1 in pixels from the top left",
                                   tuple({number(), number(), number(), number()}))},
                 {"class", integer()},
                 {"label", label()},
                 {"score", described("from 0 to 1", number()), true}});
}
Json rows_of_colours() {
  return either({tensor({"columns"}), tensor({"rows", "columns"})});
}

std::vector<ViewKind> charts() {
  return {
      {"line_chart",
       "Curves, and bands below them. `range` where the values' own is known.",
       {{"x", label()},
        {"y", label()},
        {"log_y", flag(), true},
        {"range", span(), true},
        {"series", curves()},
        {"bands",
         list(object({{"label", label()},
                      {"x", tensor({"n"})},
                      {"low", tensor({"n"})},
                      {"high", tensor({"n"})},
                      {"role", role()}})),
         true}}},
      {"scatter",
       "Points on a plane over the field behind them. `labels` are classes or, with classes 0, values; `split` is 0 "
       "for train, 1 for test, 2 for what the visitor drew. Row 0 of the field is at the lower bound of y; with three "
       "extents it holds the probabilities of classes. `segments` are x0, y0, x1, y1, with heads at their ends as "
       "`arrows`; with `clusters` labels are of clusters, -1 for none; `marks` places that stand out; `texts` are "
       "drawn in the place of points. Editable, a click sends points {view, points: [[x, y, label]]}, and clear "
       "{view} removes all of them; `classless`, or of clusters, they have no class. With `choose` a press, and every "
       "place that it is dragged to, sends choose {view, x, y}, and `picture` is what the first of the marks stands "
       "for.",
       {{"x", label()},
        {"y", label()},
        {"bounds", described("x0, x1, y0, y1", tuple({number(), number(), number(), number()}))},
        {"classes", described("0 for values, else 2 to 10", integer())},
        {"class_names", list(label()), true},
        {"classless", flag(), true},
        {"editable", flag(), true},
        {"field_range", span(), true},
        {"palette", palette("diverging", "sequential"), true},
        {"marks", list(object({{"label", label()}, {"x", number()}, {"y", number()}})), true},
        {"choose", flag(), true},
        {"row", described("the parameter by which inputs that are not shown are moved", text()), true},
        {"held", described("of the row, the first of them; else all are", integer()), true},
        {"texts", list_along("n", text()), true},
        {"curves", curves(), true},
        {"points", tensor({"n", 2})},
        {"labels", tensor({"n"})},
        {"split", tensor({"n"})},
        {"field", either({tensor({"rows", "columns"}), tensor({"rows", "columns", "classes"})}), true},
        {"segments", tensor({"m", 4}), true},
        {"arrows", flag(), true},
        {"picture", tensor({"h", "w"}), true},
        {"clusters", flag(), true},
        {"note", described("what happens just now, or where inputs stand", label()), true},
        {"segment_labels", described("of clusters", tensor({"m"})), true},
        {"centres", described("of clusters", tensor({"k", 2})), true},
        {"outlines", described("of clusters, closed lines", tensor({"k", "length", 2})), true}}},
      {"comparison",
       "Small pictures of points in rows and columns, in the colours of clusters. points.i are those of row i; "
       "labels.i of cell i, row by row, once they are known. A click sends choose {view, row, column}.",
       {{"rows", list(label())},
        {"columns", list(label())},
        {"captions", described("of all cells", list(label()))},
        {"points.*", tensor({"n", 2})},
        {"labels.*", tensor({"n"})}}},
      {"bars",
       "Bars side by side.",
       {{"x", label(), true},
        {"y", label(), true},
        {"log_y", flag(), true},
        {"classes", described("the labels are of classes", flag()), true},
        {"note", described("what they are of", label()), true},
        {"labels", list_along("n", label())},
        {"series", list(object({{"label", label()}, {"values", tensor({"n"})}, {"role", role()}}))}}},
      {"histograms",
       "Histograms in groups, each of its bins from `low` to `high`.",
       {{"groups", list(object({{"label", label()},
                                {"series", list(object({{"label", label()},
                                                        {"low", number()},
                                                        {"high", number()},
                                                        {"counts", tensor({"bins"})},
                                                        {"role", role()}}))}}))}}}};
}

std::vector<ViewKind> tables() {
  return {
      {"table",
       "Rows and columns. With `total` the last row stands out.",
       {{"columns", list(label())}, {"rows", list(list(cell()))}, {"total", flag(), true}}},
      {"text",
       "Sentences by the keys of texts.",
       {{"lines", list(object({{"key", text()}, {"arguments", map_of(anything()), true}, {"strong", flag(), true}}))}}},
      {"ratings",
       "Up to five stars beside each label: those given, or where none were, 0, those guessed. A star sends choose "
       "{view, row, column}, column 0 for one star; clear {view} takes all given back.",
       {{"labels", list_along("n", label())}, {"given", tensor({"n"})}, {"guessed", tensor({"n"})}}},
      {"matrix",
       "Numbers in rows and columns, by colours. With `choose` a click sends choose {view, row, column}.",
       {{"x", label()},
        {"y", label()},
        {"rows", list_along("rows", label())},
        {"columns", list_along("columns", label())},
        {"palette", palette("sequential", "diverging"), true},
        {"selected", described("row and column", place()), true},
        {"choose", flag(), true},
        {"values", tensor({"rows", "columns"})}}},
      {"profile",
       "Where the time of a step goes, longest first. `bandwidth` is GB/s of kernels without products; `limit` "
       "GFLOP/s and `bandwidth_limit` GB/s are what one thread reaches here. `recorded`: the times are those of "
       "telling another device of the kernels, whose own are not known, so there are no rates and no limits.",
       {{"rows", list(object({{"label", label()},
                              {"calls", number()},
                              {"milliseconds", number()},
                              {"gflops", or_null(number())},
                              {"bandwidth", or_null(number())}}))},
        {"recorded", flag()},
        {"threads", integer()},
        {"limit", number(), true},
        {"bandwidth_limit", number(), true},
        {"step", described("milliseconds", number()), true},
        {"allocations", number(), true}}}};
}

std::vector<ViewKind> pictures() {
  return {
      {"images",
       "Images in groups; without a range each has its own. Those of a group have one shape, in rgb [n, h, w, 3]; in "
       "classes 0 is none and 1 the first of as many as the range ends with. A click on an image of a group with "
       "`choose` sends choose {view, group, index}; the views of the section `opens` then show what was chosen. "
       "`boxes` are drawn over their pictures, in the colour of their class, 0 the first; with a score where they are "
       "guessed.",
       {{"groups", list(object({{"label", label()},
                                {"note", label()},
                                {"images", either({tensor({"n", "h", "w"}), tensor({"n", "h", "w", 3})})},
                                {"captions", list(label())},
                                {"range", span(), true},
                                {"palette", one_of({"gray", "signed", "heat", "rgb", "classes"})},
                                {"selected", integer()},
                                {"choose", flag()},
                                {"boxes", list(picture_box()), true}}))},
        {"opens", text(), true}}},
      {"stage",
       "A scene of shapes, and an episode that is played over it and can be scrubbed. A shape is a row: its kind (0 "
       "none, 1 rectangle x0 y0 x1 y1, 2 circle x y radius, 3 line and 4 arrow x0 y0 x1 y1 width, 5 polygon of four "
       "corners, 6 text x y height and its index in `texts`), its role (0 ink, 1 soft, 2 ground, 3 wall, 4 agent, 5 "
       "good, 6 bad, 7 value), its opacity, or its value from -1 to 1, and eight numbers; y goes upwards. `ground` "
       "lies below `trail` and that below one of the `frames`. With `brushes` a click sends points {view, points: "
       "[[x, y, brush]]}, and clear {view} takes all of them back. With `past` earlier episodes can be chosen, by "
       "their steps: choose {view, index}, -1 for the present one. With `play` the visitor acts: act {view, action}.",
       {{"bounds", described("x0, x1, y0, y1", tuple({number(), number(), number(), number()}))},
        {"texts", list(text())},
        {"captions", described("of the frames", list(label()))},
        {"frames_per_second", number()},
        {"episode", described("a number of its own", integer())},
        {"tips",
         list(object({{"box", tuple({number(), number(), number(), number()})},
                      {"rows", list(object({{"label", label()}, {"value", number()}}))}})),
         true},
        {"brushes", list(label()), true},
        {"past", object({{"steps", list(integer())}, {"chosen", described("a step, or -1", integer())}}), true},
        {"play",
         object({{"actions", described("up, right, down and left are by arrow keys", list(text()))},
                 {"pace", described("moves a second, 0 where it waits for each", number())},
                 {"rest", described("the action while nothing is pressed, or -1", integer())},
                 {"moves", integer()},
                 {"over", flag()},
                 {"gains", list(object({{"label", label()}, {"value", number()}}))}}),
         true},
        {"ground", tensor({"shapes", 11})},
        {"trail", tensor({"parts", 11})},
        {"frames", tensor({"frames", "moving", 11})}}},
      {"pad",
       "A pad to draw on, and what the model makes of it: `answer` is the index of the best, -1 without strokes; "
       "`teach` the label of the question what it is, empty where nothing can be taught; `lessons` how many drawings "
       "have been taught; `strokes` what is on the pad, in [0, 1] from the top left. Drawing sends draw {view, "
       "strokes} with all strokes, while it goes on; the buttons send teach {view, label}, which leaves the pad as it "
       "is, wipe {view}, and clear {view}, which forgets all lessons.",
       {{"labels", list_along("labels", label())},
        {"answer", integer()},
        {"teach", label()},
        {"lessons", integer()},
        {"strokes", list(list(span()))},
        {"image", described("what the model sees", tensor({"h", "w"}))},
        {"probabilities", tensor({"labels"})}}}};
}

std::vector<ViewKind> networks() {
  return {
      {"network",
       "Dense layers, the inputs first. `param` is the parameter of the hidden layers' units; weights.i go from layer "
       "i to the next, biases.i are of that, and maps.i what each unit of layer i answers over the plane; with "
       "`classes` those of the last are probabilities. A weight is set by weight {view, layer, from, to, value}; from "
       "-1 it is a bias.",
       {{"layers", list(object({{"label", label()}, {"units", integer()}, {"activation", text()}}))},
        {"inputs", list(label())},
        {"outputs", list(label())},
        {"param", text()},
        {"classes", flag(), true},
        {"weights.*", tensor({"from", "to"})},
        {"biases.*", tensor({"to"})},
        {"maps.*", tensor({"units", "rows", "columns"})}}},
      {"attention",
       "Who looks at whom: all heads as small matrices, the one picked with numbers and as arcs over the text. A "
       "click on a query sends choose {view, index}.",
       {{"queries", list_along("queries", text())},
        {"keys", list_along("keys", text())},
        {"blocks", list_along("blocks", label())},
        {"causal", flag()},
        {"selected", described("index of a query, or -1", integer())},
        {"weights", tensor({"blocks", "heads", "queries", "keys"})}}},
      {"path",
       "The way of one token through a model: stages in order, joined by arrows, as colours or with `bars` as lengths.",
       {{"stages", list(object({{"label", label()},
                                {"shape", text()},
                                {"note", label(), true},
                                {"values", rows_of_colours()},
                                {"range", span(), true},
                                {"palette", palette("diverging", "sequential"), true},
                                {"rows", list_along("rows", text()), true},
                                {"columns", list_along("columns", text()), true},
                                {"bars", flag(), true},
                                {"selected", integer(), true}}))}}},
      {"tokens",
       "Pieces of text, flowing in lines, with a colour behind each; the first `given` were not written by the "
       "network. A click on a token sends choose {view, group, index}; where a text can be written on, `writing` is "
       "there, and its button sends write {view}, or stop {view} meanwhile.",
       {{"groups", list(object({{"label", label()},
                                {"note", label()},
                                {"tokens", list_along("n", text())},
                                {"given", integer()},
                                {"values", tensor({"n"})},
                                {"state", one_of({"", "good", "bad"})}}))},
        {"legend", described("of the values", label())},
        {"range", span()},
        {"palette", palette("diverging", "sequential"), true},
        {"selected", described("group and index", place()), true},
        {"choose", flag(), true},
        {"writing", flag(), true}}}};
}

}  // namespace

const std::vector<ViewKind>& view_kinds() {
  static const std::vector<ViewKind> all = [] {
    std::vector<ViewKind> kinds;
    for (auto part : {charts(), tables(), pictures(), networks()}) kinds.insert(kinds.end(), part.begin(), part.end());
    return kinds;
  }();
  return all;
}

}  // namespace gradlab
