// Recommendation: from the few stars that each viewer gave, what everybody would give all films, and why.
#include <algorithm>
#include <numeric>
#include <span>

#include "demos/core/plain_texts.h"
#include "demos/parts/descent.h"
#include "demos/parts/supervised.h"
#include "demos/recommendation/opinions.h"
#include "demos/recommendation/taste_views.h"
#include "engine/data/ratings.h"
#include "engine/graph/passes.h"
#include "engine/learn/factorization/factorization.h"
#include "engine/loss/loss.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::int64_t most_tested = 2000;
enum RecommendationStream : std::uint64_t {
  ratings_stream,
  ratings_split_stream,
  factors_stream,
  ratings_batch_stream
};

class Recommendation : public Experiment {
 public:
  void build(const Setup& setup) override {
    const Values& values = setup.values;
    ratings_ = made_ratings(
        {.viewers = values.integer("viewers"), .known_share = values.real("known_share"), .noise = values.real("mood")},
        setup.random.split(ratings_stream));
    data_ =
        split({ratings_.pairs, ratings_.stars}, values.real("train_share"), setup.random.split(ratings_split_stream));
    Random random = setup.random.split(factors_stream);
    const std::int64_t film_count = ratings_.liking.shape()[1];
    const std::span<const float> stars = data_.train.targets.read();  // on the host, wherever it trains
    model_.build(values.integer("viewers"), film_count, values.integer("factors"),
                 std::accumulate(stars.begin(), stars.end(), 0.0f) / static_cast<float>(stars.size()), random);
    batch_size_ = values.integer("batch_size");
    batches_ = Batches(data_.train, batch_size_, setup.random.split(ratings_batch_stream));
    descent_.build(model_.parameters(), values);
    opinions_ = opinions_of(values.at("ratings"));
  }

  Tensor step() override {
    const Dataset batch = batches_.next();
    return descent_.step([&] { return mse(model_.forward(batch.inputs), batch.targets); });
  }

  void change(const Setup& setup) override {
    std::vector<Factorization::Opinion> opinions = opinions_of(setup.values.at("ratings"));
    descent_.change(setup.values);
    if (batch_size_ != setup.values.integer("batch_size")) {
      batch_size_ = setup.values.integer("batch_size");
      batches_.set_batch_size(batch_size_);
    }
    opinions_ = std::move(opinions);
  }

  void evaluate(Metrics& metrics) override {
    const Dataset train = first(data_.train, most_tested), test = first(data_.test, most_tested);
    metrics["loss"] = mse(model_.forward(train.inputs), train.targets);
    metrics["test_loss"] = mse(model_.forward(test.inputs), test.targets);
  }

  ForwardPass forward_pass() const override {
    const Shape& all = ratings_.liking.shape();
    return {.inputs = {{"pairs", {'N', 2}, DType::int32, 0, all[0] + all[1]}},
            .least = {{'N', 2}},
            .parameters = model_.parameters(),
            .outputs = {"stars"},
            .run = [this](const Tensors& x) -> Tensors { return {model_.forward(x[0])}; }};
  }

  void show(Views& views) override {
    const std::vector<float> guesses = model_.for_newcomer(opinions_, newcomer_ridge);
    if (views.wants("own_stars")) show_own_stars(views.add("own_stars"), opinions_, guesses);
    if (views.wants("proposals")) show_proposals(views.add("proposals"), opinions_, guesses);
    if (views.wants("taste_map")) show_taste_map(views.add("taste_map"), model_.film_factors());
    if (views.wants("star_tables"))
      show_star_tables(views.add("star_tables"), data_.train, ratings_.liking, model_.all());
  }

  Effect input(const Json& event) override { return {.values = changed_opinions(opinions_, event)}; }

  void state(Archive& archive) override {
    descent_.state(archive);
    archive.field("batches", batches_);
  }
  std::optional<double> epoch() const override { return batches_.epoch(); }
  std::int64_t samples_per_step() const override { return std::min(batch_size_, data_.train.size()); }

 private:
  Ratings ratings_;
  Split data_;
  Factorization model_;
  Batches batches_;
  Descent descent_;
  std::int64_t batch_size_ = 1;
  std::vector<Factorization::Opinion> opinions_;
};

}  // namespace

const RegisterDemo registered_recommendation([] {
  return Demo{
      .name = "recommendation",
      .place = 10,
      .steps_per_second = 200,
      .params = {{Param::integer("viewers", "data", 300, 20, 2000).log_scale(),
                  Param::number("known_share", "data", 0.3, 0.05, 0.9), Param::number("mood", "data", 0.3, 0, 2),
                  Param::number("train_share", "data", 0.8, 0.1, 0.9), ratings_param(),
                  Param::integer("seed", "data", 1, 0, 2147483647)},
                 {Param::integer("factors", "model", 2, 1, 16)},
                 training_params({.learning_rate = 0.02, .optimizer = "adam", .batch_size = 64}),
                 {Param::number("l2", "regularization", 0.001, 0, 0.1).applies_live()}},
      .views = {{.name = "own_stars", .kind = "ratings", .section = "learning"},
                {.name = "taste_map", .kind = "scatter", .section = "learning"},
                {.name = "proposals", .kind = "bars", .section = "learning"},
                {.name = "loss", .kind = "line_chart", .section = "learning"},
                {.name = "star_tables", .kind = "images", .wide = true, .section = "learning"},
                {.name = "profile", .kind = "profile", .section = "speed"}},
      .presets = {{"tastes", Json::object()},
                  {"few-stars", {{"known_share", 0.12}, {"factors", 8}, {"l2", 0}}},
                  {"one-taste", {{"factors", 1}}}},
      .make = [] { return std::make_unique<Recommendation>(); },
  };
});

}  // namespace gradlab
