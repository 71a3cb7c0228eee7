// What to try in each preset.
#include "demos/core/tries.h"

namespace gradlab {

const RegisterTries registered_mnist_cnn_tries(Tries{
    .name = "mnist-cnn",
    .presets = {{"small-cnn",
                 {{.id = "draw", .view = "draw"},
                  {.id = "mistakes", .view = "confusion"},
                  {.id = "few", .written = {{"train_count", "100"}}, .view = "accuracy"}}},
                {"softmax-regression",
                 {{.id = "filters", .view = "filters"},
                  {.id = "hidden", .written = {{"layers", "dense-128"}}, .view = "accuracy", .answers = "still"}}},
                {"mlp",
                 {{.id = "few", .written = {{"train_count", "300"}}, .view = "loss"},
                  {.id = "shift",
                   .written = {{"train_count", "300"}, {"augment_shift", "2"}},
                   .view = "loss",
                   .answers = "over_fitting"}}},
                {"lenet-5", {{.id = "inside", .view = "activations"}, {.id = "draw", .view = "draw"}}},
                {"deep-cnn",
                 {{.id = "samples", .view = "samples"},
                  {.id = "plain",
                   .written = {{"layers", "conv-16-3-1,max_pool-2-2,conv-32-3-1,max_pool-2-2,conv-64-3-1,dropout-20"}},
                   .view = "loss"}}},
                {"tiny-resnet", {{.id = "layers", .view = "summary"}, {.id = "saliency", .view = "saliency"}}}}});

}  // namespace gradlab
