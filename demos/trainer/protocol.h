// clang-format off: a table, laid out by hand
// The messages between the page and the trainer, and between the page's shell and its interface. Each is a JSON object
// with a "type", and at most one block of bytes. This file is the schema: the trainer (demos/trainer/session), the interface
// (web/ui) and the shell (web/shell/base/protocol.ts) hold to it.
//
// To the trainer. One with an "id" is answered by {"type": "reply", "id", "ok", "result" or "notice"}.
//   open        {demo, values}          builds anew, paused at step 0; result {values, notices: [Notice]}
//   set         {values}                result {values, notices}; live ones apply to the running model, others build anew
//   play | pause | reset
//   run         {steps}                 exactly so many more steps, then pause; result: metrics
//   speed       {steps_per_second}      0: as fast as it can
//   look        {views: [name], revision}   answered by a frame once there is a newer one than `revision`
//   input       {view, kind, ...} + bytes   what a visitor did; kinds below; result {values, notices} or {columns} for "csv"
//   history     {}                      result {"step": [..], "loss": [..], ...}
//   view        {name}                  answered by a frame with that one view; for scripts
//   threads     {count}
//   asset       {name} + bytes          a file of the page's own that demos ask for by Demo::assets; before the first open that needs it
//   bench       {task, device: "cpu"|"reference", seconds}   works at a task of engine/bench for so long, and at nothing else; the same task goes
//               on where it stood. Result {unit, rate, gflops, milliseconds, outcome: [number], data: "mnist"|"generated", threads}: work
//               and arithmetic per second, time per step, what the first steps gave (the loss of each where they train). With device "webgpu" {task, device, steps} does so many steps, and the result {unit,
//               work, arithmetic, outcome, data} comes when they are done: work in all, and GFLOP in one unit of it
//   device      {kind: "cpu"|"webgpu"}  trains there from now on, demos opened later too; webgpu once the worker has started the GPU. Answered when
//               the run goes on there, from the step at which it stood, playing as before; result {}
//   device_lost {fault: "lost"|"out-of-memory"|"validation"|"internal", message}   from the worker itself: the GPU is of no use any more. The run
//               goes on on the cpu, and a notice says so: notice.gpu.<fault> {step, message}
//   restore     {} + checkpoint bytes   after open; goes on from there
//   last_good   {}                      back to the last step before a run diverged
//
// From the trainer.
//   catalogue   {demos: [{id, steps_per_second, assets: [name], files: ["csv"|"images"|"text"], table_target: "number"|"classes"|"series"|"",
//               params: [Param::to_json], views: [{name, kind, wide, when, section}], presets: [{id, values, steps_per_second}]}]}; once, when it can train
//   frame       {revision, demo, values, playing, metrics, device, views} + bytes    `views` as Views::pack_apart makes it; device: {kind}, and of
//               webgpu bytes_in_use, bytes_pooled and in_flight: steps handed over and not worked off
//   checkpoint  {demo, values, step} + bytes                every few seconds while training, and when it pauses
//   notice      Notice
//   reply       see above
//
// A Notice is {level: "info"|"warning"|"error", key, arguments, action?: {label: key, message: Message}}; the sentence is
// the text `key` with {name} replaced by arguments.name.
//
// Inputs: points {points: [[x, y, label]]} adds; clear {} removes all added; weight {layer, from, to, value} sets one
//   weight, from = -1 a bias; choose, draw, teach, wipe, write, stop: see images, matrix, pad, tokens; text {check} + bytes trains on a text and is
//   sent again like csv_use; with `check` it only judges the text, whatever demo is open, and answers {characters, different};
//   idx {files: [{name, size}], check} + their bytes, one after
//   another, uncompressed, trains on images and labels in IDX files (own_images.h says which belong together); with `check` it only judges
//   them, whatever demo is open, and answers {}; csv {} + bytes reads a file and answers {columns: [{name, numeric, missing, sample}], rows};
//   csv_use {inputs: [index], target: index} + the same bytes trains on those columns. The shell keeps the last csv_use: after a
//   trainer died it is sent again between open and restore.
//
// To the interface (ui.wasm), from the shell.
//   texts       {"key": "text"}         every text that a visitor reads, before anything is drawn
//   catalogue, frame, notice            as they came from the trainer
//   theme       {dark: bool, still: bool}   `still`: the visitor asked for less motion
//   layout      {phone: bool, sheet: bool}  sheet: the controls are open (phones)
//
// From the interface, to the shell: set, input as above, and
//   watch       {views: [name]}         which views are on screen now; the shell asks for these
//   sheet       {open}                  the visitor dragged the sheet of controls
//   cursor      {name}                  the CSS cursor to show
//   clipboard   {text}
//   edit        {param, value, most, box: [x, y, width, height], moved}   the visitor wants to type the value of a parameter of kind text; the
//               shell puts a field of its own over the box, in CSS pixels of the canvas, and sends what is typed as set. `moved`: only the
//               box is another, of a field that may be closed by now; an empty one closes it
//
// What the kinds of view read. T(name) is a tensor; a label is a key of the texts, plain text after "=", or both: "layer.conv= 2".
//   line_chart  x, y: labels; log_y; range: [lo, hi] where the values' own is known; series: [{label, x: T, y: T, role}], role one of train, test, reference, accent,
//               a, b, c; bands: [{label, x: T, low: T, high: T, role}] drawn below them. T(x), T(y), T(low), T(high): [n]
//   scatter     x, y: labels; bounds: [x0, x1, y0, y1]; classes: 0 for values, else 2..10; class_names; editable; field_range: [lo, hi];
//               palette: "diverging" unless "sequential"; marks: [{label, x, y}] places that stand out;
//               texts: [text] drawn in the place of each point;
//               T(points) [n, 2]; T(labels) [n] class or value; T(split) [n] 0 train, 1 test, 2 drawn by the visitor;
//               T(field) [rows, columns] values, or [rows, columns, classes] probabilities; row 0 at y0;
//               curves: [{label, x: T, y: T, role}]; T(segments) [m, 4]: x0 y0 x1 y1
//   network     layers: [{label, units, activation}], first the inputs; inputs, outputs: [label]; param: the units'
//               parameter; T(weights.i) [units of layer i, units of layer i + 1]; T(biases.i) [units of layer i + 1];
//               T(maps.i) [units of layer i, rows, columns] what each unit answers over the plane
//   bars        x, y: labels; labels: [label]; series: [{label, values: T, role}]; log_y; T: [n]
//   table       columns: [label]; rows: [[text or number]]; total: last row stands out
//   text        lines: [{key, arguments, strong}]
//   images      groups: [{label, note: label, images: T, captions: [label], range: [lo, hi], palette: "gray" | "signed" | "heat" | "rgb",
//               selected: index, choose: bool}]; T [n, h, w], or [n, h, w, 3] for rgb; without range each image has its own.
//               A click on an image of a group with `choose` sends choose {view, group, index}
//   matrix      x, y: labels; columns, rows: [label]; palette: "sequential" unless "diverging"; selected: [row, column]; choose: bool;
//               T(values) [rows, columns]. A click sends choose {view, row, column}
//   histograms  groups: [{label, series: [{label, low, high, counts: T, role}]}]; T [bins]
//   pad         labels: [label]; answer: index of the best, -1 without strokes; teach: label of the question, "" where nothing can be taught;
//               lessons: how many drawings have been taught; strokes: [[[x, y]...]...] what is on the pad, in [0, 1] from the top left;
//               T(image) [h, w] what the model sees; T(probabilities) [labels]. Drawing sends draw {view, strokes} with all strokes, while it
//               goes on; its buttons send teach {view, label: index}, which wipes the pad as well, wipe {view}, and clear {view}, which
//               forgets all lessons
//   tokens      pieces of text, flowing in lines: groups: [{label, note: label, tokens: [text], given: how many of the first were not written by
//               the network, values: T, state: "" | "good" | "bad"}]; legend: label of the values, range: [lo, hi], palette: "diverging" unless
//               "sequential"; selected: [group, index]; choose: bool; writing: bool where a text can be written on. T [tokens]: the colour behind
//               each. A click on a token sends choose {view, group, index}; the button of `writing` sends write {view}, or stop {view} meanwhile
//   attention   queries, keys: [text]; blocks: [label]; causal: bool; selected: index of a query; T(weights) [blocks, heads, queries, keys]. All
//               heads as small matrices; the one picked as a matrix with numbers and as arcs over the text. A click on a query sends
//               choose {view, index}
//   path        the way of one token through a model: stages: [{label, shape: text, note: label, values: T, range: [lo, hi], palette:
//               "diverging" unless "sequential", rows: [text], columns: [text], bars: bool, selected: index}]; T [rows, columns], or [columns];
//               with `bars` as lengths instead of colours. Drawn in order, joined by arrows; hovering tells the number
//   profile     rows: [{label, calls, milliseconds, gflops, bandwidth}] of one step, longest first, bandwidth being the GB/s of kernels without
//               products; step: milliseconds; limit: GFLOP/s of one thread here; bandwidth_limit: GB/s of one; threads; allocations;
//               recorded: the times are those of telling another device of the kernels, whose own are not known: no rates, no limits
// clang-format on
#pragma once

namespace gradlab {

inline constexpr int protocol_version = 1;

}  // namespace gradlab
