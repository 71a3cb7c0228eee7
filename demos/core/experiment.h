// What a demo is: its parameters, its views, and an experiment that trains.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "demos/core/params.h"
#include "demos/core/views.h"
#include "engine/core/device.h"
#include "engine/core/random.h"
#include "engine/core/registry.h"
#include "engine/core/tensor.h"
#include "engine/data/data.h"
#include "engine/data/digit.h"
#include "engine/data/images.h"
#include "engine/data/table/table.h"
#include "engine/graph/trace.h"
#include "engine/io/archive.h"

namespace gradlab {

/// Numbers of a run by name: "loss", "test_loss", "accuracy", ... Read back by the runtime, after the step.
using Metrics = std::map<std::string, Tensor>;

/// What the visitor's own files hold: a table, with the columns chosen, images, or a text.
struct OwnFile {
  std::shared_ptr<const CsvTable> table = nullptr;
  std::vector<std::size_t> inputs = {};
  std::size_t target = 0;
  std::string name = {};  ///< as the visitor knows it
  bool fill = false;  ///< gaps in the inputs, with what training rows have on average; else rows with gaps are left out
  std::shared_ptr<const ImageSplit> images = nullptr;
  std::shared_ptr<const std::string> text = nullptr;  ///< well-formed UTF-8, not empty
};

/// What the visitor draws. A run keeps it, beside its data, so it outlives a model that is built anew.
struct Drawings {
  Strokes pad;  ///< what is on the pad now
  struct Lesson {
    Strokes strokes;
    std::int64_t label = 0;
  };
  std::vector<Lesson> lessons;  ///< drawings that were given a label, to be trained on
};

/// The page's own files that demos ask for by name: their bytes.
using Assets = std::map<std::string, std::vector<std::uint8_t>, std::less<>>;

/// What an experiment is built from. Equal setups give equal runs.
struct Setup {
  const Values& values;
  Random random;
  const OwnFile* file = nullptr;  ///< there whenever a value is "file"
  const Assets* assets = nullptr;
  Drawings* drawings = nullptr;
};

/// What a visitor's input changes, other than what is looked at.
struct Effect {
  Json values = nullptr;  ///< of parameters, such as {"points": [...]}
  bool state = false;     ///< what Experiment::state writes down, or what is taught: training goes on from there
  bool lesson = false;    ///< it is what is taught
};

/// On a remote device an experiment is built, prepared, changed, and makes steps, and never waits for the device; all
/// else is asked of another one of the same setup on the host, which has read what the first has written of its state.
/// May throw Error or Refusal from any member; the run then stays as it was, and the visitor reads the sentence.
class Experiment {
 public:
  virtual ~Experiment() = default;

  /// Data and model, from nothing.
  virtual void build(const Setup& setup) = 0;
  /// Does a piece of the work that must be done before the first step, a few milliseconds at most, such as to merge
  /// some byte pairs; true while there is more.
  virtual bool prepare() { return false; }
  /// One step, of an optimiser or whatever else learns; returns its loss, a scalar that may still be in flight.
  virtual Tensor step() = 0;
  /// How badly it goes, by the loss of a step: a number that grows out of all bounds, or is none, where training
  /// diverges. Of any sign, and free to rise and to oscillate meanwhile.
  virtual double badness(double loss) const { return loss; }
  /// Values that apply live have changed.
  virtual void change(const Setup& setup) = 0;
  /// Takes no chance and changes nothing, so that looking does not alter a run.
  virtual void evaluate(Metrics& metrics) = 0;
  /// The rest of it, where some of the numbers take longer than a few steps: as evaluate, but called less often while
  /// training.
  virtual void test(Metrics&) {}
  /// How many steps' time test takes, about.
  virtual double test_cost() const { return 0.0; }
  /// Does a piece of the work beside training, a few milliseconds at most, such as to write a text; true while there is
  /// more. Training may be going on, and this does not alter it.
  virtual bool go_on() { return false; }
  /// What the visitor should know about how training goes, said once. Asked after every step.
  virtual std::optional<Refusal> remark() { return {}; }
  /// What the rows among the parameters are made of: {name: [{label, low, high, at}...]}, of each input its label,
  /// between what the data lie, and where it stands now.
  virtual Json row_inputs() const { return Json::object(); }
  /// What the model computes, once it is prepared; empty where there is no model. It refers to the experiment.
  virtual ForwardPass forward_pass() const = 0;
  /// What to draw now; only what `views` wants, which is of what the values call for.
  virtual void show(Views& views) = 0;
  /// What a visitor did in a view: {"view", "kind", ...}.
  virtual Effect input(const Json& event) = 0;
  /// Everything that training changes, written to or read from a checkpoint.
  virtual void state(Archive& archive) = 0;

  /// Epochs done, with the share of the one that runs; none where samples have no end. Who acts in an environment
  /// counts the metric "episodes" instead.
  virtual std::optional<double> epoch() const { return {}; }
  virtual std::int64_t samples_per_step() const = 0;
  /// 0 where epochs pass too fast to wait for.
  virtual std::int64_t samples_per_epoch() const { return 0; }
};

/// One of the page's own files that a demo needs while all of `when` hold: "mnist".
struct AssetNeed {
  AssetNeed(const char* asset, std::vector<Condition> conditions = {}) : name(asset), when(std::move(conditions)) {}
  std::string name;
  std::vector<Condition> when;
};

struct Preset {
  std::string id;
  Json values;                  ///< what differs from the parameters' initial values
  double steps_per_second = 0;  ///< as in Demo
  bool diverges = false;        ///< it is there to be seen failing
};

/// The metric that tells whether a demo learns, and which way it then goes.
struct Progress {
  enum class Direction { falls, rises };
  std::string metric = "loss";
  Direction direction = Direction::falls;
  bool is_better(double now, double before) const {
    return direction == Direction::falls ? now < before : now > before;
  }
};

/// What counts as solved, while all of `when` hold: that a metric reaches `value`.
struct Goal {
  std::string metric;
  double value = 0;
  Progress::Direction direction = Progress::Direction::rises;
  std::vector<Condition> when = {};
};

struct Demo {
  std::string name;             ///< "regression": the id in links; its texts are demo.<name>.*
  int place = 0;                ///< order in the menu, then by name
  double steps_per_second = 0;  ///< the pace at which it is best watched, where no preset says; 0: as fast as it can
  Params params;
  std::vector<ViewSpec> views;
  std::vector<AssetNeed> assets = {};
  std::vector<std::string> files = {};  ///< the visitor's own that it trains on: "csv", "images" (IDX), "text"
  std::string table_target = {};  ///< how it takes a column of "csv": "number", "classes", or "series" without inputs
  std::vector<Preset> presets;    ///< texts: preset.<demo>.<id>.title and .about
  Progress progress = {};
  std::vector<Goal> goals = {};  ///< the first whose conditions hold; none where nothing counts as solved
  /// Where it can train. One whose steps have to look at numbers cannot on webgpu.
  std::vector<Device> devices = {Device::cpu, Device::webgpu};
  bool trains_on(Device device) const { return std::ranges::find(devices, device) != devices.end(); }
  std::function<std::unique_ptr<Experiment>()> make;
  /// The values under which it trains on a file of the visitor's; throws Refusal for one that it has no use for.
  std::function<Json(const OwnFile&)> values_of_file = [](const OwnFile&) { return Json({{"data", "file"}}); };
};

/// The last line of a demo's file: `const RegisterDemo registered_regression([] { return Demo{.name = "regression",
/// ...}; });`
using RegisterDemo = Registry<Demo>::Add;

}  // namespace gradlab
