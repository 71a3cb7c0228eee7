#include "demos/mnist_cnn/answers_view.h"

#include <algorithm>
#include <cmath>

#include "demos/parts/confusion_view.h"
#include "demos/parts/gallery.h"
#include "engine/core/error.h"

namespace gradlab {

namespace {

constexpr std::size_t most_shown = 48;  // of one group

std::vector<std::int64_t> surest(std::vector<std::int64_t> images, const Evaluation& answers) {
  std::ranges::stable_sort(images, std::greater(), [&](std::int64_t image) { return answers.certainty(image); });
  if (images.size() > most_shown) images.resize(most_shown);
  return images;
}

/// "4 → 9  87 %": truth, answer, certainty.
std::string caption(const Evaluation& answers, std::int64_t image, const std::vector<std::string>& names) {
  const auto place = static_cast<std::size_t>(image);
  return "=" + names[static_cast<std::size_t>(answers.labels[place])] + " → " +
         names[static_cast<std::size_t>(answers.answers[place])] + "  " +
         std::to_string(std::lround(100 * answers.certainty(image))) + " %";
}

}  // namespace

void AnswersView::show_confusion(View& view, const Evaluation& answers, const std::vector<std::string>& names) const {
  gradlab::show_confusion(view, names, answers.labels, answers.answers);
  view.set("choose", true);
  if (cell_) view.set("selected", {cell_->truth, cell_->answer});
}

void AnswersView::show_mistakes(View& view, const Evaluation& answers, const ImageSplit& images,
                                std::optional<std::int64_t> looked_into) {
  std::vector<std::int64_t> wrong, chosen;
  for (std::int64_t i = 0; i < answers.size(); ++i) {
    const auto place = static_cast<std::size_t>(i);
    if (!answers.right(i)) wrong.push_back(i);
    if (cell_ && answers.labels[place] == cell_->truth && answers.answers[place] == cell_->answer) chosen.push_back(i);
  }
  view.set("opens", "inside");
  Gallery gallery(view);
  shown_.clear();
  const auto show_group = [&](const std::vector<std::int64_t>& all, const std::string& label) {
    GalleryGroup group{.label = label, .note = "=" + std::to_string(all.size()), .choose = true};
    const std::vector<std::int64_t>& order = shown_.emplace_back(surest(all, answers));
    std::vector<std::int32_t> indices;
    for (const std::int64_t image : order) {
      if (image == looked_into) group.selected = static_cast<std::int64_t>(indices.size());
      indices.push_back(images.test.indices[static_cast<std::size_t>(image)]);
      group.captions.push_back(caption(answers, image, images.class_names));
    }
    gallery.add_inputs(group, images.test.data->at(indices).inputs);
  };
  if (cell_) {
    show_group(chosen, "=" + images.class_names[static_cast<std::size_t>(cell_->truth)] + " → " +
                           images.class_names[static_cast<std::size_t>(cell_->answer)]);
  }
  show_group(wrong, "mistakes.surest");
}

std::int64_t AnswersView::chosen_image(std::int64_t group, std::int64_t index) const {
  const bool there = group >= 0 && group < static_cast<std::int64_t>(shown_.size()) && index >= 0 &&
                     index < static_cast<std::int64_t>(shown_[static_cast<std::size_t>(group)].size());
  if (!there)
    fail("choose", "image " + std::to_string(index) + " of group " + std::to_string(group), "one that is shown");
  return shown_[static_cast<std::size_t>(group)][static_cast<std::size_t>(index)];
}

}  // namespace gradlab
