// In the one file: of the one build that it carries.
import factory from '#wasm/trainer-simd.mjs';

export const trainer_factory = async () => factory;
