// Two networks that tell digits by a few numbers and make digits of them again; and the map that these numbers draw.
#include <algorithm>
#include <cmath>
#include <utility>

#include "demos/autoencoder/autoencoder_params.h"
#include "demos/autoencoder/map_view.h"
#include "demos/autoencoder/restored_views.h"
#include "demos/parts/network_view.h"
#include "demos/parts/pad.h"
#include "engine/core/error.h"
#include "engine/learn/ranks.h"

namespace gradlab {

namespace {

constexpr double test_per_sample = 1.0 / 2;  // of the time that a sample takes in training: forwards, and the map

class Autoencoder : public Experiment {
 public:
  void build(const Setup& setup) override {
    learner_.build(setup);
    drawings_ = setup.drawings;
    shown_ = samples_to_show(learner_.source());
    to_ = std::min<std::size_t>(1, shown_.size() - 1);
    look_at_pad();
  }
  Tensor step() override {
    changed();
    return learner_.step();
  }
  void change(const Setup& setup) override {
    learner_.change(setup.values);
    rival_.forget_error();
    changed();
  }
  void evaluate(Metrics& metrics) override { learner_.evaluate(metrics); }

  void test(Metrics& metrics) override {
    judgement_ = judged(learner_, most_judged);
    const auto set = [&](const char* name, double value) { metrics[name] = Tensor::scalar(static_cast<float>(value)); };
    set("test_loss", judgement_.loss);
    set("restored_error", judgement_.restored_error);
    if (learner_.spoiling().any()) set("spoilt_error", judgement_.spoilt_error);
    if (rival_.found()) set("linear_error", rival_.error(learner_));
    if (learner_.model().variational()) {
      set("bound", judgement_.reconstruction + judgement_.divergence);
      set("test_reconstruction", judgement_.reconstruction);
      set("test_kl_divergence", judgement_.divergence);
    }
    set("map_accuracy", judgement_.map_accuracy);
    if (learner_.source().left_out()) set("detection", detection());
  }
  double test_cost() const override {
    const auto samples = static_cast<double>(std::min(most_judged, learner_.source().test_count()));
    return test_per_sample * samples / static_cast<double>(learner_.batch_size());
  }
  bool go_on() override { return rival_.go_on(learner_); }

  ForwardPass forward_pass() const override { return learner_.model().forward_pass(learner_.source().shape()); }
  void state(Archive& archive) override {
    learner_.state(archive);
    if (archive.reading()) changed();
  }
  std::optional<double> epoch() const override { return learner_.epoch(); }
  std::int64_t samples_per_step() const override { return learner_.batch_size(); }
  std::int64_t samples_per_epoch() const override { return learner_.source().train_indices().size(); }

  void show(Views& views) override {
    if (views.wants("map")) map_.show(views.add("map"), learner_, drawn_);
    if (views.wants("summary"))
      show_summary(views.add("summary"), std::vector{&learner_.model().encoder(), &learner_.model().decoder()});
    if (views.wants("restored")) show_restored(views.add("restored"), learner_, rival_, judgement_, shown_, to_);
    if (views.wants("errors")) show_errors(views.add("errors"), learner_, judgement_);
    if (views.wants("surprising")) show_surprising(views.add("surprising"), learner_, judgement_);
    if (views.wants("drawing")) show_drawing(views.add("drawing"));
    if (views.wants("walk")) show_walk(views.add("walk"), learner_, shown_[from_], shown_[to_]);
    if (views.wants("atlas")) map_.show_atlas(views.add("atlas"), learner_);
    if (views.wants("linear_map")) map_.show_rival(views.add("linear_map"), learner_, rival_);
    if (views.wants("comparison")) show_comparison(views.add("comparison"), learner_, rival_, judgement_);
  }

  Effect input(const Json& event) override {
    const std::string kind = event.value("kind", "");
    if (kind == "draw") {
      drawings_->pad = strokes_of(event.value("strokes", Json()));
      look_at_pad();
    } else if (kind == "wipe") {
      drawings_->pad.clear();
      look_at_pad();
    } else if (kind == "choose") {
      choose(event);
    } else {
      fail("input", "the kind \"" + kind + "\"", "draw, wipe or choose");
    }
    return {};
  }

 private:
  void changed() { map_.forget(); }

  /// The probability that a test sample of the class left out is restored worse than one of the others, ties counted
  /// half: the area under the ROC curve.
  double detection() const {
    const auto left_out = learner_.source().left_out();
    std::vector<float> known, unknown;
    for (std::size_t i = 0; i < judgement_.labels.size(); ++i)
      (judgement_.labels[i] == left_out ? unknown : known).push_back(judgement_.restored_errors[i]);
    return share_above(unknown, known);
  }

  void show_drawing(View& view) {
    const std::vector<std::string>& names = learner_.source().class_names();
    const auto classes = static_cast<std::int64_t>(names.size());
    if (!drawn_.defined()) {
      show_pad(view, *drawings_, learner_.source().drawn({}), Tensor::zeros({1, classes}), names);
    } else {
      show_pad(view, *drawings_, drawn_, Tensor::from(map_.votes(learner_, drawn_), {1, classes}), names);
    }
    view.set("teach", "").set("lessons", 0);
  }

  void look_at_pad() {
    drawn_ = {};
    if (!drawings_->pad.empty()) drawn_ = learner_.source().drawn(drawings_->pad);
  }

  void choose(const Json& event) {
    const std::string view = event.value("view", "");
    if (view == "map") {
      const Json x = event.value("x", Json()), y = event.value("y", Json());
      if (!x.is_number() || !y.is_number() || !std::isfinite(x.get<float>()) || !std::isfinite(y.get<float>()))
        fail("choose", event.dump(), "a place {x, y} of the map");
      map_.choose({x.get<float>(), y.get<float>()});
    } else if (view == "restored") {
      const std::int64_t index = whole_number(event.value("index", Json()), "choose");
      if (index < 0 || index >= static_cast<std::int64_t>(shown_.size()))
        fail("choose", "image " + std::to_string(index), "one of the " + std::to_string(shown_.size()));
      if (static_cast<std::size_t>(index) != to_) from_ = std::exchange(to_, static_cast<std::size_t>(index));
    } else {
      fail("choose", "the view \"" + view + "\"", "map or restored");
    }
  }

  CodeLearner learner_;
  LinearRival rival_;
  Judgement judgement_;
  MapView map_;
  Drawings* drawings_ = nullptr;
  Tensor drawn_;                     // what is on the pad as an input [1, H, W, C]
  std::vector<std::int64_t> shown_;  // test samples
  std::size_t from_ = 0, to_ = 0;    // of those, the ends of the walk
};

}  // namespace

const RegisterDemo registered_autoencoder([] {
  return Demo{
      .name = "autoencoder",
      .place = 7,
      .params = autoencoder_params(),
      .views =
          {{.name = "map", .kind = "scatter", .section = "learning"},
           {.name = "drawing", .kind = "pad", .section = "learning"},
           {.name = "restored", .kind = "images", .wide = true, .section = "learning"},
           {.name = "loss", .kind = "line_chart", .section = "learning"},
           {.name = "reconstruction", .kind = "line_chart", .when = {{"variational", {true}}}, .section = "learning"},
           {.name = "kl_divergence", .kind = "line_chart", .when = {{"variational", {true}}}, .section = "learning"},
           {.name = "walk", .kind = "images", .wide = true, .section = "travel"},
           {.name = "atlas", .kind = "scatter", .section = "travel"},
           {.name = "errors", .kind = "bars", .section = "unknown"},
           {.name = "surprising", .kind = "images", .wide = true, .section = "unknown"},
           {.name = "linear_map", .kind = "scatter", .section = "linear"},
           {.name = "comparison", .kind = "table", .section = "linear"},
           {.name = "summary", .kind = "table", .wide = true, .section = "model"},
           {.name = "profile", .kind = "profile", .section = "speed"}},
      .assets = {"mnist"},
      .files = {"images"},
      .presets = autoencoder_presets(),
      .make = [] { return std::make_unique<Autoencoder>(); },
      .values_of_file = [](const OwnFile&) { return Json({{"data", "file"}, {"turned", false}}); },
  };
});

}  // namespace gradlab
