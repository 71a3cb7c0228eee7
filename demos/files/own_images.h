// A visitor's IDX files as images: which belong together, and which are kept aside to test.
#pragma once

#include <span>

#include "demos/core/experiment.h"

namespace gradlab {

/// `files` [{name, size}] stand one after another in `bytes`. Images and labels of equal number are a pair, and of
/// several such those whose names begin most alike. Of two pairs the larger is for training and the other, or that
/// which is called "test" or "t10k", for testing; one is split four to one within every class. Throws Refusal for files
/// that do not pair, or with what is wrong with one.
OwnFile own_images(const Json& files, std::span<const std::uint8_t> bytes);

/// `refusal` of a network, with the size of the images that it was to read; any other as it is.
Refusal with_size(const Refusal& refusal, const OwnFile& file);

}  // namespace gradlab
